/** An assessment as text to read: urgent signs first, signposts last so that they stay on the screen. */
import { wrapAnsi } from "fast-wrap-ansi";
import type {
	Answers,
	Assessment,
	Content,
	Definition,
	ElementFinding,
	Item,
	Pack,
	Response,
	Result,
	SignpostShown,
	Verdict,
} from "../core/schema";

/** How the report is set: its width in columns, and how a heading and a warning are marked. */
export type Style = {
	width: number;
	heading: (text: string) => string;
	alert: (text: string) => string;
};

/** Writes the report of one assessment. `response` must be the one it was made from. */
export function reportText(
	content: Content,
	response: Response,
	assessment: Assessment,
	style: Style,
): string {
	const words = content.words.report;
	const page = new Page(style);
	const items = new Map(
		content.checklists.flatMap((list) =>
			list.items.map((item) => [item.id, item]),
		),
	);
	const said = (id: string) =>
		inWords(content, items.get(id) as Item, response.answers);

	if (assessment.urgent.length > 0) {
		page.heading(words.urgentTitle, style.alert);
		const urgent = content.signs.urgent.filter(({ item }) =>
			assessment.urgent.includes(item),
		);
		for (const { text } of urgent) page.bullet(text);
		page.gap();
		for (const text of words.urgentAdvice) page.paragraph(text);
	}

	page.heading(words.resultTitle);
	for (const pack of content.packs) {
		const verdicts = pack.definitions.flatMap((definition) => {
			const verdict = assessment.verdicts.find(
				(it) => it.definition === definition.id,
			);
			return verdict ? [{ definition, verdict }] : [];
		});
		if (verdicts.length === 0) continue;
		page.heading(pack.name);
		page.paragraph(pack.text);
		for (const { definition, verdict } of verdicts)
			ledger(page, content, pack, definition, verdict, said);
	}
	const { place } = assessment;
	if (place && !content.packs.some((pack) => pack.place === place))
		page.paragraph(words.noLawHere);

	const { fixation } = content.signs;
	if (assessment.fixation.result === "met") {
		page.heading(words.fixationTitle);
		page.paragraph(words.fixationText);
		for (const sign of fixation.signs)
			if (assessment.fixation.signs.includes(sign.item)) page.bullet(sign.text);
	}

	page.heading(words.decideTitle);
	page.paragraph(words.decideText);
	const spoken = readOut(content, response.answers);
	if (spoken) {
		page.heading(words.readOutTitle);
		page.paragraph(`"${spoken}"`, "  ");
	}
	page.heading(words.helpsTitle);
	for (const text of words.helps) page.bullet(text);
	if (assessment.notes.length > 0) {
		page.heading(words.notesTitle);
		for (const text of assessment.notes) page.bullet(text);
	}
	page.gap();
	const { version, checkedOn, hash } = assessment.content;
	page.paragraph(
		`${words.about} Questions and law: version ${version}, checked ${checkedOn} (${hash.slice(0, 14)}).`,
	);

	page.heading(words.signpostsTitle);
	for (const signpost of assessment.signposts) signpostEntry(page, signpost);
	page.paragraph(words.moreSignposts);
	return page.text();
}

/** Writes one definition: what the answers come to, and each element with the answers that led there. */
function ledger(
	page: Page,
	content: Content,
	pack: Pack,
	definition: Definition,
	verdict: Verdict,
	said: (id: string) => string,
) {
	const words = content.words.report;
	page.gap();
	page.paragraph(page.style.heading(definition.name));
	const route = definition.routes.find(
		({ id }) => id === verdict.route,
	) as Definition["routes"][number];
	page.paragraph(
		`${words[verdict.result]}.${verdict.result !== "not-met" && (route.atMost || definition.routes[0] !== route) ? ` ${route.text}` : ""}`,
	);
	for (const finding of verdict.elements.filter((it) =>
		it.routes.includes(route.id),
	)) {
		const element = pack.elements.find(({ id }) => id === finding.element);
		page.bullet(`[${markFor(words, finding.result)}] ${element?.text}`);
		for (const line of reasons(content, finding, said))
			page.paragraph(line, "      ");
	}
	page.paragraph(`(${definition.source.citation})`, "  ");
	if (verdict.wouldSettle.length > 0) {
		page.paragraph(`${words.wouldSettle}:`);
		for (const id of verdict.wouldSettle.slice(0, MOST_QUESTIONS))
			page.bullet(questionFor(content, id));
		const more = verdict.wouldSettle.length - MOST_QUESTIONS;
		if (more > 0) page.bullet(`and ${more} more`);
	}
}

/** How many open questions a report lists under one definition. */
const MOST_QUESTIONS = 5;

function markFor(words: Content["words"]["report"], result: Result): string {
	return {
		met: words.elementMet,
		unclear: words.elementUnclear,
		"not-met": words["elementNot-met"],
	}[result];
}

function reasons(
	content: Content,
	finding: ElementFinding,
	said: (id: string) => string,
): string[] {
	const words = content.words.report;
	if (finding.assumed) return [words.assumed];
	const nothing =
		finding.result === "not-met" && finding.because.length > MOST_QUESTIONS;
	const lines = nothing
		? [words.nothingListed]
		: finding.because.length > 0
			? [`${words.because}: ${finding.because.map(said).join("; ")}`]
			: [];
	if (finding.unknown.length > 0) {
		const open = finding.unknown
			.slice(0, MOST_QUESTIONS)
			.map((id) => labelOf(content, id));
		const more = finding.unknown.length - open.length;
		lines.push(
			`${words.unsureAbout}: ${[...open, ...(more > 0 ? [`and ${more} more`] : [])].join("; ")}`,
		);
	}
	return [...lines, ...(finding.softenedBy ?? [])];
}

