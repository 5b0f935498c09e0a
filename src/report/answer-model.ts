/** The answer, before everything else: safety, how the answers fit, whom to call, and what to say. */
import { notices } from "../content/age";
import { lowerFirst } from "../content/answer-words";
import type { SignpostShown } from "../content/schema";
import { helplines } from "../content/signposts";
import { wouldTellMost } from "../engine/open-questions";
import { joined, readOut } from "../engine/plain-words";
import { spokenAnswers } from "../incidents/findings";
import { type Block, type Call, type FactsBlock, list, paragraph, type Section } from "./blocks";
import { question, type ReportContext } from "./context";

/** How much is said, at most. */
export type Amount = {
	signs: number;
	/** Things that happened: after "because", and in the words to say. */
	acts: number;
	spokenActs: number;
	/** Sentences after those in the words to say. */
	sentences: number;
	questions: number;
	feelings: boolean;
	/** How to call without speaking; and that it helps to tell of the signs first. */
	silent: boolean;
	tellFirst: boolean;
	/** Effects beside feelings, after "because". */
	effects: boolean;
	/** Of services: hours, cost and for whom. */
	about: boolean;
	/** More than that police and courts decide. */
	decides: boolean;
	/** That no place was given. */
	noPlace: boolean;
	/** One line for two results that are the same. */
	isShort: boolean;
	/** More than the best result of each kind. */
	allFits: boolean;
	/** Says which key to press, instead of which command to give. */
	keys: boolean;
};

/** All of it. */
export const ALL: Amount = {
	signs: 12,
	acts: 30,
	spokenActs: 6,
	sentences: 6,
	questions: 3,
	feelings: true,
	silent: true,
	tellFirst: true,
	effects: true,
	about: true,
	noPlace: true,
	decides: true,
	isShort: false,
	allFits: true,
	keys: false,
};

/** Needs to call for, at most, beside a line for the young. */
const MAX_CALLS = 3;

/** The parts of the answer, in order. */
export function answerParts(context: ReportContext, amount: Amount) {
	const { words } = context;
	return {
		leftOut: leftOut(context),
		safety: safety(context, amount),
		notices: notices(context.content).map((text): Section => ({ blocks: [paragraph(text)] })),
		fits: fits(context, amount),
		change: change(context, amount),
		because: because(context, amount),
		open: open(context, amount),
		decide: paragraph(amount.decides ? words.decide : `${words.decide.split(". ")[0]}.`),
		call: { title: words.callTitle, blocks: calling(context, amount) },
		say: { title: words.sayTitle, blocks: [{ kind: "blockquote" as const, text: say(context, amount) }] },
	};
}

/** The answer as sections. */
export function answerSections(context: ReportContext, amount: Amount): Section[] {
	const { leftOut, safety, notices, fits, change, because, open, decide, call, say } = answerParts(context, amount);
	const [first] = fits;
	const answer =
		first?.kind === "facts" && because
			? [{ ...first, rows: [...first.rows, ...because.rows] }]
			: [...fits, ...change, ...(because ? [because] : [])];
	const blocks = [...answer, ...open, decide];
	return [...leftOut, safety, ...notices, { title: context.words.resultTitle, blocks }, call, say];
}

function leftOut({ redacted, words }: ReportContext): Section[] {
	return redacted ? [{ look: "left-out", blocks: [paragraph(words.document.redacted)] }] : [];
}

function isOutside({ content, assessment }: ReportContext): boolean {
	return content.places.some(({ id, outside }) => id === assessment.place && outside === true);
}

/** Whether nothing is certain: no part of any definition is shown, and there is no urgent sign. */
function isUnsure({ assessment, plainWords }: ReportContext): boolean {
	return assessment.urgent.length === 0 && assessment.readOut === plainWords.readOut.unsure;
}

function isOneEvent({ response, words, assessment }: ReportContext): boolean {
	const { item, is } = words.oneEvent;
	const { harassment, stalking } = assessment.summary;
	const isSaid = is.includes(String(response.answers[item])) && !assessment.contradicts;
	return isSaid && harassment !== "met" && stalking === "not-met";
}

