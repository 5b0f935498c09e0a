/** The common part of all peers: reads a response per line and writes the result of every definition. */
import { join } from "node:path";
import { content } from "../../../dist/index.mjs";
import { readQuestions } from "../content.mjs";
import { ROOT } from "../run.mjs";
import { factName, factsFor } from "./facts.mjs";
import { blocksOfLines, flush, writeLine } from "./lines.mjs";
import { rulesOf } from "./rules.mjs";

/**
 * Reads all responses from standard input and writes their results.
 * @param {(rules: ReturnType<typeof rulesOf>) => (facts: Record<string, any>) => (string[] | Promise<string[]>)} prepare
 *   prepares the rules that apply in a place; the function it returns gives the result of each
 */
export async function evaluateAll(prepare) {
	const questions = { ...readQuestions(join(ROOT, "questions")), consistency: consistencyOf(content) };
	const rules = rulesOf(questions);
	const toFacts = factsFor(questions, inputsOf(rules));
	const places = new Map(
		[undefined, ...questions.places].map((place) => {
			const here = rules.filter((rule) => !place || !rule.place || rule.place === place);
			const definitions = here.map(({ definition }) => definition);
			return [place, { definitions, evaluate: prepare(here) }];
		}),
	);
	for (const lines of blocksOfLines())
		for (const line of lines) {
			const { ref, place, answers } = JSON.parse(line);
			const { definitions, evaluate } = places.get(place ?? undefined);
			const found = evaluate(toFacts(answers));
			// Awaiting costs time, so only an asynchronous peer pays for it.
			const all = found instanceof Promise ? await found : found;
			const results = {};
			definitions.forEach((definition, i) => {
				results[definition] = all[i];
			});
			writeLine(JSON.stringify({ ref, place, results }));
		}
	flush();
}

/** The item that rules of consistency are about, what they say is twice, and the acts that its yes sums up. */
function consistencyOf({ consistency }) {
	const twice = consistency
		.flatMap((rule) => rule.if.of ?? [rule.if])
		.flatMap(({ op, item, items }) => (op === "occasions" ? items : item));
	const { items: acts } = consistency.find(({ then }) => then.op === "occasions").then;
	const [{ about }] = consistency;
	return { about, twice: twice.filter((item) => item !== about), acts };
}

/** The names of all inputs of some rules. */
function inputsOf(rules) {
	const names = new Set();
	const look = (rule) => {
		if (rule.item) names.add(factName(rule.item));
		for (const item of rule.total?.items ?? []) names.add(factName(item, rule.total.bound));
		for (const part of rule.all ?? rule.any ?? []) look(part);
	};
	for (const { met, possible } of rules) for (const rule of [met, possible]) look(rule);
	return names;
}

/**
 * The result of a definition from its two rules.
 * @param {boolean} met
 * @param {boolean} possible
 */
export function resultOf(met, possible) {
	if (!possible) return "not-met";
	return met ? "met" : "unclear";
}
