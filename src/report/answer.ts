/** The answer, before everything else: safety, how the answers fit, whom to call, and what to say. */
import { notices } from "../content/age";
import type { Kind, Sign, Signpost } from "../content/schema";
import { helplines } from "../content/signposts";
import { packsFor } from "../engine/evaluator";
import { wouldTellMost } from "../engine/open-questions";
import { joined, lowerFirst, readOut } from "../engine/plain-words";
import { spokenAnswers } from "../incidents/findings";
import { type Block, type Call, type Draft, type Fact, list, type Maybe, present } from "./blocks";
import type { ReportContext } from "./context";

/** How much an answer says: here, everything. Numbers are upper limits. */
export const ALL = {
	signs: 12,
	/** Things that happened: after "because", and in the words to say. */
	acts: 30,
	spokenActs: 6,
	/** Sentences after those in the words to say. */
	sentences: 6,
	questions: 3,
	feelings: true,
	/** How to call without speaking; and that it helps to tell of the signs first. */
	silent: true,
	tellFirst: true,
	/** Effects beside feelings, after "because". */
	effects: true,
	/** Of services: hours, cost and for whom. */
	about: true,
	noPlace: true,
	/** More than that police and courts decide. */
	decides: true,
	/** One line for two results that are the same. */
	isShort: false,
	/** More than the best result of each kind. */
	allFits: true,
	/** Sections, from the first, with empty lines before and in them. */
	gaps: Number.POSITIVE_INFINITY,
	/** Says which key to press, instead of which command to give. */
	keys: false,
};

export type Amount = typeof ALL;

/** The answer as sections: whole, as the first and the second of two pages, and only the words to say. */
export function answerSections(context: ReportContext, amount: Amount) {
	const { content, words, redacted, isDocument, isOneEvent, assessment } = context;
	const place = assessment.place === undefined ? "" : ` --place ${assessment.place}`;
	const more = !isDocument && !amount.keys && `${words.moreSignposts}${place}`;
	const opening: Draft[] = [
		{ look: "left-out", blocks: [redacted && words.document.redacted] },
		safety(context, amount),
		...notices(content).map((notice) => ({ blocks: [notice] })),
	];
	const { resultTitle: title, becauseTitle: label } = words;
	const oneEvent = isOneEvent && fitsOneEvent(context);
	const fitting = fits(context, amount);
	const reasons = because(context, amount);
	const rows = [...fitting, ...(reasons === undefined ? [] : [{ label, text: reasons }])];
	const change = isOneEvent && couldChange(context, amount);
	const stillOpen = open(context, amount);
	const decide = amount.decides ? words.decide : firstSentence(words.decide);
	const calls = calledFirst(context, amount);
	const call: Draft = { title: words.callTitle, blocks: [{ kind: "calls", rows: calls }, calls.length > 0 && more] };
	const say: Draft = { title: words.sayTitle, blocks: [{ kind: "blockquote", text: toSay(context, amount) }] };
	return {
		whole: [
			...opening,
			{ title, blocks: [oneEvent, change, { kind: "facts", rows }, ...stillOpen, decide] },
			call,
			say,
		],
		first: [...opening, { title, blocks: [oneEvent, { kind: "facts", rows: fitting }, decide] }, call],
		second: [{ title: label, blocks: [reasons] }, { blocks: [change, ...stillOpen] }, say],
		say: [say],
	} satisfies Record<string, Draft[]>;
}

function firstSentence(text: string): string {
	return `${text.split(". ")[0]?.replace(/\.$/, "")}.`;
}

