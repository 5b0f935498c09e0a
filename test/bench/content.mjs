/** What the bench needs to know of a folder of questions; everything timed and compared is made from it. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const PROGRAM = join(import.meta.dirname, "../../bin/stalk-check.js");

/**
 * @typedef {object} Item
 * @property {string} id
 * @property {{ id: string, unknown?: true, occasions?: [number, number | null] }[]} options
 * @property {boolean} counts whether a number is an answer too
 * @property {boolean} behaviour whether it is something somebody did
 * @property {{ when: string, item: string, becomes: string, contrary: string }[]} implies
 */
/**
 * @typedef {object} Questions
 * @property {Item[]} items in the order in which they are asked
 * @property {{ place?: string, elements: any[], definitions: any[] }[]} packs
 * @property {string[]} places those that have a law here
 */

/**
 * Reads a folder laid out as `questions/` is, and takes it to be right: the program itself checks it.
 * @param {string} folder
 * @returns {Questions}
 */
export function readQuestions(folder) {
	const sets = new Map(
		readJson(folder, "answer-sets.json").answerSets.map((set) => [set.id, set]),
	);
	const items = readdirSync(join(folder, "checklists"))
		.map((file) => readJson(folder, "checklists", file))
		.sort((a, b) => a.order - b.order)
		.flatMap(({ items, behaviours = false }) =>
			items.map(({ id, answerSet, implies = [] }) => ({
				id,
				options: sets.get(answerSet).options,
				counts: sets.get(answerSet).counts === true,
				behaviour: behaviours,
				implies,
			})),
		);
	// The program itself resolves the terms that packs use.
	const packs = JSON.parse(
		execFileSync(
			process.execPath,
			[PROGRAM, "definitions", "--json", "--questions", folder],
			{ encoding: "utf8", maxBuffer: 1 << 28 },
		),
	).map(({ place, elements, definitions }) => ({
		...(place ? { place } : {}),
		elements,
		definitions,
	}));
	return { items, packs, places: packs.flatMap(({ place }) => place ?? []) };
}

/**
 * What a file of JSON holds.
 * @param {string[]} path
 */
export function readJson(...path) {
	return JSON.parse(readFileSync(join(...path), "utf8"));
}
