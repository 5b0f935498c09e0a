/** `npm run fuzz`: fuzzes the built program for a time or a number of rounds, and prints counts. */
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readContent } from "../../src/content/load";
import { fuzzer, type Tally } from "./fuzz";

const { values } = parseArgs({
	options: {
		seconds: { type: "string", default: "60" },
		rounds: { type: "string", default: "Infinity" },
		seed: { type: "string", default: "1" },
		only: { type: "string" },
	},
});
const { main } = createRequire(import.meta.url)(resolve("dist/cli.cjs"));
const folder = mkdtempSync(join(tmpdir(), "stalk-check-fuzz-"));
const start = performance.now();
const seconds = () => (performance.now() - start) / 1000;
const print = (tally: Tally) => {
	const inputs = Object.values(tally).reduce((sum, { inputs }) => sum + inputs, 0);
	const rss = Math.round(process.memoryUsage.rss() / 2 ** 20);
	console.log(`${Math.round(seconds())} s: ${inputs} inputs, ${rss} MiB`);
	console.log(JSON.stringify(tally));
};
let nextPrint = 60;
try {
	const tally = await fuzzer(
		main,
		await readContent("questions"),
		folder,
	)({
		seed: Number(values.seed),
		only: values.only,
		goOn(round, tally) {
			if (seconds() > nextPrint) {
				nextPrint += 60;
				print(tally);
			}
			return round < Number(values.rounds) && seconds() < Number(values.seconds);
		},
	});
	print(tally);
} catch (error) {
	console.error((error as Error).message);
	process.exitCode = 1;
} finally {
	rmSync(folder, { recursive: true });
}
