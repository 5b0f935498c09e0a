/** The building blocks of a report, independent of its format. */
import type { Content, Result, SignpostShown } from "../content/schema";
import type { Timeline } from "./timeline";

/** A text, then links separated by commas, then more text: "followed you: 3 times (lines 4 to 5, 9)". */
export type Statement = { text: string; links?: Link[]; after?: string };

/** `href` is an address, or # and the id of a table row. */
export type Link = { text: string; href: string };

/** Why an element has its result. `statements` complete `text`; without them it stands alone. */
export type Reason = { text: string; statements?: Statement[] };

export type Finding = { look: Result | "assumed"; mark: string; text: string; reasons: Reason[] };

export type DefinitionBlock = {
	kind: "definition";
	name: string;
	/** The result, and the route it was reached by where that is not the first. */
	texts: string[];
	findings: Finding[];
	/** Questions whose answers could settle the result; in a report on the screen. */
	open?: { intro: string; questions: string[] } | undefined;
	source?: string;
};

export type ListBlock = { kind: "list"; intro?: string | undefined; items: Statement[] };

/** A row has an id that evidence links to; a cell holds lines. */
export type TableBlock = { kind: "table"; caption: string; heads: string[]; rows: { id: string; cells: string[][] }[] };

export type TimelineBlock = Timeline & {
	kind: "timeline";
	/** The days covered, in words. */
	range: string;
	words: Pick<Content["words"]["report"]["log"], "legend" | "plainLegend" | "eachCharacter">;
};

/** Texts, each with a label. */
export type FactsBlock = { kind: "facts"; rows: { label: string; text: string }[] };

/** Whom to call: hours, cost and for whom are `about`. */
export type Call = { name: string; phone: string; about: string };

export type Block =
	| FactsBlock
	| { kind: "calls"; calls: Call[] }
	| { kind: "paragraph"; text: string }
	| { kind: "blockquote"; text: string }
	| { kind: "signposts"; signposts: SignpostShown[] }
	| ListBlock
	| DefinitionBlock
	| TableBlock
	| TimelineBlock;

/** `aside` belongs beside the title. */
export type Section = { title?: string; aside?: string; look?: "alert" | "left-out"; blocks: Block[] };

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

/** Writes a reason as plain text. `shorten` may drop statements and links. */
export function reasonText({ text, statements }: Reason, shorten = (texts: string[]) => texts): string {
	if (!statements) return text;
	return `${text}: ${shorten(statements.map((it) => statementText(it, shorten))).join("; ")}`;
}
