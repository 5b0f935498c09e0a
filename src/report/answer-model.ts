/** The answer, before everything else: safety, how the answers fit, whom to call, and what to say. */
import { lowerFirst } from "../content/answer-words";
import type { SignpostShown } from "../content/schema";
import { helplines } from "../content/signposts";
import { firstOf } from "../engine/open-questions";
import { joined, readOut } from "../engine/plain-words";
import { type Block, type Call, list, paragraph, type Section } from "./blocks";
import { question, type ReportContext } from "./context";
import { timesBetween } from "./log";

/** How much of everything is said, at most. */
export type Amount = {
	signs: number;
	/** Things that happened: after "because", and in the words to say. */
	acts: number;
	spokenActs: number;
	/** Sentences after those in the words to say. */
	sentences: number;
	questions: number;
	/** How to call without speaking, and that it helps to tell of the signs first. */
	advice: boolean;
	feelings: boolean;
	/** Keys to press instead of other ways to go on. */
	keys: boolean;
};

export const ALL: Amount = {
	signs: 12,
	acts: 30,
	spokenActs: 6,
	sentences: 6,
	questions: 3,
	advice: true,
	feelings: true,
	keys: false,
};

/** Services to call, at most, beside one for the young. */
const MAX_CALLS = 3;

/** The parts of the answer, in order. */
export function answerParts(context: ReportContext, amount: Amount) {
	return {
		safety: safety(context, amount),
		fits: fits(context),
		because: because(context, amount),
		open: open(context, amount),
		decide: paragraph(context.words.decide),
		call: { title: context.words.callTitle, blocks: [{ kind: "calls", calls: calls(context) }] } satisfies Section,
		say: {
			title: context.words.sayTitle,
			blocks: [{ kind: "blockquote", text: say(context, amount) }],
		} satisfies Section,
	};
}

/** The answer as sections. */
export function answerSections(context: ReportContext, amount: Amount = ALL): Section[] {
	const { safety, fits, because, open, decide, call, say } = answerParts(context, amount);
	const rows = fits.kind === "facts" ? [...fits.rows, ...because] : because;
	const blocks: Block[] = [
		...(fits.kind === "facts" ? [] : fits.blocks),
		...(rows.length > 0 ? [{ kind: "facts" as const, rows }] : []),
		...open,
		decide,
	];
	return [safety, { title: context.words.resultTitle, blocks }, call, say];
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
	return is.includes(String(response.answers[item])) && harassment !== "met" && stalking === "not-met";
}

