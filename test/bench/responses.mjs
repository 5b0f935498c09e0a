/** Random responses in the shape of `stalk-check template`. The same seed gives the same bytes. */
import { closeSync, existsSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { randomFrom } from "./measure.mjs";

/** The share of responses with an answer to every item. */
const COMPLETE = 0.3;
/** The share of responses with a single incident, for which definitions have rules of their own. */
const SINGLE = 0.02;
/** Characters per write. */
const BLOCK = 1 << 20;

/**
 * Writes responses to a file, one per line, unless the file exists.
 * @param {string} file
 * @param {import("./content.mjs").Questions} questions
 * @param {number} count
 * @param {number} [seed]
 */
export function writeResponses(file, questions, count, seed = 1) {
	if (existsSync(file)) return file;
	const random = randomFrom(seed);
	const to = openSync(file, "w");
	let text = "";
	for (let i = 1; i <= count; i++) {
		text += `${JSON.stringify({ ref: `r${i}`, ...response(questions, random) })}\n`;
		if (text.length < BLOCK && i < count) continue;
		writeSync(to, text);
		text = "";
	}
	closeSync(to);
	return file;
}

/**
 * Writes the responses of a file as a table, whose columns are ref, place and every item.
 * @param {string} responses a file with one response per line
 * @param {import("./content.mjs").Questions} questions
 * @returns {string} the file with the table
 */
export function writeTable(responses, { items }) {
	const file = responses.replace(/ndjson$/, "csv");
	const headings = ["ref", "place", ...items.map(({ id }) => id)];
	const rows = readFileSync(responses, "utf8")
		.trimEnd()
		.split("\n")
		.map((line) => {
			const { ref, place = "", answers } = JSON.parse(line);
			return [ref, place, ...items.map(({ id }) => answers[id] ?? "")];
		});
	writeFileSync(file, [headings, ...rows].map((cells) => `${cells.join(",")}\n`).join(""));
	return file;
}

/**
 * One response. Each has its own rates of incidents, unknown answers and unanswered items, so that every result of every
 * definition occurs, and hardly two responses have the same keys.
 */
function response({ items, places }, random) {
	const pick = (list) => list[Math.floor(random() * list.length)];
	const happened = random() ** 2;
	const unknown = random() * 0.3;
	const asked = random() < COMPLETE ? 1 : 0.3 + random() * 0.7;
	const single = random() < SINGLE && pick(items.filter((it) => it.behaviour));
	const place = pick([...places, undefined]);
	const answers = {};
	for (const item of items) {
		const known = item.options.filter((option) => !option.unknown);
		if (single && item.behaviour) answers[item.id] = howOften(known, item === single ? 1 : 0);
		else if (random() > asked) continue;
		else if (random() < unknown) answers[item.id] = pick(item.options.filter((option) => option.unknown)).id;
		else if (item.counts) answers[item.id] = howOften(known, happened);
		else if (known.length > 2) answers[item.id] = pick(known).id;
		else answers[item.id] = known[random() < (happened + 0.4) / 1.4 ? 0 : known.length - 1].id;
	}
	return { place, answers };

	function howOften(options, rate) {
		const times = options.filter(({ occasions: [least] }) => least > 0);
		const never = options.filter(({ occasions: [least] }) => least === 0);
		if (random() >= rate) return pick(never).id;
		return random() < 0.2 ? 1 + Math.floor(random() * 40) : pick(times).id;
	}
}