function safety(context: ReportContext, amount: Amount): Draft {
	const { content, items, words, response, assessment, isOutside, isOneEvent, isUnsure } = context;
	const danger = isOutside ? words.dangerElsewhere : words.danger;
	const signs = signsWhere(context, (item) => assessment.urgent.includes(item)).map(({ text }) => text);
	const unsure = signsWhere(context, (item) => {
		const answer = response.answers[item];
		return answer != null && answer === items.get(item)?.answerSet.ticks?.unsure;
	});
	const ofDanger = unsure.find(({ item }) => item === content.words.danger.item);
	const others = unsure.filter((it) => it !== ofDanger).map(({ text }) => text);
	const isVague = others.length > 2 || amount.signs < 3;
	const notSure = isVague ? words.notSureMany : `${words.notSure} ${clauses(others, 2, "whether")}.`;
	const hasSigns = signs.length > 0;
	const blocks = [
		hasSigns && `${words.youSaid} ${clauses(signs, amount.signs, "that")}.`,
		isOneEvent && `${words.oneEvent.title.toUpperCase()}. ${words.oneEvent.enough}`,
		hasSigns && amount.tellFirst && !isOneEvent && words.tellFirst,
		ofDanger && `${words.notSure} ${clauses([ofDanger.text], 1, "")}. ${isOutside ? danger : words.ifInDanger}`,
		others.length > 0 && `${notSure} ${words.ifSo}`,
		amount.silent && !isOutside && words.silent,
	];
	const title = hasSigns ? words.urgentTitle : isUnsure ? words.unsureTitle : undefined;
	return { title: title ?? danger, aside: title && danger, look: "alert", blocks };
}

/** The urgent signs that something holds for, without one whose item was marked because another of them was. */
function signsWhere({ items, content }: ReportContext, holds: (item: string) => boolean): Sign[] {
	const signs = content.signs.urgent.filter(({ item }) => holds(item));
	return signs.filter(({ item }) => !signs.some((other) => other.item === items.get(item)?.item.markedBy));
}

/** "a, that b, that c, and 3 more": sentences as clauses. */
function clauses(sentences: string[], most: number, word: string): string {
	const shown = sentences
		.slice(0, most)
		.map((it, i) => `${i > 0 ? `${word} ` : ""}${lowerFirst(it.replace(/\.$/, ""))}`);
	const more = sentences.length - shown.length;
	const last = more > 0 ? `${more} more` : shown.length > 1 ? shown.pop() : undefined;
	return last === undefined ? shown.join() : `${shown.join(", ")}, and ${last}`;
}

/** A line for each kind, unless it was all one event. */
function fits(context: ReportContext, { isShort, allFits }: Amount): Fact[] {
	if (context.isOneEvent) return [];
	const { kinds } = context.words;
	const lineFor = (kind: Kind): Fact => {
		const line = context.assessment.headline[kind];
		return { label: kinds[kind], text: allFits ? line : firstSentence(line) };
	};
	const [harassment, stalking] = [lineFor("harassment"), lineFor("stalking")];
	return isShort && harassment.text === stalking.text ? [{ ...harassment, label: kinds.both }] : [harassment, stalking];
}

/** What to know when it was all one event: it cannot match stalking, but harassment may be open. */
function fitsOneEvent({ words, assessment }: ReportContext): string {
	const { fits, open, none } = words.oneEvent;
	return `${fits} ${assessment.summary.harassment === "unclear" ? open : none}`;
}

function couldChange({ words }: ReportContext, { questions, keys }: Amount): string {
	const { change } = words.oneEvent;
	return present([questions > 0 ? change : firstSentence(change), keys && words.changeKey]).join(" ");
}