function safety(context: ReportContext, amount: Amount): Section {
	const { content, words, assessment } = context;
	const outside = isOutside(context);
	const oneEvent = isOneEvent(context);
	const danger = outside ? words.dangerElsewhere : words.danger;
	const signs = content.signs.urgent.filter(({ item }) => assessment.urgent.includes(item)).map(({ text }) => text);
	const unsure = content.signs.urgent.filter(({ item }) => isNotSure(context, item));
	const unsureOfDanger = unsure.filter(({ item }) => item === content.words.danger.item).map(({ text }) => text);
	const others = unsure.filter(({ item }) => item !== content.words.danger.item).map(({ text }) => text);
	const isVague = others.length > 2 || amount.signs < 3;
	const notSure = isVague ? words.notSureMany : `${words.notSure} ${clauses(others, 2, "whether")}.`;
	const texts = [
		...(signs.length > 0 ? [`${words.youSaid} ${clauses(signs, amount.signs, "that")}.`] : []),
		...(oneEvent ? [`${words.oneEvent.title.toUpperCase()}. ${words.oneEvent.enough}`] : []),
		...(signs.length > 0 && amount.tellFirst && !oneEvent ? [words.tellFirst] : []),
		...unsureOfDanger.map(
			(text) => `${words.notSure} ${clauses([text], 1, "")}. ${outside ? danger : words.ifInDanger}`,
		),
		...(others.length > 0 ? [`${notSure} ${words.ifSo}`] : []),
		...(amount.silent && !outside ? [words.silent] : []),
	];
	const blocks = texts.map(paragraph);
	const title = signs.length > 0 ? words.urgentTitle : isUnsure(context) ? words.unsureTitle : undefined;
	return title === undefined
		? { title: danger, look: "alert", blocks }
		: { title, aside: danger, look: "alert", blocks };
}

function isNotSure({ items, response }: ReportContext, id: string): boolean {
	const answer = response.answers[id];
	return answer != null && answer === items.get(id)?.answerSet.ticks?.unsure;
}

/** "a, that b, that c, and 3 more": sentences as clauses. */
function clauses(sentences: string[], most: number, word: string): string {
	const shown = sentences.slice(0, most).map((it) => lowerFirst(it.replace(/\.$/, "")));
	const more = sentences.length - shown.length;
	const [first = "", ...rest] = shown;
	const others = rest.map((it) => `${word} ${it}`);
	if (more > 0) return `${[first, ...others].join(", ")}, and ${more} more`;
	const last = others.pop();
	return last === undefined ? first : `${[first, ...others].join(", ")}, and ${last}`;
}

/** A line for each kind, or what to know when it was all one event: that cannot match stalking, but harassment may be open. */
function fits(context: ReportContext, { isShort, allFits }: Amount): Block[] {
	const { words, assessment } = context;
	const { headline, summary } = assessment;
	if (isOneEvent(context)) {
		const { fits, open, none } = words.oneEvent;
		return [paragraph(`${fits} ${summary.harassment === "unclear" ? open : none}`)];
	}
	const [harassment, stalking] = [headline.harassment, headline.stalking].map((line) =>
		allFits ? line : `${line.split(". ")[0]?.replace(/\.$/, "")}.`,
	) as [string, string];
	const { kinds } = words;
	if (isShort && harassment === stalking) return [{ kind: "facts", rows: [{ label: kinds.both, text: harassment }] }];
	const rows = [
		{ label: kinds.harassment, text: harassment },
		{ label: kinds.stalking, text: stalking },
	];
	return [{ kind: "facts", rows }];
}

/** What could change the result of one event. */
function change(context: ReportContext, { keys, questions }: Amount): Block[] {
	const { oneEvent, changeKey } = context.words;
	const text = questions > 0 ? oneEvent.change : `${oneEvent.change.split(". ")[0]}.`;
	return isOneEvent(context) ? [paragraph(keys ? `${text} ${changeKey}` : text)] : [];
}

/** What the person said that the result comes from. */
function because({ words, items, acts, answers }: ReportContext, amount: Amount): FactsBlock | undefined {
	const named = [...acts.values()].map(({ name, often }) => (often === undefined ? name : `${name}, ${often}`));
	const more = named.length - amount.acts;
	const happened = named.slice(0, amount.acts).map((text) => `${capitalised(text)}.`);
	const text = [...happened, ...(more > 0 ? [`And ${more} more.`] : []), ...(amount.feelings ? feelings() : [])].join(
		" ",
	);
	if (text === "" || amount.acts === 0) return undefined;
	return { kind: "facts", rows: [{ label: words.becauseTitle, text }] };

	/** "It upset and frightened you." and what else it does to them. */
	function feelings(): string[] {
		const felt = [...items.values()].filter(
			({ item, checklist }) => checklist.items.some(({ feeling }) => feeling) && (answers.get(item.id)?.least ?? 0) > 0,
		);
		const names = felt.flatMap(({ item }) => item.feeling ?? []);
		const effects = felt.filter(({ item }) => !item.feeling && item.spoken).map(({ item }) => `${item.label}.`);
		const [before, after] = words.feelings;
		const named = names.length > 0 ? [`${before} ${joined(names)} ${after}.`] : [];
		return amount.effects ? [...named, ...effects] : named;
	}
}

