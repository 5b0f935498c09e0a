/** Pairs of responses for reviewers to sign, as Markdown to print. */
import { contentIndex } from "../content/content-index";
import type { Answers, Content, Result } from "../content/schema";
import type { Witness, WitnessBook } from "../engine/witnesses";
import type { Block, Section } from "./blocks";
import { elementText } from "./lists";
import { sectionsMarkdown } from "./markdown";

const COMES_TO: Record<Result, string> = { met: "shown", unclear: "not clear", "not-met": "not shown" };

const LINE = "…".repeat(30);
const SIGN = `☐ Right   ☐ Wrong, because ${LINE}`;

/** Writes a section for each element, with its pairs. */
export function witnessBookMarkdown(content: Content, { elements, leftOut }: WitnessBook): string {
	const { version, hash, checkedOn } = content;
	const count = elements.reduce((sum, { witnesses }) => sum + witnesses.length, 0);
	const rest = leftOut > 0 ? ` ${leftOut} more are left out.` : "";
	const intro = [
		`Content ${version} (${hash}). Its sources were checked on ${checkedOn} or later.`,
		`${count} pairs of responses.${rest} The two responses of a pair differ in one answer, and that answer turns one part of a definition. The program found them among all possible responses, and assessed each. Tick whether that is right.`,
	];
	const signed = ["Name and office:", "Date:", "Signature:"].map((what) => `${what} ${LINE}`);
	return sectionsMarkdown("Witness book", [
		{ blocks: intro.map((text) => ({ kind: "paragraph", text })) },
		...elements.map((element, i) => elementSection(content, element, i + 1)),
		{ title: "Signed", blocks: [{ kind: "list", rows: signed }] },
	]);
}

function elementSection(
	content: Content,
	{ element, definitions, witnesses }: WitnessBook["elements"][number],
	number: number,
): Section {
	const needing = definitions.flatMap((id) => contentIndex(content).definitions.get(id) ?? []);
	const names = needing.map(({ definition: { name, law }, pack }) => {
		const where = law ? `, ${law.act} ${law.provision}` : "";
		return `${name} (${pack.phrase}${where})`;
	});
	const [first] = needing;
	return {
		title: `${number}. “${first ? elementText(first.pack, element) : element}”`,
		blocks: [
			{ kind: "paragraph", text: `Part of: ${names.join("; ")}.` },
			...witnesses.map((witness, i) => pairBlock(content, witness, `${number}.${i + 1}`)),
		],
	};
}

function pairBlock(content: Content, { item, alike, others, pair }: Witness, number: string): Block {
	const turned = pair.map(({ answer, result }) => `${optionOf(content, item, answer)}: ${COMES_TO[result]}`);
	const same = alike.length > 0 ? [`The same for: ${alike.map((it) => labelOf(content, it)).join("; ")}`] : [];
	return {
		kind: "list",
		intro: `${number} ${contentIndex(content).items.get(item)?.item.text}`,
		rows: [...turned, bothTimes(content, others), ...same, SIGN],
	};
}

/** What is answered in both, by answer. */
function bothTimes(content: Content, others: Answers): string {
	const byOption = new Map<string, string[]>();
	for (const [item, answer] of Object.entries(others)) {
		const option = optionOf(content, item, answer);
		byOption.set(option, [...(byOption.get(option) ?? []), labelOf(content, item)]);
	}
	if (byOption.size === 0) return "Nothing else is answered";
	return `In both: ${[...byOption].map(([option, labels]) => `“${option}” to: ${labels.join("; ")}`).join(". ")}`;
}

function labelOf(content: Content, item: string): string {
	return contentIndex(content).items.get(item)?.item.label ?? item;
}

function optionOf(content: Content, item: string, answer: string | number | null | undefined): string {
	const options = contentIndex(content).items.get(item)?.answerSet.options ?? [];
	return options.find(({ id }) => id === answer)?.label ?? String(answer ?? "Not answered");
}
