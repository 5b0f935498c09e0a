/** Generates content of any size that uses every operator and has no two equal definitions. */
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "./content.mjs";

/**
 * Writes a folder with the layout of `questions/`.
 * @param {string} from the folder to copy answer sets, words and signposts from
 * @param {string} to the folder to write
 * @param {{ items: number, definitions: number, atLeast?: number, pairs?: boolean }} size how many of half the effects are
 *   needed, 2 when left out; or whether it takes both of any two effects that stand together
 */
export function writeContent(from, to, { items, definitions, ...kind }) {
	const write = (file, value) => writeFileSync(join(to, file), JSON.stringify(value));
	const read = (file) => readJson(from, file);
	mkdirSync(join(to, "checklists"), { recursive: true });
	mkdirSync(join(to, "packs/generated"), { recursive: true });
	for (const file of ["answer-sets.json", "edition.json", "traces.json"]) cpSync(join(from, file), join(to, file));

	// Two in five are counted, about as in the real content.
	const acts = named("act", Math.ceil(items * 0.4));
	const signs = named("sign", items - acts.length);
	const checklist = (id, order, answerSet, ids) => ({
		...{ id, order, title: id },
		...(answerSet === "frequency" ? { behaviours: true } : {}),
		items: ids.map((id) => ({ id, answerSet, text: id, label: id })),
	});
	write("checklists/acts.json", checklist("acts", 1, "frequency", acts));
	write("checklists/signs.json", checklist("signs", 2, "yes-no", signs));
	write("packs/generated/pack.json", {
		...{ id: "generated", order: 1, name: "Generated", phrase: "the law" },
		...{ text: "Generated.", inSummary: true },
	});
	write("packs/generated/definitions.json", pack(acts, signs, definitions, kind));
	write("terms.json", { groups: [], terms: [], elements: [], consistency: [] });

	const isYes = { item: signs[0], is: ["yes"] };
	const { source } = read("signs.json").fixation;
	write("signs.json", {
		urgent: [{ ...isYes, text: "Urgent." }],
		fixation: {
			signs: [{ ...isYes, text: "Fixed." }],
			criterion: signs[0],
			source,
		},
	});
	const words = read("words.json");
	const { oneEvent, young } = words.report;
	write("words.json", {
		...words,
		danger: { ...words.danger, ...isYes },
		report: { ...words.report, oneEvent: { ...oneEvent, ...isYes }, young: { ...young, item: isYes.item } },
	});
	const screen = (kind, ids) => ({ id: kind, kind, title: kind, question: kind, items: ids });
	write("screens.json", { screens: [screen("happened", acts), screen("true", signs)] });

	// Conditions name items that do not exist here, so notes and signposts are unconditional.
	const toAll = (list) => list.map(({ when, unless, places, said, ...rest }) => rest);
	const signposts = read("signposts.json");
	const nations = new Set(signposts.signposts.flatMap(({ nations }) => nations));
	write("notes.json", { notes: toAll(read("notes.json").notes) });
	write("signposts.json", {
		...signposts,
		places: [{ id: "here", name: "Here", nations: [...nations] }],
		selection: toAll(signposts.selection),
	});
}

/** Definitions over nearly all items, like the real ones: each omits other items and starts with another. */
function pack(acts, signs, count, { atLeast = 2, pairs = false }) {
	const source = {
		citation: "Generated",
		url: "https://example.org/",
		checkedOn: "2026-01-01",
	};
	const parts = named("definition", count).map((id, n) => {
		const [perhaps, ...counted] = from(acts, n).slice(0, -2);
		const [twice, minds, same, ...effects] = from(signs, n);
		const elements = [
			{
				id: `acts-${n}`,
				text: "Acts.",
				criterion: {
					occasions: 2,
					of: counted,
					mayCount: [{ of: [perhaps], unless: minds }],
					confirmedBy: twice,
				},
				soft: [
					{
						criterion: same,
						softensWhen: "not-met",
						text: "Perhaps not the same.",
					},
				],
			},
			{
				id: `effect-${n}`,
				text: "Effect.",
				criterion: {
					any: pairs
						? effects.slice(1).map((it, i) => ({ all: [effects[i], it] }))
						: [{ all: effects.slice(0, effects.length / 2) }, { atLeast, of: effects.slice(effects.length / 2) }],
				},
			},
		];
		const routes = [
			{ id: "both", text: "Both.", elements: elements.map((it) => it.id) },
			{ id: "acts", text: "Acts.", elements: [`acts-${n}`], atMost: "unclear" },
		];
		const kind = n % 2 ? "stalking" : "harassment";
		const definition = { id, kind, name: id, text: id, routes, source };
		return { elements, definition };
	});
	return {
		elements: parts.flatMap(({ elements }) => elements),
		definitions: parts.map(({ definition }) => definition),
	};
}

function named(name, count) {
	return Array.from({ length: count }, (_, n) => `${name}-${n}`);
}

/** A list rotated to begin at `start`. */
function from(list, start) {
	const at = start % list.length;
	return [...list.slice(at), ...list.slice(0, at)];
}
