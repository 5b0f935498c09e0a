/** Peak memory of a batch, and whether it grows with the number of responses. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ratios } from "./measure.mjs";
import { HERE, PROGRAM, piped, time } from "./run.mjs";
import { atMost } from "./table.mjs";

const MODES = {
	"batch --compact": ["--compact"],
	"batch --compact --jobs 1": ["--compact", "--jobs", "1"],
	batch: [],
};

/** @param {import("./bench.mjs").Bench} bench */
export async function memory({ responses, rounds, folder, quick, show }) {
	// With fewer, the memory that the collector leaves has not reached its full size.
	const few = quick ? 30_000 : 100_000;
	const times = quick ? 2 : 10;
	const file = responses(few);
	const peakFile = join(folder, "peak");
	const [node, ...program] = PROGRAM;
	const peak = (options, repeats) => {
		const command = [...[node, "--require", join(HERE, "peak.cjs"), ...program], ...["batch", ...options]];
		time(piped(file, repeats, command), {
			discard: true,
			env: { PEAK_FILE: peakFile },
		});
		return Number(readFileSync(peakFile, "utf8")) / 1024;
	};
	const runs = Object.fromEntries(
		Object.entries(MODES).flatMap(([name, options]) => [
			[`${name}, ${few} responses`, () => peak(options, 1)],
			[`${name}, ${few * times} responses`, () => peak(options, times)],
		]),
	);
	const peaks = await show("memory: peak, MiB", runs, rounds(2));
	return Object.keys(MODES).flatMap((name) => {
		const [small, large] = [few, few * times].map((count) => peaks[`${name}, ${count} responses`]);
		return [
			atMost(`Peak memory of \`${name}\` over ${few * times} responses`, 200, " MiB", large),
			atMost(`… to that over ${few}`, 1.2, " times", ratios(large, small)),
		];
	});
}
