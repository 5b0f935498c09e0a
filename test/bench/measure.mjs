/** Runs commands in interleaved rounds and estimates ratios within rounds, which also hold on a busy machine. */

/** @typedef {{ median: number, low: number, high: number }} Estimate a median and its 95 % bootstrap interval */

/** Bootstrap samples per interval. */
const RESAMPLES = 2000;

/**
 * Seeded random numbers from 0 up to 1 (mulberry32): the same seed gives the same numbers.
 * @param {number} seed
 */
export function randomFrom(seed) {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/**
 * Runs everything once per round, in a new random order each round, and returns the measurements by name. Running all
 * rounds of one command before the next would let a change in the machine's speed into the ratios.
 * @template {string} Name
 * @param {Record<Name, () => number | Promise<number>>} runs
 * @param {number} rounds
 * @returns {Promise<Record<Name, number[]>>}
 */
export async function interleave(runs, rounds) {
	const names = /** @type {Name[]} */ (Object.keys(runs));
	const random = randomFrom(1);
	const measured = /** @type {Record<Name, number[]>} */ (Object.fromEntries(names.map((name) => [name, []])));
	// Round 0 only warms up files, caches and the processor.
	for (let round = 0; round <= rounds; round++)
		for (const name of shuffled(names, random)) {
			progress(`round ${round} of ${rounds}: ${name}`);
			const value = await runs[name]();
			if (round > 0) measured[name].push(value);
		}
	progress("");
	return measured;
}

/**
 * The median of some values with its 95 % bootstrap interval.
 * @param {number[]} values
 * @returns {Estimate}
 */
export function estimate(values) {
	return estimateOf(values.length, (rounds) => median(rounds.map((round) => values[round])));
}

/**
 * `figure` of all rounds, with its 95 % bootstrap interval.
 * @param {number} rounds
 * @param {(rounds: number[]) => number} figure
 * @returns {Estimate}
 */
export function estimateOf(rounds, figure) {
	const random = randomFrom(1);
	const all = Array.from({ length: rounds }, (_, round) => round);
	const drawn = Array.from({ length: RESAMPLES }, () => figure(all.map(() => Math.floor(random() * rounds)))).sort(
		(a, b) => a - b,
	);
	return {
		median: figure(all),
		low: drawn[Math.floor(RESAMPLES * 0.025)],
		high: drawn[Math.ceil(RESAMPLES * 0.975) - 1],
	};
}

/**
 * `of` divided by `to`, round by round.
 * @param {number[]} of
 * @param {number[]} to
 */
export function ratios(of, to) {
	return of.map((value, round) => value / to[round]);
}

/** @param {number[]} values */
export function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	const half = sorted.length >> 1;
	return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/**
 * Prints the medians of the measurements with their intervals.
 * @param {string} title
 * @param {Record<string, number[]>} measured
 */
export function printMedians(title, measured) {
	const width = Math.max(...Object.keys(measured).map((name) => name.length));
	console.log(`\n${title}`);
	for (const [name, values] of Object.entries(measured)) {
		const { median, low, high } = estimate(values);
		const interval = `(${figure(low)} to ${figure(high)})`;
		console.log(`  ${name.padEnd(width)}  ${figure(median)} ${interval}`);
	}
}

/**
 * A number with three significant digits; its integer part is never rounded.
 * @param {number} value
 */
export function figure(value) {
	if (value === 0) return "0";
	const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
	return value.toFixed(digits);
}

/**
 * Shows the progress on one line of a terminal.
 * @param {string} text
 */
export function progress(text) {
	if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${text}`);
}

/**
 * @template T
 * @param {T[]} list
 * @param {() => number} random
 */
function shuffled(list, random) {
	return list
		.map((it) => ({ it, at: random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ it }) => it);
}
