/** What a report says, as named parts of sections of blocks; how it looks is for the renderers. */
import { notices } from "../content/age";
import { contentIndex } from "../content/content-index";
import type {
	Answers,
	Assessment,
	Content,
	Definition,
	ElementFinding,
	Incident,
	Item,
	LogFindings,
	Pack,
	Response,
	Result,
	SignpostShown,
	Verdict,
} from "../content/schema";
import { inVoice } from "../content/wording";
import { type Facts, factsOf } from "../engine/evaluate";
import { type Fact, least } from "../engine/logic";
import { firstOf, settle } from "../engine/settle";
import { dayInWords } from "../incidents/days";
import { printable } from "../platform/errors";
import { daysInWords } from "./days";
import { stampText } from "./stamp";
import { type Timeline, type TimelineRow, timelineOf } from "./timeline";

/** What a report is made of. `response` and `incidents` must be those that the assessment was made from. */
export type Told = {
	content: Content;
	response: Response;
	assessment: Assessment;
	incidents?: Incident[] | undefined;
	/** Whether things were left out on purpose. */
	redacted?: boolean | undefined;
};

/** Something said, with the lines of the log that show it, or the number of the answer. */
export type Said = {
	text: string;
	lines?: number[] | undefined;
	answer?: number | undefined;
	/** Said after the lines. */
	after?: string;
};
/** Words from outside as they were written, made safe to print; to be shown in quotation marks. */
export type Own = { label?: string; own: string };
/** A reason by itself, or what was said after it. */
export type Reason = { text: string; said: Said[] };

export type Finding = {
	result: Result;
	assumed: boolean;
	mark: string;
	text: string;
	reasons: Reason[];
	/** The definition under which its reasons were given already. */
	above?: string;
};

export type Block =
	| { kind: "paragraph"; text: string }
	| { kind: "list"; intro?: string; items: Said[] }
	| { kind: "quote"; text: string }
	| {
			kind: "definition";
			name: string;
			result: Result;
			text: string;
			route?: string;
			findings: Finding[];
			/** What could settle it, below its intro. */
			open: { intro: string; questions: string[] };
			source?: string;
	  }
	| {
			kind: "table";
			caption: string;
			heads: string[];
			/** `id` is what other parts point to; a cell holds lines. */
			rows: { id: string; cells: (string | Own)[][] }[];
	  }
	| {
			kind: "timeline";
			timeline: Timeline;
			/** What each row shows, in words. */
			rows: string[];
			range: string;
	  }
	| { kind: "signposts"; signposts: SignpostShown[] }
	| { kind: "sources"; sources: { text: string; url: string }[] };

export type Section = { title?: string; alert?: true; blocks: Block[] };

/** The parts of a document, in order. Text has its own order. */
export const DOCUMENT = [
	"redacted",
	"urgent",
	"notices",
	"signposts",
	"readOut",
	"results",
	"definitions",
	"fixation",
	"log",
	"picture",
	"chronology",
	"unknown",
	"decide",
	"helps",
	"notes",
	"answers",
	"sources",
	"about",
] as const;
export type Parts = Record<(typeof DOCUMENT)[number], Section[]>;

/** What a report says. `full` is for documents: every definition with all of its elements, and every answer. */
export function partsOf(told: Told, { full }: { full: boolean }): Parts {
	return new Teller(told, full).parts();
}

/** The content in the words for whoever answers. */
export function voiced({ content, response }: Told): Content {
	return inVoice(content, response.for);
}

class Teller {
	readonly #told: Told;
	readonly #full: boolean;
	readonly #content: Content;
	readonly #words: Content["words"]["report"];
	readonly #answered: Map<string, Answered>;
	readonly #log: LogFindings | undefined;
	readonly #items: Map<string, Item>;

