/** Reads what the bench needs from a folder of questions. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const PROGRAM = join(import.meta.dirname, "../../bin/stalk-check.js");

/**
 * @typedef {object} Item
 * @property {string} id
 * @property {{ id: string, unknown?: true, occasions?: [number, number | null] }[]} options
 * @property {boolean} counts whether a number is an answer too
 * @property {boolean} behaviour whether it is something that was done to the person
 */
/**
 * @typedef {object} Questions
 * @property {Item[]} items in the order in which they are asked
 * @property {{ place?: string, elements: any[], definitions: any[] }[]} packs
 * @property {string[]} places those that have a law here
 */

/**
 * Reads a folder with the layout of `questions/`. It is not checked: the program does that.
 * @param {string} folder
 * @returns {Questions}
 */
export function readQuestions(folder) {
	const sets = new Map(readJson(folder, "answer-sets.json").answerSets.map((set) => [set.id, set]));
	const items = readdirSync(join(folder, "checklists"))
		.map((file) => readJson(folder, "checklists", file))
		.sort((a, b) => a.order - b.order)
		.flatMap(({ items, behaviours = false }) =>
			items.map(({ id, answerSet }) => ({
				id,
				options: sets.get(answerSet).options,
				counts: sets.get(answerSet).counts === true,
				behaviour: behaviours,
			})),
		);
	// The program itself resolves the terms that packs use.
	const packs = JSON.parse(
		execFileSync(process.execPath, [PROGRAM, "definitions", "--json", "--questions", folder], {
			encoding: "utf8",
			maxBuffer: 1 << 28,
		}),
	).map(({ place, elements, definitions }) => ({
		...(place ? { place } : {}),
		elements,
		definitions,
	}));
	return { items, packs, places: packs.flatMap(({ place }) => place ?? []) };
}

/**
 * The value in a JSON file.
 * @param {string[]} path
 */
export function readJson(...path) {
	return JSON.parse(readFileSync(join(...path), "utf8"));
}