function itemOf(content: Content, id: string): Item {
	return content.checklists
		.flatMap((list) => list.items)
		.find((item) => item.id === id) as Item;
}

function labelOf(content: Content, id: string): string {
	return lowerFirst(itemOf(content, id).label);
}

function questionFor(content: Content, id: string): string {
	return itemOf(content, id).text;
}

/** What the person answered, in words: "followed you: more than once". */
function inWords(content: Content, item: Item, answers: Answers): string {
	const answer = answers[item.id];
	const set = content.answerSets.find(({ id }) => id === item.answerSet);
	const label = lowerFirst(item.label);
	if (typeof answer === "number")
		return `${label}: ${answer} ${answer === 1 ? "time" : "times"}`;
	const option = set?.options.find(({ id }) => id === answer);
	return option ? `${label}: ${lowerFirst(option.label)}` : label;
}

function lowerFirst(text: string): string {
	return /^I\b/.test(text)
		? text
		: text.charAt(0).toLowerCase() + text.slice(1);
}

/** A few sentences to read aloud when calling for help, made only of what was answered; empty when nothing happened. */
export function readOut(content: Content, answers: Answers): string {
	const words = content.words.report;
	const sets = new Map(content.answerSets.map((set) => [set.id, set]));
	const happened: string[] = [];
	const effects: string[] = [];
	for (const checklist of content.checklists)
		for (const item of checklist.items) {
			const answer = answers[item.id];
			if (item.spoken === undefined || answer == null) continue;
			const set = sets.get(item.answerSet);
			const option = set?.options.find(({ id }) => id === answer);
			const times =
				typeof answer === "number" ? answer : (option?.occasions?.[0] ?? 0);
			const yes =
				typeof answer === "number"
					? answer > 0
					: times > 0 || option?.id === set?.ticks?.ticked;
			if (!yes) continue;
			if (!checklist.behaviours) effects.push(item.spoken);
			else if (typeof answer === "number" && answer > 1)
				happened.push(`${item.spoken} (${answer} times)`);
			else if (times > 1) happened.push(`${item.spoken} (more than once)`);
			else happened.push(item.spoken);
		}
	if (happened.length === 0 && effects.length === 0) return "";
	const list = new Intl.ListFormat("en-GB").format(happened);
	const sentence =
		happened.length > 0 ? [`${words.readOutHappened} ${list}.`] : [];
	return [words.readOutIntro, ...sentence, ...effects, words.readOutAsk].join(
		" ",
	);
}

/** Writes one signpost, at the width of the style. */
export function signpostsText(
	signposts: SignpostShown[],
	style: Style,
): string {
	const page = new Page(style);
	for (const signpost of signposts) signpostEntry(page, signpost, true);
	return page.text();
}

function signpostEntry(page: Page, signpost: SignpostShown, whole = false) {
	const numbers = [
		...(signpost.phone.length > 0
			? [`call ${signpost.phone.join(" or ")}`]
			: []),
		...(signpost.text.length > 0 ? [`text ${signpost.text.join(" or ")}`] : []),
	].join(", ");
	page.bullet(
		`${page.style.heading(signpost.name)}${numbers ? `: ${numbers}` : ""}`,
	);
	page.paragraph(signpost.for, "    ");
	const times = [signpost.hours, signpost.cost].filter(
		(it) => it !== undefined,
	);
	page.paragraph(
		times
			.map((it) => it.replace(/\.$/, ""))
			.join(". ")
			.concat("."),
		"    ",
	);
	if (whole && signpost.remarks) page.paragraph(signpost.remarks, "    ");
	page.paragraph(signpost.url, "    ");
}

/** Lines of text at a width, gathered one paragraph at a time. */
class Page {
	readonly style: Style;
	#lines: string[] = [];
	constructor(style: Style) {
		this.style = style;
	}
	gap() {
		if (this.#lines.length > 0 && this.#lines.at(-1) !== "")
			this.#lines.push("");
	}
	heading(text: string, mark = this.style.heading) {
		this.gap();
		this.#lines.push(
			...this.#wrap(text.toUpperCase(), this.style.width).map(mark),
		);
	}
	paragraph(text: string, indent = "") {
		for (const line of this.#wrap(text, this.style.width - indent.length))
			this.#lines.push(indent + line);
	}
	bullet(text: string) {
		const [first = "", ...rest] = this.#wrap(text, this.style.width - 4);
		this.#lines.push(`  - ${first}`, ...rest.map((line) => `    ${line}`));
	}
	#wrap(text: string, width: number): string[] {
		return wrapAnsi(text, Math.max(width, 10), { hard: false }).split("\n");
	}
	text(): string {
		return `${this.#lines.join("\n")}\n`;
	}
}

/** Writes definitions as their packs state them: elements in plain words, source, and when it was checked. */
export function definitionsText(packs: Pack[], style: Style): string {
	const page = new Page(style);
	for (const pack of packs) {
		page.heading(pack.name);
		page.paragraph(pack.text);
		for (const definition of pack.definitions) {
			page.gap();
			page.paragraph(style.heading(`${definition.name} (${definition.id})`));
			page.paragraph(definition.text);
			for (const route of definition.routes) {
				page.paragraph(
					definition.routes.length > 1 ? `${route.text} All of:` : "All of:",
				);
				for (const id of route.elements)
					page.bullet(
						pack.elements.find((element) => element.id === id)?.text ?? id,
					);
			}
			for (const { citation, url, checkedOn } of [
				definition.source,
				...(definition.furtherSources ?? []),
			]) {
				page.paragraph(`${citation}. Checked ${checkedOn}.`, "  ");
				page.paragraph(url, "  ");
			}
		}
	}
	return page.text();
}
