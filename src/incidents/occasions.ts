/** What a log of incidents comes to, and the answers that it gives. */

import type {
	AnswerSet,
	Answers,
	Assessment,
	Condition,
	Content,
	Incident,
	LogFindings,
	LogOccasions,
	Response,
} from "../content/schema";
import { assess } from "../engine/assess";
import { factOf } from "../engine/logic";
import { dayOf, numberOf } from "./days";

/** Assesses a response together with a log, if there is one; gives the response with what the log filled, too. */
export function assessWithLog(
	content: Content,
	response: Response,
	incidents: Incident[] | undefined,
): { response: Response; assessment: Assessment } {
	if (incidents === undefined)
		return { response, assessment: assess(content, response) };
	const { log, ...joined } = withLog(content, response, incidents);
	const assessment = { ...assess(content, joined.response), log };
	return { response: joined.response, assessment };
}

/**
 * A response with the answers that a log gives where there was none, and what the log comes to. What is answered stays:
 * only a yes to whether something happened, from somebody who cannot say how often, is made a number. `incidents` must
 * be at least one.
 */
export function withLog(
	content: Content,
	response: Response,
	incidents: Incident[],
): { response: Response; log: LogFindings } {
	const log = findingsOf(content, response.answers, incidents);
	const filled = log.filled.map(({ item, answer }) => [item, answer] as const);
	const answers = { ...response.answers, ...Object.fromEntries(filled) };
	return { response: { ...response, answers }, log };
}

/** What a log comes to beside these answers. */
export function findingsOf(
	content: Content,
	answers: Answers,
	incidents: Incident[],
): LogFindings {
	const dated = incidents.flatMap(({ when }) => when ?? []);
	const occasions: LogOccasions[] = [];
	const filled: LogFindings["filled"] = [];
	const differences: LogFindings["differences"] = [];

	for (const { id, set } of countedItems(content)) {
		const naming = incidents.filter(({ what }) => what.includes(id));
		if (naming.length === 0) continue;
		const shown = { item: id, ...occasionsOf(naming) };
		occasions.push(shown);
		const { atLeast } = shown;
		const answer = answerTo(id, answers);
		const fact = factOf(set.options, answer);
		const happened = happenedIn(set);
		if (answer === null || (answer === happened && atLeast > 1)) {
			// What is written down may not be all: once in a log is at least once.
			const taken = atLeast > 1 ? atLeast : happened;
			if (taken !== undefined) filled.push({ item: id, answer: taken });
		} else if (!fact.known || fact.max < atLeast)
			differences.push({ ...shown, answer });
	}

	const told = wordOnTwo(content);
	const behaviours = behavioursIn(content);
	const naming = incidents.filter(({ what }) =>
		what.some((id) => behaviours.has(id)),
	);
	const inAll = occasionsOf(naming);
	if (told && inAll.atLeast > 1) {
		const { item, is } = told;
		const answer = answerTo(item, answers);
		if (answer === null) filled.push({ item, answer: is[0] as string });
		else if (!is.includes(String(answer)))
			differences.push({ item, ...inAll, answer });
	}

	return {
		incidents: incidents.length,
		undated: incidents.length - dated.length,
		unnamed: incidents.filter(({ what }) => what.length === 0).length,
		...spanOf(dated),
		months: monthsOf(dated),
		occasions,
		filled,
		differences,
	};
}

/**
 * How many separate occasions these entries show. Those with the same event are one occasion, whatever their days. Of
 * the others, two are one where both can have been on one day, and one can be part of an event that it shares a day with;
 * one without a day can have been on any. `atLeast` is the fewest occasions that explain all entries then; `atMost` takes
 * each entry without an event for an occasion of its own.
 */
export function occasionsOf(
	entries: Incident[],
): Pick<LogOccasions, "atLeast" | "atMost" | "lines"> {
	const ofEvents = entries.filter(({ event }) => event !== undefined);
	const others = entries.filter(({ event }) => event === undefined);
	const events = new Set(ofEvents.map(({ event }) => event)).size;
	const taken = together(ofEvents.map(daysOf));
	let days = 0;
	let last = -Number.POSITIVE_INFINITY;
	// The fewest days that each stretch holds one of: the last of the stretch that ends first, and so on.
	const open = others
		.map(daysOf)
		.filter((it) => !touches(taken, it))
		.sort((a, b) => a.to - b.to);
	for (const { from, to } of open)
		if (from > last || days === 0) {
			days++;
			last = to;
		}
	return {
		atLeast: events + days,
		atMost: events + others.length,
		lines: entries.map(({ line }) => line).sort((a, b) => a - b),
	};
}