/** What the person said that the result comes from: what happened, "It upset and frightened you.", and its effects. */
function because({ words, acts, answers }: ReportContext, amount: Amount): string | undefined {
	if (amount.acts === 0) return undefined;
	const more = acts.length - amount.acts;
	const felt = [...answers.values()].filter(({ isFeeling, least }) => amount.feelings && isFeeling && least > 0);
	const names = felt.flatMap(({ item }) => item.feeling ?? []);
	const effects = felt.filter(({ item }) => amount.effects && !item.feeling && item.spoken);
	const [before, after] = words.feelings;
	const sentences = present([
		...acts.slice(0, amount.acts).map(({ text }) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`),
		more > 0 && `And ${more} more.`,
		names.length > 0 && `${before} ${joined(names)} ${after}.`,
		...effects.map(({ item }) => `${item.label}.`),
	]);
	return sentences.join(" ") || undefined;
}

/** What is still open: answers that do not fit together, or what would tell the most. */
function open(context: ReportContext, amount: Amount): Maybe<Block | string>[] {
	const { words, assessment, redacted, content } = context;
	const { place } = assessment;
	const hasNoLaw = place !== undefined && packsFor(content, place).every((pack) => pack.place === undefined);
	return [
		assessment.contradicts ? toMend(context, amount) : !context.isOneEvent && toAnswer(context, amount),
		place === undefined && !redacted && amount.noPlace && words.noPlace,
		hasNoLaw && words.noLawHere,
	];
}

function toMend(context: ReportContext, { questions, keys }: Amount): Block | string {
	const { contradicts, changeKey } = context.words;
	if (questions < 2) return present([firstSentence(contradicts), keys && changeKey]).join(" ");
	return list(contradictions(context).slice(0, questions), present([keys && changeKey, contradicts]).join(" "));
}

function toAnswer(context: ReportContext, { questions: most, keys }: Amount): Maybe<Block | string> {
	const { turnsOn, tellMost, changeKey } = context.words;
	const items = wouldTellMost(context.content, context.response, context.settling);
	const [first, ...others] = items.map(context.questionOf);
	if (most === 0 || first === undefined) return undefined;
	if (others.length === 0) return present([turnsOn, lowerFirst(first), keys && changeKey]).join(" ");
	return list([first, ...others].slice(0, most), present([keys && changeKey, tellMost]).join(" "));
}

/** Answers named for each contradiction, at most. */
const MAX_CONTRADICTING = 4;

/** `"Followed you" (more than once) and "It was two or more times" (no)`, for each set of answers. */
function contradictions({ answers, quote, assessment: { contradicts = [] } }: ReportContext): string[] {
	return contradicts.map((ids) => {
		const named = ids
			.slice(0, MAX_CONTRADICTING)
			.flatMap((id) => answers.get(id) ?? [])
			.map(({ item, given }) => (given ? `${quote(item.label)} (${given.answer})` : quote(item.label)));
		const more = ids.length - named.length;
		return joined(more > 0 ? [...named, `${more} more`] : named);
	});
}

/** Needs to call for, at most, beside a line for the young. */
const MAX_CALLS = 3;

/** The needs that come first; the rest follow in the order of the signposts. */
const ALWAYS = ["stalking", "report"];
const AFTER_ONE_EVENT = ["report", "after-a-crime", "stalking"];
const WHEN_UNSURE = ["stalking", "feelings", "report"];

/** Services with a number: those that fit the answers best, no two for the same people and need in a nation; last, one for the young. */
function calledFirst(context: ReportContext, amount: Amount): Call[] {
	const { content, assessment, words, response, isOutside, isUnsure, isOneEvent } = context;
	const { item: underAge, signpost: youngLine } = words.young;
	const inContent = ({ id }: { id: string }) => content.signposts.filter((it) => it.id === id);
	const needOf = ({ needs }: Signpost) => needs[0] ?? "";
	const first = isUnsure ? WHEN_UNSURE : isOneEvent ? AFTER_ONE_EVENT : ALWAYS;
	const order = (it: Signpost) => (first.includes(needOf(it)) ? first.indexOf(needOf(it)) : first.length);
	const reachable = assessment.signposts.flatMap(inContent).filter((it) => it.phone.length > 0 && it.id !== youngLine);
	const listening = reachable.filter((it) => needOf(it) !== "emergency");
	const sorted = [...(isOutside || listening.length === 0 ? reachable : listening)].sort((a, b) => order(a) - order(b));
	const doTheSame = (one: Signpost, other: Signpost) =>
		needOf(one) === needOf(other) &&
		(one.only === undefined || one.only === other.only) &&
		(one.phone[0] === other.phone[0] || one.nations.some((nation) => other.nations.includes(nation)));
	const needs = [...new Set(sorted.map(needOf))].slice(0, MAX_CALLS);
	const chosen = isOutside
		? sorted.slice(0, MAX_CALLS)
		: sorted.filter((it, i) => needs.includes(needOf(it)) && sorted.findIndex((other) => doTheSame(other, it)) === i);
	const here = response.answers[underAge] === "no" ? [] : helplines(content, assessment.place);
	const young = here.filter(({ id }) => id === youngLine).flatMap(inContent);
	return [...chosen, ...young].map(({ name, hours, phone, brief = { name, about: hours } }) => ({
		name: brief.name,
		phone: phone[0] as string,
		about: amount.about ? brief.about : "",
	}));
}

function toSay(context: ReportContext, { spokenActs, sentences }: Amount): string {
	const { plainWords, response, assessment, quote } = context;
	const { answerOf, counted } = spokenAnswers(context.content, response.answers, assessment.log);
	return quote(readOut(plainWords, answerOf, { acts: spokenActs, sentences, counted }));
}