	constructor(told: Told, full: boolean) {
		this.#told = told;
		this.#full = full;
		this.#content = voiced(told);
		this.#words = this.#content.words.report;
		this.#answered = answersInWords(this.#content, told.response);
		this.#log = told.assessment.log;
		this.#items = new Map(
			[...contentIndex(this.#content).items].map(([id, { item }]) => [
				id,
				item,
			]),
		);
	}

	parts(): Parts {
		const { assessment, response, redacted } = this.#told;
		const words = this.#words;
		const settling = settle(this.#content, response);
		const open = (id: string) =>
			firstOf(settling.definitions.get(id)).map((it) => this.#question(it));
		const couldBeStalking = settling.summary.stalking?.met[0];
		const aloud = readOut(
			this.#content,
			response.answers,
			this.#log?.filled.map(({ item }) => item),
		);
		const { fixation } = assessment;
		const signs = this.#content.signs.fixation.signs.filter(({ item }) =>
			fixation.signs.includes(item),
		);
		return {
			redacted: redacted
				? [{ blocks: [paragraph(words.document.redacted)] }]
				: [],
			urgent: this.#urgent(),
			notices: notices(this.#content).map((text) => ({
				blocks: [paragraph(text)],
			})),
			signposts: [
				{
					title: words.signpostsTitle,
					blocks: [{ kind: "signposts", signposts: assessment.signposts }],
				},
			],
			readOut: aloud
				? [
						{
							title: words.readOutTitle,
							blocks: [{ kind: "quote", text: aloud }],
						},
					]
				: [],
			results: this.#results(couldBeStalking),
			definitions: this.#definitions(open),
			fixation:
				fixation.result === "met"
					? [
							{
								title: words.fixationTitle,
								blocks: [
									paragraph(words.fixationText),
									list(signs.map(({ text }) => text)),
								],
							},
						]
					: [],
			...this.#logParts(),
			unknown: this.#unknown(open),
			decide: [
				{ title: words.decideTitle, blocks: [paragraph(words.decideText)] },
			],
			helps: [{ title: words.helpsTitle, blocks: [list(words.helps)] }],
			notes:
				assessment.notes.length > 0
					? [{ title: words.notesTitle, blocks: [list(assessment.notes)] }]
					: [],
			answers: this.#answers(),
			sources: this.#sources(),
			about: this.#about(),
		};
	}

	#question(id: string): string {
		return this.#items.get(id)?.text ?? id;
	}

	#urgent(): Section[] {
		const { urgent, place } = this.#told.assessment;
		const words = this.#words;
		if (urgent.length === 0) return [];
		const signs = this.#content.signs.urgent.filter(({ item }) =>
			urgent.includes(item),
		);
		const outside = this.#content.places.find(({ id }) => id === place);
		const advice = outside?.outside
			? words.urgentAdviceElsewhere
			: words.urgentAdvice;
		return [
			{
				title: words.urgentTitle,
				alert: true,
				blocks: [list(signs.map(({ text }) => text)), ...advice.map(paragraph)],
			},
		];
	}

	#weighed() {
		const { verdicts } = this.#told.assessment;
		return this.#content.packs.flatMap((pack) =>
			pack.definitions.flatMap((definition) =>
				verdicts
					.filter((verdict) => verdict.definition === definition.id)
					.map((verdict) => ({ pack, definition, verdict })),
			),
		);
	}

	#results(couldBeStalking: string[] | undefined): Section[] {
		const { place, summary } = this.#told.assessment;
		const words = this.#words;
		const weighed = this.#weighed();
		const blocks: Block[] = (["met", "unclear", "not-met"] as const).flatMap(
			(result) => {
				const names = weighed
					.filter(({ verdict }) => verdict.result === result)
					.map(nameOf);
				const intro = `${words.inShort[result]}:`;
				return names.length > 0 ? [list(names, intro)] : [];
			},
		);
		if (summary.harassment === "met" && couldBeStalking) {
			const questions = couldBeStalking.map((id) => this.#question(id));
			blocks.push(list(questions, `${words.atLeast}:`));
		}
		if (place && !this.#content.packs.some((pack) => pack.place === place))
			blocks.push(paragraph(words.noLawHere));
		return [{ title: words.resultTitle, blocks }];
	}

	#definitions(open: (id: string) => string[]): Section[] {
		const weighed = this.#weighed();
		return this.#content.packs.flatMap((pack) => {
			const inPack = weighed.filter((it) => it.pack === pack);
			if (inPack.length === 0) return [];
			// Without a place, every place is weighed; on a screen, the whole ledger of each would bury the rest.
			const brief =
				!this.#full &&
				(!pack.inSummary ||
					(pack.place !== undefined &&
						this.#told.assessment.place === undefined));
			const told = new Map<string, string>();
			const blocks = inPack.map(({ definition, verdict }) =>
				brief
					? this.#inBrief(pack, definition, verdict)
					: this.#ledger(
							pack,
							definition,
							verdict,
							told,
							this.#full ? [] : open(definition.id),
						),
			);
			const title = `${this.#words.why}: ${pack.name}`;
			return [{ title, blocks: [paragraph(pack.text), ...blocks] }];
		});
	}

	/**
	 * One definition: what the answers come to, and each element with the answers that led there. `told` holds the
	 * elements already told for this pack, by the name of the definition they stand under, so that each is told once.
	 */
	#ledger(
		pack: Pack,
		definition: Definition,
		verdict: Verdict,
		told: Map<string, string>,
		questions: string[],
	): Block {
		const words = this.#words;
		const route = definition.routes.find(
			({ id }) => id === verdict.route,
		) as Definition["routes"][number];
		const findings = verdict.elements
			.filter((it) => it.routes.includes(route.id))
			.map((finding) => {
				const above = told.get(finding.element);
				if (above === undefined) told.set(finding.element, definition.name);
				return this.#finding(pack, finding, above);
			});
		const { citation, checkedOn } = definition.source;
		return {
			kind: "definition",
			name: definition.name,
			result: verdict.result,
			text: `${words.result[verdict.result]}.`,
			...(verdict.result !== "not-met" && route !== definition.routes[0]
				? { route: route.text }
				: {}),
			findings,
			open: { intro: `${words.wouldSettle}:`, questions },
			source: `${citation}. Checked ${checkedOn}.`,
		};
	}

	/** One definition in short: what the answers come to, and the elements that keep it from matching. */
	#inBrief(pack: Pack, definition: Definition, verdict: Verdict): Block {
		const words = this.#words;
		return {
			kind: "definition",
			name: definition.name,
			result: verdict.result,
			text: `${words.result[verdict.result]}.`,
			findings: deciding(verdict).map(({ element, result }) => ({
				result,
				assumed: false,
				mark: words.mark[result],
				text: elementText(pack, element),
				reasons: [],
			})),
			open: { intro: `${words.wouldSettle}:`, questions: [] },
		};
	}

	#finding(
		pack: Pack,
		finding: ElementFinding,
		above: string | undefined,
	): Finding {
		const words = this.#words;
		const { element, result, assumed = false } = finding;
		return {
			result,
			assumed,
			mark: assumed ? words.assumedMark : words.mark[result],
			text: elementText(pack, element),
			...(above === undefined
				? { reasons: this.#reasons(finding) }
				: { reasons: [], above }),
		};
	}

	#reasons(finding: ElementFinding): Reason[] {
		const words = this.#words;
		if (finding.assumed) return [{ text: words.assumed, said: [] }];
		const because = finding.because.map(
			(id) => [id, this.#answered.get(id) as Answered] as const,
		);
		const happened = because.filter(([, { never }]) => !never);
		const filled = this.#log?.filled.map(({ item }) => item) ?? [];
		const said = happened
			.filter(([id]) => !filled.includes(id))
			.map(([, { text, number }]) => ({ text, answer: number }));
		const logged = happened.flatMap(([id, { text }]): Said[] => {
			const shown = this.#occasions(id);
			if (shown) return [shown];
			return filled.includes(id) ? [{ text }] : [];
		});
		const reasons: Reason[] = [];
		if (said.length > 0) reasons.push({ text: words.because, said });
		if (logged.length > 0)
			reasons.push({ text: words.log.because, said: logged });
		if (because.length > 0 && happened.length === 0)
			reasons.push({ text: words.nothingListed, said: [] });
		if (finding.unknown.length > 0)
			reasons.push({ text: words.notKnownYet, said: [] });
		for (const text of finding.softenedBy ?? [])
			reasons.push({ text, said: [] });
		return reasons;
	}

	/** How often something is in the log, and where. */
	#occasions(id: string): Said | undefined {
		const found = this.#log?.occasions.find(({ item }) => item === id);
		if (!found) return undefined;
		const label = lowerFirst(this.#items.get(id)?.label ?? id);
		return { text: `${label}: ${between(found)}`, lines: found.lines };
	}

	#logParts(): Pick<Parts, "log" | "picture" | "chronology"> {
		const { incidents } = this.#told;
		const log = this.#log;
		return {
			log: log ? [this.#facts(log)] : [],
			picture: incidents?.length ? [this.#picture(incidents)] : [],
			chronology: incidents?.length ? [this.#chronology(incidents)] : [],
		};
	}

	#entries(count: number): string {
		const { entry, entries } = this.#words.log;
		return `${count} ${count === 1 ? entry : entries}`;
	}

	#facts(log: LogFindings): Section {
		const words = this.#words.log;
		const stretch = (it: { from: string; to: string; days: number }) =>
			`${daysInWords(it)} (${it.days} ${it.days === 1 ? words.day : words.days})`;
		// The first of them can be shorter than the others.
		const whole = (it: { from: string; to: string; days: number }) =>
			it.days < 30 ? stretch(it) : daysInWords(it);
		const facts = [this.#entries(log.incidents)];
		if (log.undated > 0)
			facts.push(`${this.#entries(log.undated)} ${words.undated}`);
		if (log.unnamed > 0)
			facts.push(`${this.#entries(log.unnamed)} ${words.unnamed}`);
		if (log.span) facts.push(`${words.span}: ${stretch(log.span)}`);
		if (log.longestGap)
			facts.push(`${words.longestGap}: ${stretch(log.longestGap)}`);
		const blocks: Block[] = [paragraph(words.intro), list(facts)];
		const often = log.occasions.map(({ item }) => this.#occasions(item));
		if (often.length > 0)
			blocks.push({
				kind: "list",
				intro: `${words.howOften}:`,
				items: often.filter((it) => it !== undefined),
			});
		if (log.differences.length > 0)
			blocks.push({
				kind: "list",
				intro: `${words.differences}:`,
				items: log.differences.map((difference) => {
					const { item, answer, lines } = difference;
					const label = this.#items.get(item)?.label ?? item;
					const said = this.#saidAs(item, answer);
					return {
						text: `${label}. ${words.youAnswered}: ${said}. ${words.logHas}: ${between(difference)}`,
						lines,
						after: words.kept,
					};
				}),
			});
		if (log.months.length > 0) {
			const newest = log.months
				.slice(0, MOST_MONTHS)
				.map((it) => `${whole(it)}: ${this.#entries(it.incidents)}`);
			blocks.push(list(newest, `${words.months}:`));
			if (log.months.length > MOST_MONTHS)
				blocks.push(paragraph(`${words.moreMonths} ${log.months.length}.`));
			blocks.push(paragraph(words.monthsNote));
		}
		return { title: words.title, blocks };
	}

	#saidAs(id: string, answer: string | number): string {
		const item = this.#items.get(id) as Item;
		return answerInWords(this.#content, item, answer) ?? String(answer);
	}

	#picture(incidents: Incident[]): Section {
		const words = this.#words.log;
		const timeline = timelineOf(incidents);
		const days = timeline.rows.flatMap((row) => row.days ?? []);
		if (days.length === 0)
			return {
				title: words.pictureTitle,
				blocks: [paragraph(words.noPicture)],
			};
		const from = days.map((it) => it.from).sort()[0] as string;
		const to = days
			.map((it) => it.to)
			.sort()
			.at(-1) as string;
		const block: Block = {
			kind: "timeline",
			timeline,
			rows: timeline.rows.map((row) => this.#rowInWords(row)),
			range: daysInWords({ from, to }),
		};
		return { title: words.pictureTitle, blocks: [block] };
	}

	#rowInWords({ item, entries, undated, days }: TimelineRow): string {
		const words = this.#words.log;
		const label =
			item === undefined
				? words.notNamed
				: (this.#items.get(item)?.label ?? item);
		return [
			`${label}: ${this.#entries(entries)}`,
			...(days ? [daysInWords(days)] : []),
			...(undated > 0 ? [`${undated} ${words.undated}`] : []),
		].join(", ");
	}

	#chronology(incidents: Incident[]): Section {
		const words = this.#words.log;
		const rows = [...incidents].sort(byTime).map((incident) => ({
			id: `line-${incident.line}`,
			cells: [
				[String(incident.line)],
				this.#when(incident),
				incident.what.length > 0
					? incident.what.map((id) => this.#items.get(id)?.label ?? id)
					: [words.notNamed],
				OWN_WORDS.flatMap((key) => {
					const text = incident[key];
					return text === undefined ? [] : [own(text, words[key])];
				}),
			],
		}));
		const silent = rows.every(({ cells }) => cells[3]?.length === 0);
		return {
			title: words.chronologyTitle,
			blocks: [
				{
					kind: "table",
					caption: words.chronology,
					heads: silent ? words.heads.slice(0, 3) : words.heads,
					rows: silent
						? rows.map((row) => ({ ...row, cells: row.cells.slice(0, 3) }))
						: rows,
				},
			],
		};
	}

	#when({ when, time, minute }: Incident): (string | Own)[] {
		const lines: (string | Own)[] = [];
		if (!when) lines.push(this.#words.log.noDay);
		else {
			// Where it is not a day, how it was written matters: it was understood, and could be misunderstood.
			if (when.from !== when.to && !this.#told.redacted)
				lines.push(own(when.original));
			lines.push(daysInWords(when));
		}
		if (time !== undefined) lines.push(own(time));
		else if (minute !== undefined) lines.push(clock(minute));
		return lines;
	}

	/** What could settle what is not clear, each question once for all the definitions that need it. */
	#unknown(open: (id: string) => string[]): Section[] {
		const groups = new Map<string, { names: string[]; questions: string[] }>();
		for (const it of this.#weighed()) {
			const questions = open(it.definition.id);
			const key = questions.join("\n");
			const group = groups.get(key) ?? { names: [], questions };
			groups.set(key, group);
			group.names.push(nameOf(it));
		}
		groups.delete("");
		if (groups.size === 0) return [];
		const { unknown, unknownTitle } = this.#words.document;
		const lists = [...groups.values()].map(({ names, questions }) =>
			list(questions, `${names.join("; ")}:`),
		);
		return [{ title: unknownTitle, blocks: [paragraph(unknown), ...lists] }];
	}

	#answers(): Section[] {
		const words = this.#words.document;
		const filled = this.#log?.filled.map(({ item }) => item) ?? [];
		const counted = (id: string) =>
			this.#log?.occasions.find(({ item }) => item === id);
		const rows = [...this.#answered].flatMap(([id, { number, item, said }]) => {
			if (number === undefined || said === undefined) return [];
			const found = filled.includes(id) ? counted(id) : undefined;
			const answer = found ? [between(found), words.fromLog] : [said];
			return [
				{
					id: `answer-${number}`,
					cells: [[String(number)], [item.text], answer],
				},
			];
		});
		if (rows.length === 0) return [];
		return [
			{
				title: words.answersTitle,
				blocks: [
					{
						kind: "table",
						caption: words.answers,
						heads: words.answersHeads,
						rows,
					},
				],
			},
		];
	}

	#sources(): Section[] {
		const { notes, fixation } = this.#told.assessment;
		const used = [
			...this.#weighed().flatMap(({ definition }) => [
				definition.source,
				...(definition.furtherSources ?? []),
			]),
			...(fixation.result === "met"
				? [this.#content.signs.fixation.source]
				: []),
			...this.#content.notes.flatMap(({ text, source }) =>
				source && notes.includes(text) ? [source] : [],
			),
		];
		const sources = new Map(
			used.map(({ citation, url, checkedOn }) => [
				`${citation} ${url}`,
				{ text: `${citation}. Checked ${dayInWords(checkedOn)}.`, url },
			]),
		);
		return [
			{
				title: this.#words.document.sourcesTitle,
				blocks: [{ kind: "sources", sources: [...sources.values()] }],
			},
		];
	}

	#about(): Section[] {
		const { content, ref, place } = this.#told.assessment;
		const words = this.#words;
		const blocks: Block[] = [paragraph(`${words.about} ${stampText(content)}`)];
		if (this.#full && place !== undefined) {
			const name = this.#content.places.find(({ id }) => id === place)?.name;
			blocks.push(paragraph(`${words.document.place}: ${name}.`));
		}
		if (this.#full && ref !== undefined)
			blocks.push(paragraph(`${words.document.ref}: “${own(ref).own}”`));
		return [{ blocks }];
	}
}