/** The numbers of the first and the last day that something can have been on. */
type Days = { from: number; to: number };

function daysOf({ when }: Incident): Days {
	return when
		? { from: numberOf(when.from), to: numberOf(when.to) }
		: { from: -Number.POSITIVE_INFINITY, to: Number.POSITIVE_INFINITY };
}

/** Stretches of days in order, with those that share a day or follow on each other made one. */
function together(stretches: Days[]): Days[] {
	const joined: Days[] = [];
	for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
		const last = joined.at(-1);
		if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
		else joined.push({ from, to });
	}
	return joined;
}

/** Whether one of some stretches in order, all apart, shares a day with this one. */
function touches(apart: Days[], { from, to }: Days): boolean {
	let [low, high] = [0, apart.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((apart[middle] as Days).to < from) low = middle + 1;
		else high = middle;
	}
	return low < apart.length && (apart[low] as Days).from <= to;
}

/** The span of the entries that have a day, and the longest stretch in it that none of them can be about. */
function spanOf(
	dated: { from: string; to: string }[],
): Pick<LogFindings, "span" | "longestGap"> {
	const covered = together(
		dated.map(({ from, to }) => ({ from: numberOf(from), to: numberOf(to) })),
	);
	const [first, last] = [covered[0], covered.at(-1)];
	if (!first || !last) return {};
	let longest: Days | undefined;
	for (const [i, { from }] of covered.entries()) {
		const before = covered[i - 1];
		if (!before) continue;
		const gap = { from: before.to + 1, to: from - 1 };
		if (!longest || gap.to - gap.from > longest.to - longest.from)
			longest = gap;
	}
	return {
		span: stretch({ from: first.from, to: last.to }),
		...(longest ? { longestGap: stretch(longest) } : {}),
	};
}

function stretch({ from, to }: Days) {
	return { from: dayOf(from), to: dayOf(to), days: to - from + 1 };
}

const MONTH = 30;

/** The entries in each 30 days of the span, counted back from its end. The earliest may have fewer days. */
function monthsOf(
	dated: { from: string; to: string }[],
): LogFindings["months"] {
	const { span } = spanOf(dated);
	if (!span) return [];
	const [first, last] = [numberOf(span.from), numberOf(span.to)];
	const monthOf = (day: string) => Math.floor((last - numberOf(day)) / MONTH);
	const counts: number[] = Array(monthOf(span.from) + 1).fill(0);
	for (const { from, to } of dated) {
		const month = monthOf(to);
		if (monthOf(from) === month) counts[month] = (counts[month] ?? 0) + 1;
	}
	return counts.map((incidents, month) => {
		const to = last - month * MONTH;
		return {
			...stretch({ from: Math.max(first, to - MONTH + 1), to }),
			incidents,
		};
	});
}

/** The items of which a log can count occasions, with their answer sets. */
export function countedItems(content: Content) {
	const sets = new Map(content.answerSets.map((set) => [set.id, set]));
	return content.checklists
		.flatMap(({ items }) => items)
		.map((item) => ({ ...item, set: sets.get(item.answerSet) as AnswerSet }))
		.filter(({ set }) => set.counts);
}

function behavioursIn({ checklists }: Content): Set<string> {
	const those = checklists.filter(({ behaviours }) => behaviours);
	return new Set(those.flatMap(({ items }) => items.map(({ id }) => id)));
}

/** The option of an answer set that says that something happened, and not how often. */
function happenedIn({ options }: AnswerSet): string | undefined {
	return options.find(
		({ occasions }) => occasions?.[0] === 1 && occasions[1] === null,
	)?.id;
}

function answerTo(item: string, answers: Answers): string | number | null {
	return Object.hasOwn(answers, item) ? (answers[item] ?? null) : null;
}

/** The item that asks for the person's own word on whether there were two or more occasions in all. */
function wordOnTwo(content: Content) {
	const elements = content.packs.flatMap((pack) => pack.elements);
	for (const { criterion, soft = [] } of elements)
		for (const condition of [criterion, ...soft.map((it) => it.criterion)]) {
			const word = condition && confirmationIn(condition);
			if (word?.op === "answer") return word;
		}
	return undefined;
}

function confirmationIn(condition: Condition): Condition | undefined {
	switch (condition.op) {
		case "answer":
			return undefined;
		case "occasions":
			return condition.confirmedBy;
		default:
			return condition.of.map(confirmationIn).find((it) => it !== undefined);
	}
}
