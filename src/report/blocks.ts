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
export type FactsBlock = {
	kind: "facts";
	intro?: string | undefined;
	rows: (Statement & { label: string; id?: string })[];
};

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

/** `aside` stands beside the title. */
export type Section = {
	title?: string | undefined;
	aside?: string;
	look?: "alert" | "left-out";
	/** In documents only, and not in a report as text. */
	isLong?: boolean;
	blocks: Block[];
};

/** Creates a paragraph. */
export function paragraph(text: string): Block {
	return { kind: "paragraph", text };
}

/** A text or statement where there is one. */
type Maybe<Text> = Text | false | undefined;

/** Creates a paragraph of each text that there is. */
export function paragraphs(texts: Maybe<string>[]): Block[] {
	return texts.flatMap((text) => (text ? [paragraph(text)] : []));
}

/** Creates a list of the items that there are. */
export function list(items: Maybe<string | Statement>[], intro?: string): ListBlock {
	const found = items.flatMap((it) => (it ? [typeof it === "string" ? { text: it } : it] : []));
	return { kind: "list", intro, items: found };
}

/** Creates a block of facts. */
export function facts(rows: FactsBlock["rows"], intro?: string): FactsBlock {
	return { kind: "facts", intro, rows };
}

/** Leaves out empty lists, facts and tables, and sections of nothing else; the title of an alert says enough. */
export function withoutEmpty(sections: Section[]): Section[] {
	const isEmpty = (block: Block) =>
		(block.kind === "list" ? block.items.length : "rows" in block && block.rows.length) === 0;
	return sections
		.map((section) => ({ ...section, blocks: section.blocks.filter((block) => !isEmpty(block)) }))
		.filter(({ look, blocks }) => look === "alert" || blocks.length > 0);
}

/** How a format writes each kind of block. */
export type Renderers<Output> = { [Kind in Block["kind"]]: (block: Extract<Block, { kind: Kind }>) => Output };

/** Writes a block by the renderer for its kind. */
export function render<Output>(renderers: Renderers<Output>, block: Block): Output {
	return (renderers[block.kind] as (block: Block) => Output)(block);
}

/** Writes a finding, without its mark, as plain text. */
export function findingText({ text, evidence, remarks }: Finding): string {
	const shown = evidence.map((it) => statementText(it)).join("; ");
	const whole = shown === "" ? text : `${text}: ${shown}`;
	return remarks.length > 0 ? `${whole}. ${remarks.join(" ")}` : whole;
}

/** Writes a statement as plain text. `shorten` may drop links. */
export function statementText(
	{ text, links = [], after = "" }: Statement,
	shorten = (texts: string[]) => texts,
): string {
	return `${text}${shorten(links.map((link) => link.text)).join(", ")}${after}`;
}
