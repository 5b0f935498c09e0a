/** What a log of incidents shows: facts counted from it, a timeline, and every entry in order. */
import { answerInWords } from "../content/answer-words";
import type { Incident } from "../content/schema";
import { daysInWords } from "../incidents/days";
import { logSpan } from "../incidents/occasions";
import { printable } from "../platform/errors";
import { type Draft, joinTexts, type Link, list, present, type Text } from "./blocks";
import { type ReportContext, timesBetween } from "./context";
import { timelineOf } from "./timeline";

/** Text from outside on one line, without control characters. */
export function safeText(text: string): string {
	return printable(text.replace(/\s+/g, " ").trim());
}

/** Lines linked in a report as text; a document has them all. */
const FEW = 5;

/** Links a text to the lines of the log. Consecutive lines are one link: 3, 4, 5, 9 are "3 to 5" and "9". */
export function withLines(
	{ words, isDocument }: ReportContext,
	text: string,
	lines: number[] = [],
): Exclude<Text, string> {
	if (lines.length === 0) return [text];
	const runs: [first: number, last: number][] = [];
	for (const line of lines) {
		const run = runs.at(-1);
		if (run && run[1] === line - 1) run[1] = line;
		else runs.push([line, line]);
	}
	const links = runs.map(([first, last]): Link => {
		return { text: first === last ? `${first}` : `${first} to ${last}`, href: `#line-${first}` };
	});
	const few = isDocument || links.length <= FEW ? links : [...links.slice(0, FEW), `and ${links.length - FEW} more`];
	return [`${text} (${lines.length === 1 ? words.log.line : words.log.lines} `, ...joinTexts(few, ", "), ")"];
}

function entriesInWords({ words }: ReportContext, count: number): string {
	return `${count} ${count === 1 ? words.log.entry : words.log.entries}`;
}

/** Writes what was counted, and where it differs from the answers. */
export function logFacts(context: ReportContext): Draft[] {
	const { log } = context.assessment;
	if (!log) return [];
	const words = context.words.log;
	const entries = (count: number) => entriesInWords(context, count);
	const stretch = (it: { from: string; to: string; days: number }) =>
		`${daysInWords(it)} (${it.days} ${it.days === 1 ? words.day : words.days})`;
	const facts = [
		entries(log.incidents),
		log.undated > 0 && `${entries(log.undated)} ${words.undated}`,
		log.unnamed > 0 && `${entries(log.unnamed)} ${words.unnamed}`,
		log.span && `${words.span}: ${stretch(log.span)}`,
		log.longestGap && `${words.longestGap}: ${stretch(log.longestGap)}`,
	];
	const differences = log.differences.map((found): Text => {
		const { item, answer, lines } = found;
		const given = answerInWords(context.content, item, answer) ?? answer;
		const text = `${context.labelOf(item)}. ${words.youAnswered}: ${given}. ${words.logHas}: ${timesBetween(found)}`;
		return [...withLines(context, text, lines), `. ${words.kept}`];
	});
	// The first can be shorter than the 30 days of the others.
	const months = log.months.map(
		(month) => `${month.days < 30 ? stretch(month) : daysInWords(month)}: ${entries(month.incidents)}`,
	);
	const blocks = [
		words.intro,
		list(facts),
		list(differences, `${words.differences}:`),
		list(months.slice(0, MAX_MONTHS), `${words.months}:`),
		months.length > MAX_MONTHS && `${words.moreMonths} ${months.length}.`,
		months.length > 0 && words.monthsNote,
	];
	return [{ title: words.title, blocks }];
}

/** Stretches of 30 days listed: about a year. */
const MAX_MONTHS = 12;

/** Writes the timeline. */
export function picture(context: ReportContext): Draft[] {
	const { incidents = [], words } = context;
	const timeline = timelineOf(incidents, (item, entries) => rowLabel(context, item, entries));
	const shown = timeline && ({ kind: "timeline", words: words.log, ...timeline } as const);
	return [{ title: words.log.pictureTitle, blocks: [shown ?? (incidents.length > 0 && words.log.noPicture)] }];
}

function rowLabel(context: ReportContext, item: string | undefined, entries: Incident[]): string {
	const words = context.words.log;
	const name = item === undefined ? words.notNamed : context.labelOf(item);
	const { span } = logSpan(entries);
	const undated = entries.filter(({ when }) => !when).length;
	return present([
		`${name}: ${entriesInWords(context, entries.length)}`,
		span && daysInWords(span),
		undated > 0 && `${undated} ${words.undated}`,
	]).join(", ");
}

const OWN_WORDS = ["note", "evidence", "witnesses", "feeling", "event"] as const;

/** Writes a table of the entries. */
export function chronology(context: ReportContext): Draft[] {
	const { incidents = [], quote, words } = context;
	const { notNamed, heads, chronologyTitle: title, chronology: caption } = words.log;
	const rows = incidents.map((incident) => {
		const { line, what } = incident;
		const named = what.length > 0 ? what.map(context.labelOf) : [notNamed];
		const ownWords = OWN_WORDS.filter((key) => incident[key] !== undefined).map(
			(key) => `${words.log[key]}: ${quote(safeText(`${incident[key]}`))}`,
		);
		return { id: `line-${line}`, cells: [[`${line}`], dateAndTime(context, incident), named, ownWords] };
	});
	const columns = rows.some(({ cells }) => cells[3]?.length) ? 4 : 3;
	const shown = rows.map(({ id, cells }) => ({ id, cells: cells.slice(0, columns) }));
	return [{ title, blocks: [{ kind: "table", caption, heads: heads.slice(0, columns), rows: shown }] }];
}

function dateAndTime({ words, quote, redacted }: ReportContext, { when, time, minute }: Incident): string[] {
	const clock = new Date((minute ?? 0) * 60_000).toISOString().slice(11, 16);
	return present([
		// A range was read from words, which may have been misread: the original is shown too.
		when && when.from !== when.to && !redacted && quote(safeText(when.original)),
		when ? daysInWords(when) : words.log.noDay,
		time !== undefined ? quote(safeText(time)) : minute !== undefined && clock,
	]);
}
