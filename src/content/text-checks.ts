/** Checks texts: how hard they are to read, and whether they suit both the person and somebody who answers for them. */
import { pointer } from "./json";
import type { Content, Problem } from "./schema";
import { wordedFor } from "./wording";

/**
 * Texts that say "you" or "I" and have no `someoneElse`. To somebody who answers for another person they would be about the
 * wrong person.
 */
export function missingSomeoneElse(content: Content): Problem[] {
	const { answerSets, checklists, screens, packs, signs, notes, selection } = content;
	const selected = selection.flatMap((it) => it.signposts);
	// The others are only listed, never picked for anybody.
	const signposts = content.signposts.map((it) => (selected.includes(it.id) ? it : null));
	// Help with the keyboard is for whoever sits there.
	const { keyboard, ...words } = content.words;
	const texts = textsIn({ answerSets, checklists, screens, packs, signs, notes, signposts }, "", true);
	return [...texts.filter(({ path }) => SAID.test(path)), ...textsIn(words, "/words", true)]
		.filter(({ path, text }) => (path.includes("/spoken") ? ME : YOU).test(text))
		.map(({ path }) => ({ path, message: NEEDS_SOMEONE_ELSE }));
}

const NEEDS_SOMEONE_ELSE =
	'speaks to the person it is about, and has no "someoneElse" for somebody who answers for them';
const YOU = /\b(you|your|yours|yourself)\b/i;
const ME = /\b(I|me|my|mine)\b/;
/** The keys of texts that are said; ids and notes for reviewers may hold the same words. */
const SAID =
	/\/(text|label|row|aside|named|example|spoken|spokenAgain|title|intro|question|next|skip|name|phrase|for|bill|remarks)$/;

type TextAt = { path: string; text: string };

/** Every text in a value, but those in `someoneElse` and, if so asked, those that it replaces. */
function textsIn(value: unknown, path: string, withoutReplaced = false): TextAt[] {
	if (typeof value === "string") return [{ path, text: value }];
	const { someoneElse, ...own } = Object(value);
	return Object.entries(own)
		.filter(([key]) => !withoutReplaced || !Object.hasOwn(Object(someoneElse), key))
		.flatMap(([key, inner]) => textsIn(inner, path + pointer(key), withoutReplaced));
}

/** In years. */
const READING_AGE = 12;

/**
 * Texts on the screens that are harder to read than `READING_AGE`, in the wording for oneself and for someone else. `ageOf`
 * gives the reading age of a text in years.
 */
export function hardToRead(content: Content, ageOf: (text: string) => number): Problem[] {
	const own = onScreens(content);
	const known = new Set(own.map(({ text }) => text));
	const reworded = onScreens(wordedFor(content, "someone-else"))
		.filter(({ text }) => !known.has(text))
		.map(({ path, text }) => ({ path: path.replace(/[^/]+(\/\d+)?$/, "someoneElse/$&"), text }));
	return [...own, ...reworded]
		.map(({ path, text }) => ({ path, age: Math.round(ageOf(text) * 10) / 10 }))
		.filter(({ age }) => age > READING_AGE)
		.map(({ path, age }) => ({ path, message: `takes a reading age of ${age}; the target is ${READING_AGE}` }));
}

/** Every text that is on a screen while somebody answers. */
function onScreens({ words, screens, checklists }: Content): TextAt[] {
	const { $schema, danger, report, ...others } = words;
	return [
		...textsIn({ ...others, danger: { text: danger.text } }, "/words"),
		...textsIn(
			screens.map(({ question, intro, next }) => ({ question, intro, next })),
			"/screens",
		),
		...textsIn(
			checklists.map(({ items }) => ({
				items: items.map(({ text, label, example }) => ({
					text,
					// A list is read one thing at a time.
					label: (example ? `${label}. ${example}` : label).replaceAll(",", "."),
				})),
			})),
			"/checklists",
		),
		// A word by itself, such as the name of a key, has no age.
	].filter(({ text }) => text.includes(" "));
}
