/** The building blocks of a report, independent of its format. */
import type { Content, Result, SignpostShown } from "../content/schema";
import type { Timeline } from "./timeline";

/** A sentence with its evidence: "followed you: 3 times (lines 4 to 5, 9)". */
export type Statement = {
	text: string;
	evidence?: Evidence;
	/** A sentence that follows the evidence. */
	after?: string;
};

/** The answers or log lines that a statement rests on. `id` is the id of a table row. */
export type Evidence = {
	/** Stands before the links, outside them. */
	label?: string;
	links: { text: string; id: string }[];
};

/** Why an element has its result. `statements` complete `text`; without them it stands alone. */
export type Reason = { text: string; statements?: Statement[] };

export type Finding = {
	look: Result | "assumed";
	mark: string;
	text: string;
	reasons: Reason[];
};

export type DefinitionBlock = {
	kind: "definition";
	name: string;
	text: string;
	route?: string;
	findings: Finding[];
	/** Questions whose answers could settle the result. */
	open?: { intro: string; questions: string[] };
	source?: string;
};

/** A row has an id that evidence links to; a cell holds lines. */
export type TableBlock = {
	kind: "table";
	caption: string;
	heads: string[];
	rows: { id: string; cells: string[][] }[];
};

export type LegendWords = Pick<Content["words"]["report"]["log"], "legend" | "plainLegend" | "eachCharacter">;

/** `labels` describe the rows of the timeline, in the same order. */
export type TimelineBlock = {
	kind: "timeline";
	timeline: Timeline;
	labels: string[];
	/** The days covered, in words. */
	range: string;
	words: LegendWords;
};

export type Block =
	| { kind: "paragraph"; text: string }
	| { kind: "blockquote"; text: string }
	| { kind: "list"; intro?: string; items: Statement[] }
	| { kind: "signposts"; signposts: SignpostShown[] }
	| { kind: "sources"; sources: { text: string; url: string }[] }
	| DefinitionBlock
	| TableBlock
	| TimelineBlock;

export type Section = { title?: string; alert?: true; blocks: Block[] };

/** Creates a paragraph. */
export function paragraph(text: string): Block {
	return { kind: "paragraph", text };
}

/** Creates a list of plain texts. */
export function list(texts: string[], intro?: string): Block {
	const items = texts.map((text) => ({ text }));
	return { kind: "list", ...(intro === undefined ? {} : { intro }), items };
}

/** Writes a statement as plain text. `shorten` may drop links. */
export function statementText({ text, evidence, after }: Statement, shorten = (texts: string[]) => texts): string {
	const parts = [text];
	if (evidence) {
		const links = shorten(evidence.links.map((link) => link.text)).join(", ");
		const label = evidence.label === undefined ? "" : `${evidence.label} `;
		parts.push(` (${label}${links})`);
	}
	if (after !== undefined) parts.push(`. ${after}`);
	return parts.join("");
}

/** Writes a reason as plain text. `shorten` may drop statements and links. */
export function reasonText({ text, statements }: Reason, shorten = (texts: string[]) => texts): string {
	if (!statements) return text;
	const texts = statements.map((it) => statementText(it, shorten));
	return `${text}: ${shorten(texts).join("; ")}`;
}
