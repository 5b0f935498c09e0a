/** Responses as people might give them, in the shape of `stalk-check template`: the same seed gives the same bytes. */
import { closeSync, existsSync, openSync, writeSync } from "node:fs";
import { randomFrom } from "./measure.mjs";

/** The share of responses in which everything was answered. */
const COMPLETE = 0.3;
/** The share of responses in which one thing was done and nothing else, which definitions treat by rules of its own. */
const SINGLE = 0.02;
/** How many characters are written at once. */
const BLOCK = 1 << 20;

/**
 * Writes so many responses to a file, one a line, unless it is there already.
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
 * One response. It draws its own rates of what happened, of what is unknown and of what was asked, so that every result
 * of every definition occurs, and hardly two responses leave out the same items.
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
		if (single && item.behaviour)
			answers[item.id] = howOften(known, item === single ? 1 : 0);
		else if (random() > asked) continue;
		else if (random() < unknown)
			answers[item.id] = pick(
				item.options.filter((option) => option.unknown),
			).id;
		else if (item.counts) answers[item.id] = howOften(known, happened);
		else if (known.length > 2) answers[item.id] = pick(known).id;
		else
			answers[item.id] =
				known[random() < (happened + 0.4) / 1.4 ? 0 : known.length - 1].id;
	}
	return { place, answers };

	function howOften(options, rate) {
		const times = options.filter(({ occasions: [least] }) => least > 0);
		const never = options.filter(({ occasions: [least] }) => least === 0);
		if (random() >= rate) return pick(never).id;
		return random() < 0.2 ? 1 + Math.floor(random() * 40) : pick(times).id;
	}
}
