/**
 * The shapes of all files and documents: types, and the JSON Schemas in `questions/schema/`, come from `shapes/`.
 *
 * Shapes are strict, without defaults, transforms or cross-references; `lint.ts` checks what a shape cannot say. What a start
 * of the program loads imports only types from here, so that it does not load zod.
 */
import * as z from "zod";
import { Assessment, CompactAssessment, Summary } from "./shapes/assessment";
import { AnswerSets, ChecklistShape, Screens } from "./shapes/checklist";
import { $schema, flag, published, Text } from "./shapes/common";
import type { Resolved } from "./shapes/condition";
import { Coverage } from "./shapes/coverage";
import { Difference } from "./shapes/difference";
import { IncidentEntry } from "./shapes/incident";
import { Definitions, PackHead, PackShape, Terms } from "./shapes/pack";
import { Cases, responseShape } from "./shapes/response";
import { Notes, Signposts, SignsShape } from "./shapes/signs";
import { Traces } from "./shapes/traces";
import { WordsFile } from "./shapes/words";

export * from "./shapes/assessment";
export * from "./shapes/checklist";
export type { Kind, Place, Result, Source } from "./shapes/common";
export type * from "./shapes/condition";
export type { CoveredSection } from "./shapes/coverage";
export type * from "./shapes/difference";
export * from "./shapes/incident";
export * from "./shapes/pack";
export * from "./shapes/response";
export * from "./shapes/signs";
export * from "./shapes/traces";
export * from "./shapes/words";

/** What the content as a whole is called; the days and the hash follow from the rest. */
const Edition = z.strictObject({ $schema, version: Text });

export const ContentShape = published("Content", "Everything in `questions/`, checked and in order.", {
	version: Text,
	/** `sha256-` and the hex digest of the content. It does not depend on names of files or on layout. */
	hash: z.string(),
	checkedOn: z.string().describe("The earliest day on which any source or signpost was checked (yyyy-mm-dd)."),
	/** Present when it is not the content that came with the program. Not part of the content itself. */
	changed: flag,
	/** Present when it was last checked more than a year before it was read. Not part of the content itself. */
	old: flag,
	answerSets: AnswerSets.shape.answerSets,
	checklists: z.array(ChecklistShape),
	screens: Screens.shape.screens,
	packs: z.array(PackShape),
	consistency: Terms.shape.consistency,
	signs: SignsShape,
	notes: Notes.shape.notes,
	places: Signposts.shape.places.describe("Those of the packs, then those that have none."),
	needs: Signposts.shape.needs,
	selection: Signposts.shape.selection,
	signposts: Signposts.shape.signposts,
	words: WordsFile,
	traces: Traces,
});
export type Content = Resolved<z.infer<typeof ContentShape>>;

/** A fault found in content or answers: where it is (a JSON pointer), what it is, and a likely correction. */
export type Problem = { path: string; message: string; suggestion?: string };

/** The shape of each file an author writes, by the name `stalk-check schema` knows it by. */
export const fileShapes = {
	"answer-sets": AnswerSets,
	cases: Cases,
	checklist: ChecklistShape,
	coverage: Coverage,
	definitions: Definitions,
	edition: Edition,
	notes: Notes,
	pack: PackHead,
	screens: Screens,
	signposts: Signposts,
	signs: SignsShape,
	terms: Terms,
	traces: Traces,
	words: WordsFile,
} as const;

/** The shape of each document that is read or written, by the same names. */
export function documentShapes(content: Content): Record<string, z.ZodType> {
	return {
		response: responseShape(content),
		incident: IncidentEntry,
		assessment: Assessment,
		"compact-assessment": CompactAssessment,
		summary: Summary,
		difference: Difference,
	};
}

/** Every shape whose schema is published, by the name `stalk-check schema` knows it by. */
export function publishedShapes(content: Content): Record<string, z.ZodType> {
	return { ...documentShapes(content), ...fileShapes };
}

/** The JSON Schema (draft 2020-12) of a shape. */
export function jsonSchema(shape: z.ZodType): object {
	return z.toJSONSchema(shape);
}
