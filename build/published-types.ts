/** Writes the types of the package from the shapes, so that its users need neither zod nor the sources. */
import { compile, type JSONSchema } from "json-schema-to-typescript";
import type { Plugin } from "rolldown";
import ts from "typescript";
import * as z from "zod";
import { readContent } from "../src/content/load";
import { Assessment, type Content, ContentShape, responseShape } from "../src/content/schema";
import { ConditionShape } from "../src/content/shapes/condition";

/** Emits the declaration files of every part of the library. */
export function publishedTypes(): Plugin {
	return {
		name: "published-types",
		async generateBundle() {
			const files = {
				"index.d.cts": await indexTypes(await readContent("questions")),
				"index.d.mts": 'export * from "./index.cjs";\n',
				"html.d.cts": HTML,
				"html.d.mts": 'export * from "./html.cjs";\n',
				"node.d.cts": NODE,
			};
			for (const [fileName, source] of Object.entries(files)) this.emitFile({ type: "asset", fileName, source });
		},
	};
}

async function indexTypes(content: Content): Promise<string> {
	const written = [typesOf(responseShape(content)), typesOf(Assessment), typesOf(ContentShape).then(readonlyTypes)];
	return [...(await Promise.all(written)), INDEX]
		.join("\n")
		.replace(/^export type _Schema0 = .*\n/m, "")
		.replaceAll("_Schema0", "Condition")
		.replace(/\/\*\*\n\s*\* (.*)\n\s*\*\//g, "/** $1 */");
}

/** A shape as an interface; parts that have a title get a type of their own. */
function typesOf(shape: z.ZodType): Promise<string> {
	// Draft 7 says tuples as the compiler reads them.
	const schema = z.toJSONSchema(shape, {
		target: "draft-7",
		override: ({ zodSchema, jsonSchema }) => {
			// In content, conditions are resolved.
			if (zodSchema === ConditionShape) jsonSchema.tsType = "Condition";
			delete jsonSchema.properties?.$schema;
			if (!Array.isArray(jsonSchema.items)) delete jsonSchema.minItems;
		},
	}) as JSONSchema;
	return compile(schema, "", { bannerComment: "", ignoreMinAndMaxItems: true });
}

/** The declarations with all that they declare, at every depth, read-only: the content of the library is frozen. */
function readonlyTypes(declarations: string): string {
	const { factory } = ts;
	const { transformed } = ts.transform(ts.createSourceFile("", declarations, ts.ScriptTarget.Latest), [
		(context) => (file) => {
			const visit = (node: ts.Node): ts.Node => {
				const it = ts.visitEachChild(node, visit, context);
				if (ts.isArrayTypeNode(it) || ts.isTupleTypeNode(it))
					return factory.createTypeOperatorNode(ts.SyntaxKind.ReadonlyKeyword, it);
				if (!ts.isPropertySignature(it)) return it;
				const modifiers = [factory.createModifier(ts.SyntaxKind.ReadonlyKeyword)];
				return factory.updatePropertySignature(it, modifiers, it.name, it.questionToken, it.type);
			};
			return ts.visitEachChild(file, visit, context);
		},
	]);
	const printed = ts.createPrinter().printFile(transformed[0] as ts.SourceFile);
	return printed.replace(/^(?: {4})+/gm, (indent) => "  ".repeat(indent.length / 4));
}

const INDEX = `/** What is wrong with a response: where (a JSON pointer), what, and what was probably meant. */
export interface Problem {
  path: string;
  message: string;
  suggestion?: string;
}

/** A small tree over answers. \`at-least\` and \`occasions\` count. */
export type Condition =
  | { readonly op: "answer"; readonly item: string; readonly is: readonly string[] }
  | { readonly op: "all" | "any"; readonly of: readonly Condition[] }
  | { readonly op: "at-least"; readonly count: number; readonly of: readonly Condition[] }
  | {
      readonly op: "occasions";
      readonly atLeast: number;
      readonly items: readonly string[];
      readonly mayCount?: readonly MayCount[];
      readonly confirmedBy?: Condition;
    };

/** Items that only a court can accept as an occasion. */
export interface MayCount {
  readonly items: readonly string[];
  readonly unless?: Condition;
  readonly text?: string;
  readonly someoneElse?: { readonly text?: string };
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

/** What a row can be marked with. \`sign\` stands in its box. */
export interface Mark {
  id: string;
  sign: string;
  label: string;
}

/** A row to mark, or to choose. */
export interface ScreenRow {
  id: string;
  label: string;
  /** A short example. */
  aside?: string;
  /** The label and the example in full. */
  text?: string;
  example?: string;
  /** The id of the mark that its answer stands for. */
  mark?: string;
}

/** A way to go on from a screen. It says what rows without a mark mean. */
export interface Action {
  id: "skip" | "no" | "open" | "next" | "once" | "one-event" | "separate" | "cannot-say";
  label: string;
}

/** A screen that applies, with its rows as they were answered. Without \`marks\`, choosing a row answers it. */
export interface Screen {
  id: string;
  kind: "choose" | "place" | "happened" | "true" | "how-often";
  title: string;
  question: string;
  intro?: string;
  /** Announces that the next screen may be hard to read. */
  next?: string;
  /** Offered after the first result. */
  extra?: true;
  rows: ScreenRow[];
  marks: Mark[];
  actions: Action[];
}

/** The screens that apply to a response, in order and in its wording. Ask again after each answer. */
export declare function screensFor(content: Content, response: Response): Screen[];

/** The response after a screen was answered: the marks by row, and the id of an action or of a row chosen. */
export declare function answerScreen(
  content: Content,
  response: Response,
  screen: Screen,
  pressed: { id: string; marks?: Record<string, string> },
): Response;
`;

const HTML = `import type { Content, Response } from "./index.cjs";

/**
 * The report on one response, as a page that loads nothing and runs no script.
 * The response must have passed \`checkResponse\` for this content.
 */
export declare function reportHtml(content: Content, response: Response): string;
`;

const NODE = `import type { Content } from "./index.cjs";

/**
 * Reads and checks a content folder laid out as \`questions/\` is; marks it as changed when it is not the built-in content.
 * Rejects with an Error that has \`code\` (\`cannot-read\`, \`bad-content\`) and \`problems\`.
 */
export declare function readContent(folder: string): Promise<Content>;
`;
