/** The screens of the interview: which items stand on each, and in what words. */
import * as z from "zod";
import { $schema, flag, forSomeoneElse, Id, published, some, Text, texts } from "./common";

/**
 * On `choose` the options of its one item are the rows, on `place` the places. On `happened` and `true` each
 * item is a row to mark, and one that counts has two on `true`. On `how-often` the rows are what was marked before, and
 * its one item says whether it was all one event.
 */
const ScreenShape = published("ScreenText", "One screen of the interview, and the items that stand on it.", {
	id: Id,
	kind: z.enum(["choose", "place", "happened", "true", "how-often"]),
	...texts("title question"),
	/** Above the question. */
	intro: Text.optional(),
	/** Below the rows: announces that the next screen may be hard to read. */
	next: Text.optional(),
	/** What skipping means, where it is not only skipping. */
	skip: Text.optional(),
	someoneElse: forSomeoneElse(texts("title question intro next skip")),
	items: some(Id).optional(),
	/** Put only when something that somebody did is marked. */
	ifMarked: flag,
	/** Offered after the first result. */
	extra: flag,
}).refine(
	({ kind, items = [] }) => (kind !== "choose" && kind !== "how-often") || items.length === 1,
	"is about one item",
);
export type ScreenText = z.infer<typeof ScreenShape>;

export const Screens = z.strictObject({ $schema, screens: some(ScreenShape) });
