/** What the programs of all peers have in common: a response a line in, the result of every definition out. */
import { join } from "node:path";
import { readQuestions } from "../content.mjs";
import { ROOT } from "../run.mjs";
import { factName, factsFor } from "./facts.mjs";
import { blocksOfLines, flush, writeLine } from "./lines.mjs";
import { rulesOf } from "./rules.mjs";

/**
 * Reads every response of standard input and writes its results.
 * @param {(rules: ReturnType<typeof rulesOf>) => (facts: Record<string, any>) => (string[] | Promise<string[]>)} prepare
 *   makes of the rules that apply in a place what gives the result of each
 */
export async function evaluateAll(prepare) {
	const questions = readQuestions(join(ROOT, "questions"));
	const rules = rulesOf(questions);
	const toFacts = factsFor(questions, inputsOf(rules));
	const places = new Map(
		[undefined, ...questions.places].map((place) => {
			const here = rules.filter(
				(rule) => !place || !rule.place || rule.place === place,
			);
			const definitions = here.map(({ definition }) => definition);
			return [place, { definitions, evaluate: prepare(here) }];
		}),
	);
	for (const lines of blocksOfLines())
		for (const line of lines) {
			const { ref, place, answers } = JSON.parse(line);
			const { definitions, evaluate } = places.get(place ?? undefined);
			const found = evaluate(toFacts(answers));
			// Waiting costs time, so only the peer that makes us wait pays for it.
			const all = found instanceof Promise ? await found : found;
			const results = {};
			definitions.forEach((definition, i) => {
				results[definition] = all[i];
			});
			writeLine(JSON.stringify({ ref, place, results }));
		}
	flush();
}

/** The names of all inputs that some rules look at. */
function inputsOf(rules) {
	const names = new Set();
	const look = (rule) => {
		if (rule.item) names.add(factName(rule.item));
		for (const item of rule.total?.items ?? [])
			names.add(factName(item, rule.total.bound));
		for (const part of rule.all ?? rule.any ?? []) look(part);
	};
	for (const { met, possible } of rules)
		for (const rule of [met, possible]) look(rule);
	return names;
}

/**
 * One result of the two answers about a definition.
 * @param {boolean} met
 * @param {boolean} possible
 */
export function resultOf(met, possible) {
	if (!possible) return "not-met";
	return met ? "met" : "unclear";
}
