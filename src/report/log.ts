/** What a log of incidents shows: facts counted from it, a timeline, and every entry in order. */
import { answerInWords, lowerFirst, times } from "../content/answer-words";
import type { Incident, LogFindings, LogOccasions } from "../content/schema";
import { dayFromNumber, daysInWords } from "../incidents/days";
import { printable } from "../platform/errors";
import { type Block, type Evidence, list, paragraph, type Section, type Statement } from "./blocks";
import { label, type ReportContext } from "./context";
import { type TimelineRow, timelineOf } from "./timeline";

/** Writes the facts, the timeline and the chronology; each is empty without a log. */
export function logParts(context: ReportContext): Record<"log" | "picture" | "chronology", Section[]> {
	const { incidents = [], assessment } = context;
	return {
		log: assessment.log ? [logFacts(context, assessment.log)] : [],
		picture: incidents.length > 0 ? [picture(context, incidents)] : [],
		chronology: incidents.length > 0 ? [chronology(context, incidents)] : [],
	};
}

/** How often the log has an item, and on which lines. */
export function occasionsStatement(context: ReportContext, id: string): Statement | undefined {
	const found = context.occasions.get(id);
	if (!found) return undefined;
	const text = `${lowerFirst(label(context, id))}: ${timesBetween(found)}`;
	return { text, evidence: lineEvidence(context, found.lines) };
}

/** "3 times", or "2 to 3 times". */
export function timesBetween({ atLeast, atMost }: Pick<LogOccasions, "atLeast" | "atMost">): string {
	return atLeast === atMost ? times(atMost) : `${atLeast} to ${times(atMost)}`;
}

/** Text from outside on one line, without control characters. */
export function safeText(text: string): string {
	return printable(text.replace(/\s+/g, " ").trim());
}

/** Consecutive lines are one link: 3, 4, 5, 9 are "3 to 5" and "9". */
function lineEvidence({ words }: ReportContext, lines: number[]): Evidence {
	const runs: [first: number, last: number][] = [];
	for (const line of lines) {
		const run = runs.at(-1);
		if (run && run[1] === line - 1) run[1] = line;
		else runs.push([line, line]);
	}
	return {
		label: lines.length === 1 ? words.log.line : words.log.lines,
		links: runs.map(([first, last]) => ({
			text: first === last ? `${first}` : `${first} to ${last}`,
			id: `line-${first}`,
		})),
	};
}

function entriesInWords({ words }: ReportContext, count: number): string {
	const { entry, entries } = words.log;
	return `${count} ${count === 1 ? entry : entries}`;
}

function logFacts(context: ReportContext, log: LogFindings): Section {
	const words = context.words.log;
	const entries = (count: number) => entriesInWords(context, count);
	const stretch = (it: { from: string; to: string; days: number }) =>
		`${daysInWords(it)} (${it.days} ${it.days === 1 ? words.day : words.days})`;
	const facts = [
		entries(log.incidents),
		...(log.undated > 0 ? [`${entries(log.undated)} ${words.undated}`] : []),
		...(log.unnamed > 0 ? [`${entries(log.unnamed)} ${words.unnamed}`] : []),
		...(log.span ? [`${words.span}: ${stretch(log.span)}`] : []),
		...(log.longestGap ? [`${words.longestGap}: ${stretch(log.longestGap)}`] : []),
	];
	const counts = log.occasions.flatMap(({ item }) => occasionsStatement(context, item) ?? []);
	const differences = log.differences.map((found): Statement => {
		const { item, answer, lines } = found;
		const given = answerInWords(context.content, item, answer) ?? answer;
		return {
			text: `${label(context, item)}. ${words.youAnswered}: ${given}. ${words.logHas}: ${timesBetween(found)}`,
			evidence: lineEvidence(context, lines),
			after: words.kept,
		};
	});
	const blocks: Block[] = [paragraph(words.intro), list(facts)];
	if (counts.length > 0) blocks.push({ kind: "list", intro: `${words.howOften}:`, items: counts });
	if (differences.length > 0)
		blocks.push({
			kind: "list",
			intro: `${words.differences}:`,
			items: differences,
		});
	if (log.months.length > 0) {
		const newest = log.months.slice(0, MAX_MONTHS).map((month) => {
			// The first can be shorter than the 30 days of the others.
			const days = month.days < 30 ? stretch(month) : daysInWords(month);
			return `${days}: ${entries(month.incidents)}`;
		});
		blocks.push(list(newest, `${words.months}:`));
		if (log.months.length > MAX_MONTHS) blocks.push(paragraph(`${words.moreMonths} ${log.months.length}.`));
		blocks.push(paragraph(words.monthsNote));
	}
	return { title: words.title, blocks };
}

/** Stretches of 30 days listed: about a year. */
const MAX_MONTHS = 12;

function picture(context: ReportContext, incidents: Incident[]): Section {
	const words = context.words.log;
	const timeline = timelineOf(incidents);
	if (!timeline) return { title: words.pictureTitle, blocks: [paragraph(words.noPicture)] };
	const { span, rows } = timeline;
	const labels = rows.map((row) => rowLabel(context, row));
	const range = daysInWords({
		from: dayFromNumber(span.from),
		to: dayFromNumber(span.to),
	});
	return {
		title: words.pictureTitle,
		blocks: [{ kind: "timeline", timeline, labels, range, words }],
	};
}

function rowLabel(context: ReportContext, { item, entries, undated, days }: TimelineRow): string {
	const { notNamed, undated: undatedWords } = context.words.log;
	const name = item === undefined ? notNamed : label(context, item);
	return [
		`${name}: ${entriesInWords(context, entries)}`,
		...(days ? [daysInWords(days)] : []),
		...(undated > 0 ? [`${undated} ${undatedWords}`] : []),
	].join(", ");
}

const OWN_WORDS = ["note", "evidence", "witnesses", "feeling", "event"] as const;

function chronology(context: ReportContext, incidents: Incident[]): Section {
	const { quote, words } = context;
	const { notNamed, heads, chronologyTitle, chronology } = words.log;
	const rows = incidents.map((incident) => {
		const { line, what } = incident;
		const named = what.map((id) => label(context, id));
		const ownWords = OWN_WORDS.flatMap((key) => {
			const text = incident[key];
			return text === undefined ? [] : [`${words.log[key]}: ${quote(safeText(text))}`];
		});
		const cells = [[String(line)], dateAndTime(context, incident), named.length > 0 ? named : [notNamed], ownWords];
		return { id: `line-${line}`, cells };
	});
	// Without own words in any entry, the column for them goes.
	const columns = rows.some(({ cells }) => cells[3]?.length) ? 4 : 3;
	return {
		title: chronologyTitle,
		blocks: [
			{
				kind: "table",
				caption: chronology,
				heads: heads.slice(0, columns),
				rows: rows.map(({ id, cells }) => ({
					id,
					cells: cells.slice(0, columns),
				})),
			},
		],
	};
}

function dateAndTime({ words, quote, redacted }: ReportContext, { when, time, minute }: Incident): string[] {
	const lines: string[] = [];
	if (!when) lines.push(words.log.noDay);
	else {
		// A range was read from words, which may have been misread: the original is shown too.
		if (when.from !== when.to && !redacted) lines.push(quote(safeText(when.original)));
		lines.push(daysInWords(when));
	}
	if (time !== undefined) lines.push(quote(safeText(time)));
	else if (minute !== undefined) lines.push(clock(minute));
	return lines;
}

function clock(minute: number): string {
	const hours = String(Math.floor(minute / 60)).padStart(2, "0");
	return `${hours}:${String(minute % 60).padStart(2, "0")}`;
}
