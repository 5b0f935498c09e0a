/** An assessment as text to read: urgent signs first, signposts last so that they stay on the screen. */
import { type Facts, factsOf } from "../core/evaluate";
import { type Fact, least } from "../core/logic";
import type {
	Answers,
	Assessment,
	Content,
	Definition,
	ElementFinding,
	Item,
	Pack,
	Response,
	Verdict,
} from "../core/schema";
import { firstOf, settle } from "../core/settle";
import { inVoice } from "../core/voice";
import { addNotices, addSignpost } from "./lists";
import { Page, type Style } from "./page";
import { stampText } from "./stamp";

/** Writes the report of one assessment. `response` must be the one it was made from. */
export function reportText(
	original: Content,
	response: Response,
	assessment: Assessment,
	style: Style,
): string {
	const content = inVoice(original, response.for);
	const words = content.words.report;
	const page = new Page(style);
	const answered = answersInWords(content, response.answers);
	const settling = settle(content, response);
	const questions = (ids: string[]) =>
		firstFew(ids.map((id) => answered.get(id)?.item.text ?? id));

	if (assessment.urgent.length > 0) {
		page.heading(words.urgentTitle, style.alert);
		for (const { item, text } of content.signs.urgent)
			if (assessment.urgent.includes(item)) page.bullet(text);
		page.gap();
		const advice = content.places.find(({ id }) => id === assessment.place)
			?.outside
			? words.urgentAdviceElsewhere
			: words.urgentAdvice;
		for (const text of advice) page.paragraph(text);
	}
	addNotices(page, content);

	const weighed = content.packs.flatMap((pack) =>
		pack.definitions.flatMap((definition) =>
			assessment.verdicts
				.filter((verdict) => verdict.definition === definition.id)
				.map((verdict) => ({ pack, definition, verdict })),
		),
	);
	page.heading(words.resultTitle);
	for (const result of ["met", "unclear", "not-met"] as const) {
		const those = weighed.filter(({ verdict }) => verdict.result === result);
		if (those.length > 0) page.paragraph(`${words.inShort[result]}:`);
		for (const { pack, definition } of those)
			page.bullet(`${definition.name} (${pack.short})`);
	}
	const couldBeStalking = settling.summary.stalking?.met[0];
	if (assessment.summary.harassment === "met" && couldBeStalking) {
		page.paragraph(`${words.atLeast}:`);
		for (const question of questions(couldBeStalking)) page.bullet(question);
	}
	const { place } = assessment;
	if (place && !content.packs.some((pack) => pack.place === place))
		page.paragraph(words.noLawHere);

	for (const pack of content.packs) {
		const inPack = weighed.filter((it) => it.pack === pack);
		if (inPack.length === 0) continue;
		page.heading(`${words.why}: ${pack.name}`);
		page.paragraph(pack.text);
		// Without a place, every place is weighed; the whole ledger of each would bury the rest.
		const brief =
			!pack.inSummary || (pack.place !== undefined && place === undefined);
		const told = new Map<string, string>();
		for (const { definition, verdict } of inPack) {
			const open = questions(firstOf(settling.definitions.get(definition.id)));
			if (brief) addBrief(page, content, pack, definition, verdict);
			else
				addLedger(
					page,
					content,
					pack,
					definition,
					verdict,
					answered,
					told,
					open,
				);
		}
	}

	if (assessment.fixation.result === "met") {
		page.heading(words.fixationTitle);
		page.paragraph(words.fixationText);
		for (const { item, text } of content.signs.fixation.signs)
			if (assessment.fixation.signs.includes(item)) page.bullet(text);
	}
	page.heading(words.decideTitle);
	page.paragraph(words.decideText);

	const aloud = readOut(content, response.answers);
	if (aloud) {
		page.heading(words.readOutTitle);
		page.paragraph(`"${aloud}"`, "  ");
	}
	page.heading(words.helpsTitle);
	for (const text of words.helps) page.bullet(text);
	if (assessment.notes.length > 0) {
		page.heading(words.notesTitle);
		for (const text of assessment.notes) page.bullet(text);
	}
	page.gap();
	page.paragraph(`${words.about} ${stampText(assessment.content)}`);

	page.heading(words.signpostsTitle);
	for (const signpost of assessment.signposts) addSignpost(page, signpost);
	page.paragraph(words.moreSignposts);
	return page.text();
}

/**
 * Adds one definition: what the answers come to, and each element with the answers that led there. `told` holds the
 * elements already written for this pack, by the name of the definition they stand under, so that each is told once.
 */
