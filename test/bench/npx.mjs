/** Time for `npx` to run the packed program with nothing cached, compared with an empty package. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ratios } from "./measure.mjs";
import { output, ROOT, time } from "./run.mjs";
import { atMost } from "./table.mjs";

/** @param {import("./bench.mjs").Bench} bench */
export async function npx({ rounds, folder, show }) {
	const empty = join(folder, "empty");
	mkdirSync(empty, { recursive: true });
	writeFileSync(join(empty, "package.json"), JSON.stringify({ name: "empty", version: "1.0.0", bin: "empty.js" }));
	writeFileSync(join(empty, "empty.js"), "#!/usr/bin/env node\n");
	const tarballs = {
		"an empty package": pack(empty),
		"stalk-check": pack(ROOT),
	};

	const times = await show(
		"npx: one run with nothing cached, ms",
		Object.fromEntries(Object.entries(tarballs).map(([name, tarball]) => [name, () => uncached(tarball)])),
		rounds(15),
	);
	return [
		atMost(
			"`npx ./stalk-check-*.tgz --version` to that of an empty package, nothing cached",
			1.5,
			" times",
			ratios(times["stalk-check"], times["an empty package"]),
		),
	];

	/** Packs a folder as for publishing and returns the name of the file. */
	function pack(from) {
		const [{ filename }] = JSON.parse(
			output(["npm", "pack", "--json", "--ignore-scripts", "--pack-destination", folder], { folder: from }),
		);
		return filename;
	}

	function uncached(tarball) {
		const cache = mkdtempSync(join(folder, "npm-"));
		const milliseconds = time(["npx", "--yes", `./${tarball}`, "--version"], {
			folder,
			env: { npm_config_cache: cache, npm_config_update_notifier: "false" },
		});
		rmSync(cache, { recursive: true });
		return milliseconds;
	}
}
