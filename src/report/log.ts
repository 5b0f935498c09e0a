/** What a log of incidents shows: facts counted from it, a timeline, and every entry in order. */
import { answerInWords } from "../content/answer-words";
import type { Incident } from "../content/schema";
import { daysInWords } from "../incidents/days";
import { logSpan } from "../incidents/occasions";
import { printable } from "../platform/errors";
import { list, paragraph, paragraphs, type Section, type Statement } from "./blocks";
import { label, type ReportContext, timesBetween } from "./context";
import { timelineOf } from "./timeline";

/** Text from outside on one line, without control characters. */
export function safeText(text: string): string {
	return printable(text.replace(/\s+/g, " ").trim());
}

/** Links a text to the lines of the log. Consecutive lines are one link: 3, 4, 5, 9 are "3 to 5" and "9". */
export function linesStatement({ words }: ReportContext, text: string, lines: number[] = [], after = ""): Statement {
	if (lines.length === 0) return { text };
	const runs: [first: number, last: number][] = [];
	for (const line of lines) {
		const run = runs.at(-1);
		if (run && run[1] === line - 1) run[1] = line;
		else runs.push([line, line]);
	}
	return {
		text: `${text} (${lines.length === 1 ? words.log.line : words.log.lines} `,
		links: runs.map(([first, last]) => ({ text: [...new Set([first, last])].join(" to "), href: `#line-${first}` })),
		after: `)${after}`,
	};
}

function entriesInWords({ words }: ReportContext, count: number): string {
	return `${count} ${count === 1 ? words.log.entry : words.log.entries}`;
}

/** Writes what was counted, and where it differs from the answers. */
export function logFacts(context: ReportContext): Section[] {
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
	const differences = log.differences.map((found): Statement => {
		const { item, answer, lines } = found;
		const given = answerInWords(context.content, item, answer) ?? answer;
		const text = `${label(context, item)}. ${words.youAnswered}: ${given}. ${words.logHas}: ${timesBetween(found)}`;
		return linesStatement(context, text, lines, `. ${words.kept}`);
	});
	// The first can be shorter than the 30 days of the others.
	const months = log.months.map(
		(month) => `${month.days < 30 ? stretch(month) : daysInWords(month)}: ${entries(month.incidents)}`,
	);
	const blocks = [
		paragraph(words.intro),
		list(facts),
		list(differences, `${words.differences}:`),
		list(months.slice(0, MAX_MONTHS), `${words.months}:`),
		...paragraphs([
			months.length > MAX_MONTHS && `${words.moreMonths} ${months.length}.`,
			months.length > 0 && words.monthsNote,
		]),
	];
	return [{ title: words.title, blocks }];
}

/** Stretches of 30 days listed: about a year. */
const MAX_MONTHS = 12;

/** Writes the timeline. */
export function picture(context: ReportContext): Section[] {
	const { incidents = [], words, assessment } = context;
	const { pictureTitle: title, noPicture } = words.log;
	const timeline = timelineOf(incidents, (item, entries) => rowLabel(context, item, entries));
	const span = assessment.log?.span;
	if (timeline && span)
		return [{ title, blocks: [{ kind: "timeline", ...timeline, range: daysInWords(span), words: words.log }] }];
	return [{ title, blocks: paragraphs([incidents.length > 0 && noPicture]) }];
}

function rowLabel(context: ReportContext, item: string | undefined, entries: Incident[]): string {
	const words = context.words.log;
	const name = item === undefined ? words.notNamed : label(context, item);
	const dates = entries.flatMap(({ when }) => when ?? []);
	const { span } = logSpan(dates);
	const undated = entries.length - dates.length;
	return [
		`${name}: ${entriesInWords(context, entries.length)}`,
		...(span ? [daysInWords(span)] : []),
		...(undated > 0 ? [`${undated} ${words.undated}`] : []),
	].join(", ");
}

const OWN_WORDS = ["note", "evidence", "witnesses", "feeling", "event"] as const;

/** Writes a table of the entries. */
export function chronology(context: ReportContext): Section[] {
	const { incidents = [], quote, words } = context;
	const { notNamed, heads, chronologyTitle: title, chronology: caption } = words.log;
	const rows = incidents.map((incident) => {
		const { line, what } = incident;
		const named = what.length > 0 ? what.map((id) => label(context, id)) : [notNamed];
		const ownWords = OWN_WORDS.flatMap((key) => {
			const text = incident[key];
			return text === undefined ? [] : [`${words.log[key]}: ${quote(safeText(text))}`];
		});
		return { id: `line-${line}`, cells: [[`${line}`], dateAndTime(context, incident), named, ownWords] };
	});
	const columns = rows.some(({ cells }) => cells[3]?.length) ? 4 : 3;
	const shown = rows.map(({ id, cells }) => ({ id, cells: cells.slice(0, columns) }));
	return [{ title, blocks: [{ kind: "table", caption, heads: heads.slice(0, columns), rows: shown }] }];
}

function dateAndTime({ words, quote, redacted }: ReportContext, { when, time, minute }: Incident): string[] {
	const clock = [Math.floor((minute ?? 0) / 60), (minute ?? 0) % 60]
		.map((part) => String(part).padStart(2, "0"))
		.join(":");
	return [
		// A range was read from words, which may have been misread: the original is shown too.
		...(when && when.from !== when.to && !redacted ? [quote(safeText(when.original))] : []),
		when ? daysInWords(when) : words.log.noDay,
		...(time !== undefined ? [quote(safeText(time))] : minute !== undefined ? [clock] : []),
	];
}