function capitalised(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Answers named for each contradiction, at most. */
const MAX_CONTRADICTING = 4;

/** What is still open: answers that do not fit together, or what would tell the most. */
function open(context: ReportContext, amount: Amount): Block[] {
	const { words, assessment, redacted, content } = context;
	const { contradicts, place } = assessment;
	const key = amount.keys ? `${words.changeKey} ` : "";
	const blocks: Block[] = [];
	if (contradicts) {
		if (amount.questions < 2) blocks.push(paragraph(`${words.contradicts.split(". ")[0]}. ${key}`.trim()));
		else blocks.push(list(contradictions(context).slice(0, amount.questions), `${key}${words.contradicts}`));
	} else if (amount.questions > 0 && !isOneEvent(context)) {
		const items = wouldTellMost(context.content, context.response, context.settling);
		const questions = items.map((id) => question(context, id));
		if (questions.length === 1)
			blocks.push(paragraph(`${words.turnsOn} ${lowerFirst(questions[0] as string)} ${key}`.trim()));
		else if (questions.length > 0) blocks.push(list(questions.slice(0, amount.questions), `${key}${words.tellMost}`));
	}
	if (place === undefined && !redacted && amount.noPlace) blocks.push(paragraph(words.noPlace));
	if (place !== undefined && !content.packs.some((pack) => pack.place === place))
		blocks.push(paragraph(words.noLawHere));
	return blocks;
}

/** `"Followed you" (more than once) and "It was two or more times" (no)`, for each set of answers. */
export function contradictions({ answers, quote, assessment: { contradicts = [] } }: ReportContext): string[] {
	return contradicts.map((ids) => {
		const named = ids
			.slice(0, MAX_CONTRADICTING)
			.flatMap((id) => answers.get(id) ?? [])
			.map(({ item, given }) => (given ? `${quote(item.label)} (${given.answer})` : quote(item.label)));
		const more = ids.length - named.length;
		return joined(more > 0 ? [...named, `${more} more`] : named);
	});
}

/** Services to call, and where to find more. */
function calling(context: ReportContext, { about, keys }: Amount): Block[] {
	const { words, isDocument, assessment } = context;
	const calls = calledFirst(context).map((call) => (about ? call : { ...call, about: "" }));
	const place = assessment.place === undefined ? "" : ` --place ${assessment.place}`;
	return [{ kind: "calls", calls }, ...(isDocument || keys ? [] : [paragraph(`${words.moreSignposts}${place}`)])];
}

/** Services with a number: those that fit the answers best, no two for the same need in a nation; last, one for the young. */
function calledFirst(context: ReportContext): Call[] {
	const { content, assessment, words, response } = context;
	const known = new Map(content.signposts.map((signpost) => [signpost.id, signpost]));
	const needOf = ({ id }: SignpostShown) => known.get(id)?.needs[0] ?? "";
	const outside = isOutside(context);
	const first = isUnsure(context) ? WHEN_UNSURE : isOneEvent(context) ? AFTER_ONE_EVENT : ALWAYS;
	const order = (it: SignpostShown) => (first.includes(needOf(it)) ? first.indexOf(needOf(it)) : first.length);
	const sorted = assessment.signposts
		.filter((it) => it.phone.length > 0 && it.id !== words.young.signpost && (outside || needOf(it) !== "emergency"))
		.sort((a, b) => order(a) - order(b));
	const nationsOf = ({ id }: SignpostShown) => known.get(id)?.nations ?? [];
	const doTheSame = (one: SignpostShown, other: SignpostShown) =>
		needOf(one) === needOf(other) &&
		(one.phone[0] === other.phone[0] || nationsOf(one).some((nation) => nationsOf(other).includes(nation)));
	const needs = [...new Set(sorted.map(needOf))].slice(0, MAX_CALLS);
	const chosen = outside
		? sorted.slice(0, MAX_CALLS)
		: sorted.filter((it, i) => needs.includes(needOf(it)) && sorted.findIndex((other) => doTheSame(other, it)) === i);
	const isAdult = response.answers[words.young.item] === "no";
	const young = isAdult ? [] : helplines(content, assessment.place).filter(({ id }) => id === words.young.signpost);
	return [...chosen, ...young].map((signpost) => {
		const { name, about } = known.get(signpost.id)?.brief ?? { name: signpost.name, about: signpost.hours };
		return { name, phone: signpost.phone[0] as string, about };
	});
}

/** The needs that come first; the rest follow in the order of the signposts. */
const ALWAYS = ["stalking", "report"];
const AFTER_ONE_EVENT = ["report", "after-a-crime", "stalking"];
const WHEN_UNSURE = ["stalking", "feelings", "report"];

function say(context: ReportContext, { spokenActs, sentences }: Amount): string {
	const { plainWords, response, assessment, quote } = context;
	const { answerOf, counted } = spokenAnswers(context.content, response.answers, assessment.log);
	return quote(readOut(plainWords, answerOf, { acts: spokenActs, sentences, counted }));
}
