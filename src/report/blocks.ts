/** The building blocks of a report, independent of its format. */
import type { Content, Result, SignpostShown } from "../content/schema";
import type { Timeline } from "./timeline";

/** `href` is an address, or # and the id of something in the report. */
export type Link = { text: string; href: string };

/** A text, with links in it or without. */
export type Text = string | (string | Link)[];

/**
 * A text with a label, and sentences about it. `id` is what links to it name; the label of a part of a definition says
 * whether it is shown.
 */
export type Fact = { label: string; look?: Result | "assumed"; id?: string; text: Text; remarks?: string[] };

/** Whom to call: hours, cost and for whom are `about`. */
export type Call = { name: string; phone: string; about: string };

export type BlankQuestion = { number: number; text: string; remarks: string[]; options: string[]; advice: string[] };

export type Block =
	| { kind: "paragraph"; text: string }
	| { kind: "blockquote"; text: string }
	| { kind: "list"; intro?: string; rows: Text[] }
	| { kind: "facts"; intro?: string; rows: Fact[] }
	| { kind: "calls"; rows: Call[] }
	| { kind: "signposts"; rows: SignpostShown[] }
	/** Questions to print, with boxes to tick, and what to say after a yes. */
	| { kind: "questions"; rows: BlankQuestion[] }
	/** A row has an id that evidence links to; a cell holds lines. */
	| { kind: "table"; caption: string; heads: string[]; rows: { id: string; cells: string[][] }[] }
	| ({ kind: "timeline"; words: Content["words"]["report"]["log"] } & Timeline)
	| {
			kind: "definition";
			name: string;
			look: Result;
			/** The result in words, then which route it was reached by where that is not the first. */
			texts: string[];
			/** Where in the law it is. */
			provision?: string | undefined;
			findings: Fact[];
	  };

/** `aside` stands beside the title. */
export type Section = {
	title?: string | undefined;
	aside?: string | undefined;
	look?: "alert" | "left-out";
	/** In documents only, and not in a report as text. */
	isLong?: boolean;
	/** Its title covers the sections after it, too. */
	isOver?: boolean;
	blocks: Block[];
};

/** Something, where there is something. */
export type Maybe<Thing> = Thing | false | undefined;

/** The things that there are. */
export function present<Thing>(things: Maybe<Thing>[]): Thing[] {
	return things.filter((thing): thing is Thing => thing !== false && thing !== undefined);
}

/** A section that is still to be cleared of what is empty. A text in it is a paragraph. */
export type Draft = Omit<Section, "blocks"> & { blocks: Maybe<Block | string>[] };

/** Leaves out empty blocks, and sections of nothing else, unless their title says enough. */
export function finished(drafts: Draft[]): Section[] {
	return drafts
		.map((draft): Section => {
			const blocks = present(draft.blocks).map(
				(it): Block => (typeof it === "string" ? { kind: "paragraph", text: it } : it),
			);
			return { ...draft, blocks: blocks.filter((block) => !("rows" in block && block.rows.length === 0)) };
		})
		.filter(({ look, isOver, blocks }) => look === "alert" || isOver || blocks.length > 0);
}

/** Creates a list of the texts that there are. */
export function list(texts: Maybe<Text>[], intro?: string): Block {
	return { kind: "list", ...(intro === undefined ? {} : { intro }), rows: present(texts) };
}

/** Puts a separator between texts. */
export function joinTexts(texts: (Text | Link)[], separator: string): (string | Link)[] {
	return texts.flatMap((text, i) => [...(i > 0 ? [separator] : []), ...[text].flat()]);
}

/** Writes a text without its links. */
export function plainText(text: Text): string {
	return [text].flat().reduce<string>((whole, part) => whole + (typeof part === "string" ? part : part.text), "");
}

/** Writes a fact without its label and links. */
export function factText({ text, remarks = [] }: Fact): string {
	return [plainText(text), ...(remarks.length > 0 ? [remarks.join(" ")] : [])].join(". ");
}

/** How a format writes each kind of block. */
export type Renderers<Output> = { [Kind in Block["kind"]]: (block: Extract<Block, { kind: Kind }>) => Output };

/** Writes a block by the renderer for its kind. */
export function render<Output>(renderers: Renderers<Output>, block: Block): Output {
	return (renderers[block.kind] as (block: Block) => Output)(block);
}
