/** What an edit of content changes, as `diff --json` writes it. */
import * as z from "zod";
import { ContentVersion } from "./assessment";
import { Id, Result } from "./common";
import { ResponseShape } from "./response";

/** In decimal: more than a number can hold. */
const BigCount = z.string().regex(/^\d+$/);
const ids = z.array(Id);

const ChangedDefinition = z.strictObject({
	definition: Id,
	responses: BigCount.describe("How many different responses there are to the items that it depends on."),
	changed: BigCount.describe("How many of them have another result."),
	ways: z.array(
		z.strictObject({
			from: Result,
			to: Result,
			responses: BigCount,
			answers: ResponseShape.shape.answers.describe("Of a smallest response for which it changes so."),
		}),
	),
});
export type ChangedDefinition = z.infer<typeof ChangedDefinition>;

/** An item that only one content has, and the definitions that depend on it there. */
const OneSidedItem = z.strictObject({ item: Id, definitions: ids });

/** Items whose options differ in the same way. */
const ChangedOptions = z.strictObject({
	items: ids,
	added: ids,
	removed: ids,
	changed: ids.describe("Those that mean something else."),
});
export type ChangedOptions = z.infer<typeof ChangedOptions>;

/** A case that comes to other results, or is no response to one content. */
const ChangedCase = z.strictObject({
	path: z.string(),
	name: z.string(),
	results: z.array(z.strictObject({ result: z.string(), from: z.string(), to: z.string() })).optional(),
	impossible: z.enum(["old", "new"]).optional(),
});
export type ChangedCase = z.infer<typeof ChangedCase>;

export const Difference = z.strictObject({
	format: z.literal("stalk-check/difference@1"),
	old: ContentVersion,
	new: ContentVersion,
	items: z.strictObject({
		added: z.array(OneSidedItem),
		removed: z.array(OneSidedItem),
		options: z.array(ChangedOptions),
	}),
	definitions: z.strictObject({ added: ids, removed: ids, same: ids, changed: z.array(ChangedDefinition) }),
	cases: z
		.strictObject({ compared: z.int().min(0), changed: z.array(ChangedCase) })
		.optional()
		.describe("Absent without cases."),
	entries: z.array(z.string()).describe('What differs in the content, by the ids in it: "signposts/samaritans/phone".'),
});
export type Difference = z.infer<typeof Difference>;
