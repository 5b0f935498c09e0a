/** The words of the screens and the reports: texts under the same keys as in the words that come with the program. */
import * as z from "zod";
import builtIn from "../../../questions/words.json";
import { $schema, Id, some, Text } from "./common";

/** Keys of ids; `someoneElse` replaces texts only. */
type IdKey = "item" | "is" | "signpost";
type Own<T> = { [Key in Exclude<keyof T, "$schema" | "someoneElse">]: Like<T[Key]> };
/** What `someoneElse` may have: texts of the object that it is in. An object in it with its own `someoneElse` is left out. */
type Replaceable<T> = {
	[Key in Exclude<keyof T, "$schema" | "someoneElse" | IdKey> as T[Key] extends { someoneElse: object }
		? never
		: Key]?: Like<T[Key]>;
};
/** A value with the keys of this one and other texts. A key that only `someoneElse` has is optional. */
type Like<T> = T extends string | string[]
	? T
	: T extends { someoneElse: infer Others }
		? Own<T> & Partial<Own<Others>> & { someoneElse?: Replaceable<T & Others> | undefined }
		: Own<T>;

const IDS: string[] = ["item", "is", "signpost"] satisfies IdKey[];
/** Lists that have as many texts as the built-in ones. */
const FIXED = ["feelings", "heads", "answersHeads"];

/** The shape of values like this one, which stands under this key. */
function like(value: unknown, key: string): z.ZodType {
	const text = IDS.includes(key) ? Id : Text;
	if (Array.isArray(value)) return FIXED.includes(key) ? z.array(text).length(value.length) : some(text);
	// A prompt ends with the space before the cursor.
	if (typeof value === "string") return text.safeParse(value).success ? text : z.string();
	const { someoneElse, ...own } = value as { someoneElse?: object };
	if (!someoneElse) return z.strictObject(likeEach(own));
	const replaceable = Object.entries({ ...own, ...someoneElse }).filter(
		([key, inner]) => !IDS.includes(key) && !Object.hasOwn(Object(inner), "someoneElse"),
	);
	const others = z.strictObject(likeEach(Object.fromEntries(replaceable))).partial();
	return z.strictObject({ ...others.shape, ...likeEach(own), someoneElse: others.optional() });
}

function likeEach(values: object): Record<string, z.ZodType> {
	return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, like(value, key)]));
}

const { $schema: _, ...words } = builtIn;
export const WordsFile = z.strictObject({
	$schema,
	...(like(words, "") as z.ZodObject).shape,
}) as unknown as z.ZodType<Like<typeof builtIn> & { $schema?: string | undefined }>;
export type WordsFile = z.infer<typeof WordsFile>;