/** How many stretches of 30 days are listed: a year, about. */
const MOST_MONTHS = 12;

const OWN_WORDS = [
	"note",
	"evidence",
	"witnesses",
	"feeling",
	"event",
] as const;

/** Words from outside on one line, so that they cannot act on anything. */
function own(text: string, label?: string): Own {
	const safe = printable(text.replace(/\s+/g, " ").trim());
	return label === undefined ? { own: safe } : { label, own: safe };
}

/** By the first day it can have been, then the last, the time, and the line; what has no day comes last. */
function byTime(a: Incident, b: Incident): number {
	const keys = ({ when, minute, line }: Incident) =>
		[
			when?.from ?? "~",
			when?.to ?? "~",
			String(minute ?? 9999).padStart(4, "0"),
			String(line).padStart(12, "0"),
		].join(" ");
	const [first, second] = [keys(a), keys(b)];
	return first < second ? -1 : first > second ? 1 : 0;
}

function clock(minute: number): string {
	const two = (number: number) => String(number).padStart(2, "0");
	return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function paragraph(text: string): Block {
	return { kind: "paragraph", text };
}

function list(texts: string[], intro?: string): Block {
	const items = texts.map((text) => ({ text }));
	return { kind: "list", ...(intro === undefined ? {} : { intro }), items };
}

function nameOf({ pack, definition }: { pack: Pack; definition: Definition }) {
	return `${definition.name} (${pack.short})`;
}

function elementText(pack: Pack, element: string): string {
	return pack.elements.find(({ id }) => id === element)?.text ?? element;
}

/** The elements of the strongest route that share the result of the whole: what makes the difference; none when met. */
export function deciding(verdict: Verdict): ElementFinding[] {
	if (verdict.result === "met") return [];
	return verdict.elements.filter(
		({ routes, result }) =>
			routes.includes(verdict.route) && result === verdict.result,
	);
}

/** What is told elsewhere, by the definition it stands under, with the least of its results. */
export function toldAbove(findings: Finding[]): [name: string, Result][] {
	const names = new Set(findings.flatMap(({ above }) => above ?? []));
	return [...names].map((name) => [
		name,
		least(
			findings
				.filter(({ above }) => above === name)
				.map(({ result }) => result),
		),
	]);
}

/** Runs of lines that follow each other: [3, 4, 5, 9] is 3 to 5, and 9. */
export function runsOf(lines: number[]): [from: number, to: number][] {
	const runs: [number, number][] = [];
	for (const line of lines) {
		const last = runs.at(-1);
		if (last && last[1] === line - 1) last[1] = line;
		else runs.push([line, line]);
	}
	return runs;
}

/** An item with the answer to it: "followed you: more than once", and its number among the answers given. */
type Answered = {
	item: Item;
	text: string;
	said: string | undefined;
	number: number | undefined;
	never: boolean;
};

function answersInWords(
	content: Content,
	{ answers }: Response,
): Map<string, Answered> {
	const facts = factsOf(content, answers);
	let given = 0;
	return new Map(
		content.checklists.flatMap(({ items }) =>
			items.map((item) => {
				const answer = Object.hasOwn(answers, item.id)
					? answers[item.id]
					: undefined;
				const said = answerInWords(content, item, answer);
				const label = lowerFirst(item.label);
				const text = said === undefined ? label : `${label}: ${said}`;
				const number = said === undefined ? undefined : ++given;
				const never = facts.get(item.id)?.max === 0;
				return [item.id, { item, text, said, number, never }];
			}),
		),
	);
}

function answerInWords(
	content: Content,
	item: Item,
	answer: string | number | null | undefined,
): string | undefined {
	if (typeof answer === "number") return times(answer);
	const set = content.answerSets.find(({ id }) => id === item.answerSet);
	const option = set?.options.find(({ id }) => id === answer);
	return option && lowerFirst(option.label);
}

function times(count: number): string {
	return count === 1 ? "1 time" : `${count} times`;
}

function between({ atLeast, atMost }: { atLeast: number; atMost: number }) {
	return atLeast === atMost ? times(atMost) : `${atLeast} to ${times(atMost)}`;
}

function lowerFirst(text: string): string {
	return /^I\b/.test(text)
		? text
		: text.charAt(0).toLowerCase() + text.slice(1);
}

/**
 * A few sentences to read aloud when calling for help, made only of what was answered; empty when nothing happened. Of
 * what was `counted` in a log there may have been more.
 */
export function readOut(
	content: Content,
	answers: Answers,
	counted: string[] = [],
): string {
	const words = content.words.report;
	const facts = factsOf(content, answers);
	const done: string[] = [];
	const effects: string[] = [];
	for (const checklist of content.checklists)
		for (const item of checklist.items) {
			const fact = facts.get(item.id);
			if (!item.spoken || !fact?.known || !saysYes(content, item, facts))
				continue;
			if (checklist.behaviours)
				done.push(`${item.spoken}${howOften(fact, counted.includes(item.id))}`);
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

function howOften({ min, max }: Fact, counted: boolean): string {
	if (min < 2) return "";
	if (counted) return ` (at least ${times(min)})`;
	return min === max ? ` (${times(min)})` : " (more than once)";
}

/** "a, b and c". Intl.ListFormat would say the same, for half as long again as the whole start takes. */
function inAList(parts: string[]): string {
	const last = parts.at(-1) ?? "";
	return parts.length > 1
		? `${parts.slice(0, -1).join(", ")} and ${last}`
		: last;
}