function safety(context: ReportContext, amount: Amount): Section {
	const { content, words, assessment } = context;
	const outside = isOutside(context);
	const danger = outside ? words.dangerElsewhere : words.danger;
	const signs = content.signs.urgent.filter(({ item }) => assessment.urgent.includes(item)).map(({ text }) => text);
	const unsure = content.signs.urgent.filter(({ item }) => isNotSure(context, item));
	const unsureOfDanger = unsure.find(({ item }) => item === content.words.danger.item);
	const others = unsure.filter((sign) => sign !== unsureOfDanger).map(({ text }) => text);
	const texts = [
		...(signs.length > 0 ? [`${words.youSaid} ${clauses(signs, amount.signs, "that")}.`] : []),
		...(isOneEvent(context) ? [`${words.oneEvent.title.toUpperCase()}. ${words.oneEvent.enough}`] : []),
		...(signs.length > 0 && amount.advice && !isOneEvent(context) ? [words.tellFirst] : []),
		...(unsureOfDanger
			? [`${words.notSure} ${clauses([unsureOfDanger.text], 1, "whether")}. ${outside ? danger : words.ifInDanger}`]
			: []),
		...(others.length > 2 || (others.length > 0 && amount.signs < 2)
			? [`${words.notSureMany} ${words.ifSo}`]
			: others.length > 0
				? [`${words.notSure} ${clauses(others, 2, "whether")}. ${words.ifSo}`]
				: []),
		...(amount.advice && !outside ? [words.silent] : []),
	];
	const title = signs.length > 0 ? words.urgentTitle : isUnsure(context) ? words.unsureTitle : undefined;
	const blocks = texts.map(paragraph);
	if (title === undefined) return { title: danger, look: "alert", blocks };
	return { title, aside: danger, look: "alert", blocks };
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

type Row = { label: string; text: string };

/** A line for each kind, or what to know when it was all one event. */
function fits(context: ReportContext): { kind: "facts"; rows: Row[] } | { kind: "texts"; blocks: Block[] } {
	const { words, assessment } = context;
	if (isOneEvent(context))
		return { kind: "texts", blocks: [words.oneEvent.fits, words.oneEvent.change].map(paragraph) };
	const { harassment, stalking } = assessment.headline;
	const rows = [
		{ label: words.kinds.harassment, text: harassment },
		{ label: words.kinds.stalking, text: stalking },
	];
	return { kind: "facts", rows };
}

/** What the person said, that the result comes from. */
function because({ words, response, items, answers, occasions }: ReportContext, amount: Amount): Row[] {
	const acts = [...items].flatMap(([id, { item, checklist }]) => {
		const answer = answers.get(id);
		if (!checklist.behaviours || !answer?.given || answer.never || isUnknown(id)) return [];
		const found = occasions.get(id);
		const often = found ? timesBetween(found) : answer.least > 0 && answer.isVague ? "" : answer.given.answer;
		const name = item.named ?? lowerFirst(item.label);
		return [{ text: often === "" ? name : `${name}, ${often}`, times: found?.atLeast ?? answer.least }];
	});
	const shown = [...acts].sort((a, b) => b.times - a.times).slice(0, amount.acts);
	const more = acts.length - shown.length;
	const happened = shown.map(({ text }) => `${capitalised(text)}.`);
	if (shown.length > 0 && more > 0) happened.push(`And ${more} more.`);
	const felt = amount.feelings ? feelings() : [];
	const text = [...happened, ...felt].join(" ");
	return text === "" || amount.acts === 0 ? [] : [{ label: words.becauseTitle, text }];

	function isUnknown(id: string): boolean {
		const answer = response.answers[id];
		return items.get(id)?.answerSet.options.some((option) => option.id === answer && option.unknown) ?? false;
	}

	function feelings(): string[] {
		const effects = [...items.values()].filter(({ checklist }) => checklist.items.some(({ feeling }) => feeling));
		const yes = effects.filter(({ item }) => answers.get(item.id)?.least);
		const named = yes.flatMap(({ item }) => item.feeling ?? []);
		const rest = yes.filter(({ item }) => !item.feeling && item.spoken).map(({ item }) => `${item.label}.`);
		const [before, after] = words.feelings;
		return [...(named.length > 0 ? [`${before} ${joined(named)} ${after}.`] : []), ...rest];
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
	const key = amount.keys ? ` ${words.changeKey}` : "";
	const blocks: Block[] = [];
	if (contradicts) {
		if (amount.questions < 2) blocks.push(paragraph(`${words.contradicts.split(". ")[0]}.${key}`));
		else blocks.push(list(contradictions(context).slice(0, amount.questions), `${words.contradicts}${key}`));
	} else if (amount.questions > 0 && !isOneEvent(context)) {
		const questions = tellMost(context);
		if (questions.length === 1) blocks.push(paragraph(`${words.turnsOn} ${lowerFirst(questions[0] as string)}${key}`));
		else if (questions.length > 0) blocks.push(list(questions.slice(0, amount.questions), `${words.tellMost}${key}`));
	}
	if (place === undefined && !redacted) blocks.push(paragraph(words.noPlace));
	if (place !== undefined && !content.packs.some((pack) => pack.place === place))
		blocks.push(paragraph(words.noLawHere));
	return blocks;
}

/** The questions whose answers would settle the most, of what is unclear. */
function tellMost(context: ReportContext): string[] {
	const { settling, assessment } = context;
	const kind = assessment.summary.harassment === "met" ? "stalking" : "harassment";
	return firstOf(settling.summary[kind]).map((id) => question(context, id));
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

/** Services with a number, those that fit the answers best, no two for the same need; last, one for the young. */
function calls(context: ReportContext): Call[] {
	const { content, assessment, words, response } = context;
	const known = new Map(content.signposts.map((signpost) => [signpost.id, signpost]));
	const needOf = ({ id }: SignpostShown) => known.get(id)?.needs[0] ?? "";
	const outside = isOutside(context);
	const pool = assessment.signposts.filter(
		(it) => it.phone.length > 0 && it.id !== words.young.signpost && (outside || needOf(it) !== "emergency"),
	);
	const preferred = isUnsure(context)
		? ["stalking", "feelings", "report"]
		: isOneEvent(context)
			? ["report", "after-a-crime", "stalking"]
			: ["stalking", "report"];
	const order = (it: SignpostShown) => (preferred.indexOf(needOf(it)) + preferred.length + 1) % (preferred.length + 1);
	const sorted = [...pool].sort((a, b) => order(a) - order(b));
	const chosen = sorted
		.filter((it, i) => sorted.findIndex((other) => needOf(other) === needOf(it)) === i)
		.slice(0, MAX_CALLS);
	const young = helplines(content, assessment.place).filter(({ id }) => id === words.young.signpost);
	const isAdult = response.answers[words.young.item] === "no";
	return [...chosen, ...(isAdult ? [] : young)].map((signpost) => {
		const brief = known.get(signpost.id)?.brief;
		return {
			name: brief?.name ?? signpost.name,
			phone: signpost.phone[0] as string,
			about: brief?.about ?? signpost.hours,
		};
	});
}

function say({ plainWords, response, filled, quote }: ReportContext, { spokenActs, sentences }: Amount): string {
	const options = { acts: spokenActs, sentences, counted: filled };
	return quote(readOut(plainWords, (item) => response.answers[item], options));
}
