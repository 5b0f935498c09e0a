/** The building blocks of a report, independent of its format. */
import type { Content, Result, SignpostShown } from "../content/schema";
import type { Timeline } from "./timeline";

/** A text, then links separated by commas, then more text: "followed you: 3 times (lines 4 to 5, 9)". */
export type Statement = { text: string; links?: Link[]; after?: string };

/** `href` is an address, or # and the id of something in the report. */
export type Link = { text: string; href: string };

/**
 * A part of a definition, with what shows it: the letters of what happened, and what the person said. Remarks are sentences.
 */
export type Finding = {
	look: Result | "assumed";
	mark: string;
	text: string;
	evidence: Statement[];
	remarks: string[];
};

export type DefinitionBlock = {
	kind: "definition";
	name: string;
	look: Result;
	/** The result in words, then which route it was reached by where that is not the first. */
	texts: string[];
	/** Where in the law it is. */
	provision?: string | undefined;
	findings: Finding[];
};

/** Texts with a label each; `id` is what links to it name. */
export type FactsBlock = { kind: "facts"; intro?: string; rows: (Statement & { label: string; id?: string })[] };

/** Whom to call: hours, cost and for whom are `about`. */
export type Call = { name: string; phone: string; about: string };

export type ListBlock = { kind: "list"; intro?: string | undefined; items: Statement[] };

/** A row has an id that evidence links to; a cell holds lines. */
export type TableBlock = { kind: "table"; caption: string; heads: string[]; rows: { id: string; cells: string[][] }[] };

export type TimelineBlock = Timeline & {
	kind: "timeline";
	/** The days covered, in words. */
	range: string;
	words: Pick<Content["words"]["report"]["log"], "legend" | "plainLegend" | "eachCharacter">;
};

export type Block =
	| { kind: "paragraph"; text: string }
	| { kind: "blockquote"; text: string }
	| { kind: "signposts"; signposts: SignpostShown[] }
	| { kind: "calls"; calls: Call[] }
	| FactsBlock
	| ListBlock
	| DefinitionBlock
	| TableBlock
	| TimelineBlock;

/** `aside` stands beside the title; a `tight` section has no empty lines before it or in it. */
export type Section = {
	title?: string | undefined;
	aside?: string;
	look?: "alert" | "left-out";
	tight?: boolean;
	/** In documents only, and not in a report as text. */
	isLong?: boolean;
	blocks: Block[];
};

/** Creates a paragraph. */
export function paragraph(text: string): Block {
	return { kind: "paragraph", text };
}

/** Creates a list. */
export function list(items: (string | Statement)[], intro?: string): ListBlock {
	return { kind: "list", intro, items: items.map((it) => (typeof it === "string" ? { text: it } : it)) };
}

/** Writes a statement as plain text. `shorten` may drop links. */
export function statementText(
	{ text, links = [], after = "" }: Statement,
	shorten = (texts: string[]) => texts,
): string {
	return `${text}${shorten(links.map((link) => link.text)).join(", ")}${after}`;
}
