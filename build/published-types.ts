/** The types of the package, written from our own shapes: whoever installs it needs neither zod nor our sources. */
import { compile, type JSONSchema } from "json-schema-to-typescript";
import type { Plugin } from "rolldown";
import { readContent } from "../src/content/load";
import {
	Assessment,
	type Content,
	jsonSchema,
	responseShape,
} from "../src/content/schema";

/** What is said of each part of a response, by its path. A capital gives the part a type of its own, by that name. */
const RESPONSE = {
	"": "The answers of one person.",
	ref: "Given back in the assessment.",
	place:
		"Whose law applies. Left out, every place is assessed, each on its own.",
	for: "Whom it is about, when it is not the person who answers.",
	"answers: Answers":
		"Options, or a whole number of times, by item. Null is the same as leaving the item out: it was not asked.",
};

/** The same for an assessment; `*` stands for every one of a list. */
const ASSESSMENT = {
	"": "What a response comes to: every verdict, sign, note and signpost, each with its reasons.",
	ref: "That of the response.",
	place: "That of the response. Left out, every place was assessed.",
	for: "Present when the words are for somebody who answers for another person.",
	content: "The content it was assessed with.",
	"content/changed":
		"Present when it is not the content that came with the program.",
	urgent: "The items whose answers are urgent. They come first.",
	summary: "The strongest result of each kind.",
	verdicts: "One for each definition that applies.",
	"verdicts/*: Verdict": "The result of one definition.",
	"verdicts/*/definition": "The id of the definition.",
	"verdicts/*/route":
		"The strongest way to meet the definition; its elements say why.",
	"verdicts/*/wouldSettle":
		"The items that could still settle an unclear result.",
	"verdicts/*/elements/*: ElementFinding":
		"The result of one element of a definition.",
	"verdicts/*/elements/*/routes":
		"The routes of the definition that need this element.",
	"verdicts/*/elements/*/assumed":
		"True when it is taken as shown because nothing said otherwise.",
	"verdicts/*/elements/*/because": "The items whose answers are the reason.",
	"verdicts/*/elements/*/unknown":
		"The items that were not answered, or whose answers tell nothing.",
	"verdicts/*/elements/*/softenedBy":
		"What turned `met` into `unclear`, in words.",
	fixation: "Signs of fixation explain, and never decide.",
	signposts: "Who can help, in the order to show them.",
	"signposts/*: Signpost": "Somewhere to get help.",
	"signposts/*/for": "Whom it is for.",
	"signposts/*/text": "Numbers that take text messages.",
	"signposts/*/remarks": "What to know first, and what it does not do.",
	notes: "What else is worth saying.",
};

/** Emits `index.d.cts` and `index.d.mts`. */
export function publishedTypes(): Plugin {
	return {
		name: "published-types",
		async generateBundle() {
			const source = await typesFor(await readContent("questions"));
			this.emitFile({ type: "asset", fileName: "index.d.cts", source });
			this.emitFile({
				type: "asset",
				fileName: "index.d.mts",
				source: 'export * from "./index.cjs";\n',
			});
		},
	};
}

async function typesFor(content: Content): Promise<string> {
	const shapes = [
		described(jsonSchema(responseShape(content)), "Response", RESPONSE),
		described(jsonSchema(Assessment), "Assessment", ASSESSMENT),
	];
	const written = shapes.map((shape) =>
		compile(shape, "", { bannerComment: "", ignoreMinAndMaxItems: true }),
	);
	return [...(await Promise.all(written)), BESIDE].join("\n");
}

/** A shape by a name, with what is said of its parts. */
function described(
	shape: JSONSchema,
	title: string,
	texts: Record<string, string>,
): JSONSchema {
	for (const [key, description] of Object.entries(texts)) {
		const [path = "", name] = key.split(": ");
		const part = path
			.split("/")
			.filter((step) => step !== "")
			.reduce<JSONSchema | undefined>(
				(inner, step) =>
					step === "*" ? inner?.items : inner?.properties?.[step],
				shape,
			);
		if (!part) throw new Error(`${title} has no ${path}`);
		Object.assign(part, { description }, name && { title: name });
	}
	return { ...shape, title };
}

const BESIDE = `/** What is wrong with a response: where (a JSON pointer), what, and what was probably meant. */
export interface Problem {
  path: string;
  message: string;
  suggestion?: string;
}

/** Questions, definitions and signposts. Only what is named here with a type can be relied on to stay as it is. */
export interface Content {
  readonly version: string;
  /** \`sha256-\` and the hex digest of the content. */
  readonly hash: string;
  /** The earliest day on which any source or signpost was checked (yyyy-mm-dd). */
  readonly checkedOn: string;
  /** Present when it is not the content that came with the package. Set it on what you change: assessments then say so. */
  readonly changed?: true;
  /** Present when it was last checked more than a year before the day on which it was read. */
  readonly old?: true;
  readonly answerSets: unknown;
  readonly checklists: unknown;
  readonly packs: unknown;
  readonly consistency: unknown;
  readonly signs: unknown;
  readonly notes: unknown;
  readonly places: unknown;
  readonly needs: unknown;
  readonly signposts: unknown;
  readonly words: unknown;
  readonly traces: unknown;
}

/** The built-in content: everything in \`questions/\`. */
export declare const content: Content;

/** Every problem of a response at once; none means that \`value\` is a \`Response\` to this content. */
export declare function checkResponse(content: Content, value: unknown): Problem[];

/**
 * Assesses one response. Pure: the same content and response give the same assessment.
 * The response must have passed \`checkResponse\` for this content.
 */
export declare function assess(content: Content, response: Response): Assessment;
`;