function addLedger(
	page: Page,
	content: Content,
	pack: Pack,
	definition: Definition,
	verdict: Verdict,
	answered: Map<string, Answered>,
	told: Map<string, string>,
	open: string[],
) {
	const words = content.words.report;
	const route = definition.routes.find(
		({ id }) => id === verdict.route,
	) as Definition["routes"][number];
	const findings = verdict.elements.filter((it) =>
		it.routes.includes(route.id),
	);
	page.title(definition.name);
	page.paragraph(`${words.result[verdict.result]}.`);
	if (verdict.result !== "not-met" && route !== definition.routes[0])
		page.paragraph(route.text);

	const again = findings.filter(({ element }) => told.has(element));
	for (const name of new Set(again.map(({ element }) => told.get(element)))) {
		const results = again
			.filter(({ element }) => told.get(element) === name)
			.map(({ result }) => result);
		page.bullet(
			`[${words.mark[least(results)]}] ${words.partsAbove} "${name}"`,
		);
	}
	for (const finding of findings) {
		if (told.has(finding.element)) continue;
		told.set(finding.element, definition.name);
		const element = pack.elements.find(({ id }) => id === finding.element);
		const mark = finding.assumed
			? words.assumedMark
			: words.mark[finding.result];
		page.bullet(`[${mark}] ${element?.text}`);
		for (const line of reasons(content, finding, answered))
			page.paragraph(line, "      ");
	}
	if (open.length > 0) {
		page.paragraph(`${words.wouldSettle}:`);
		for (const question of open) page.bullet(question);
	}
	const { citation, checkedOn } = definition.source;
	page.paragraph(`${citation}. Checked ${checkedOn}.`, "  ");
}

/** Adds one definition in a line or two: what the answers come to, and the elements that keep it from matching. */
function addBrief(
	page: Page,
	content: Content,
	pack: Pack,
	definition: Definition,
	verdict: Verdict,
) {
	const words = content.words.report;
	page.title(definition.name);
	page.paragraph(`${words.result[verdict.result]}.`);
	for (const { element, result } of deciding(verdict))
		page.bullet(
			`[${words.mark[result]}] ${pack.elements.find(({ id }) => id === element)?.text}`,
		);
}

/** The elements of the strongest route that share the result of the whole: what makes the difference; none when met. */
export function deciding(verdict: Verdict): ElementFinding[] {
	if (verdict.result === "met") return [];
	return verdict.elements.filter(
		({ routes, result }) =>
			routes.includes(verdict.route) && result === verdict.result,
	);
}

function reasons(
	content: Content,
	finding: ElementFinding,
	answered: Map<string, Answered>,
): string[] {
	const words = content.words.report;
	if (finding.assumed) return [words.assumed];
	const because = finding.because.map((id) => answered.get(id) as Answered);
	const said = because.filter(({ never }) => !never).map(({ words }) => words);
	const lines =
		said.length > 0 ? [`${words.because}: ${firstFew(said).join("; ")}`] : [];
	if (because.length > 0 && said.length === 0) lines.push(words.nothingListed);
	if (finding.unknown.length > 0) lines.push(words.notKnownYet);
	return [...lines, ...(finding.softenedBy ?? [])];
}

/** The first of a list, and how many more there are: a wall of text helps nobody. */
function firstFew(texts: string[]): string[] {
	const FEW = 5;
	const more = texts.length - FEW;
	return more > 0 ? [...texts.slice(0, FEW), `and ${more} more`] : texts;
}

/** An item with the answer to it: "followed you: more than once". */
type Answered = { item: Item; words: string; never: boolean };

function answersInWords(
	content: Content,
	answers: Answers,
): Map<string, Answered> {
	const options = new Map(
		content.answerSets.map((set) => [set.id, set.options]),
	);
	const facts = factsOf(content, answers);
	return new Map(
		content.checklists.flatMap(({ items }) =>
			items.map((item) => {
				const answer = answers[item.id];
				const option = options
					.get(item.answerSet)
					?.find(({ id }) => id === answer);
				const said =
					typeof answer === "number"
						? times(answer)
						: option && lowerFirst(option.label);
				const label = lowerFirst(item.label);
				const words = said === undefined ? label : `${label}: ${said}`;
				return [item.id, { item, words, never: facts.get(item.id)?.max === 0 }];
			}),
		),
	);
}

function times(count: number): string {
	return count === 1 ? "1 time" : `${count} times`;
}

function lowerFirst(text: string): string {
	return /^I\b/.test(text)
		? text
		: text.charAt(0).toLowerCase() + text.slice(1);
}

/** A few sentences to read aloud when calling for help, made only of what was answered; empty when nothing happened. */
export function readOut(content: Content, answers: Answers): string {
	const words = content.words.report;
	const facts = factsOf(content, answers);
	const done: string[] = [];
	const effects: string[] = [];
	for (const checklist of content.checklists)
		for (const item of checklist.items) {
			const fact = facts.get(item.id);
			if (!item.spoken || !fact?.known || !saysYes(content, item, facts))
				continue;
			if (checklist.behaviours) done.push(`${item.spoken}${howOften(fact)}`);
			else effects.push(item.spoken);
		}
	if (done.length === 0 && effects.length === 0) return "";
	const sentence =
		done.length > 0 ? [`${words.readOutDone} ${inAList(done)}.`] : [];
	return [words.readOutIntro, ...sentence, ...effects, words.readOutAsk].join(
		" ",
	);
}

function saysYes(content: Content, item: Item, facts: Facts): boolean {
	const fact = facts.get(item.id) as Fact;
	const set = content.answerSets.find(({ id }) => id === item.answerSet);
	return set?.counts ? fact.min > 0 : fact.option === set?.ticks?.ticked;
}

function howOften({ min, max }: Fact): string {
	if (min < 2) return "";
	return min === max ? ` (${times(min)})` : " (more than once)";
}

/** "a, b and c". Intl.ListFormat would say the same, for half as long again as the whole start takes. */
function inAList(parts: string[]): string {
	const last = parts.at(-1) ?? "";
	return parts.length > 1
		? `${parts.slice(0, -1).join(", ")} and ${last}`
		: last;
}
