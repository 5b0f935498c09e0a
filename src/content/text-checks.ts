/** Checks texts: how hard they are to read, and whether they suit both the person and somebody who answers for them. */
import { pointer, select } from "./json";
import type { Content, Item, Problem } from "./schema";
import { wordedFor } from "./wording";

/**
 * Texts that say "you" or "I" and have no `someoneElse`. To somebody who answers for another person they would be about the
 * wrong person.
 */
export function missingSomeoneElse(content: Content): Problem[] {
	const problems: Problem[] = [];
	const visit = (value: unknown, path: string, keys: RegExp) => {
		if (typeof value !== "object" || value === null) return;
		const { someoneElse = {}, ...rest } = value as { someoneElse?: object };
		for (const [key, inner] of Object.entries(rest)) {
			if (key in someoneElse) continue;
			const at = path + pointer(key);
			visit(inner, at, keys);
			const who = key.startsWith("spoken") ? ME : YOU;
			if (typeof inner === "string" && keys.test(key) && who.test(inner))
				problems.push({ path: at, message: NEEDS_SOMEONE_ELSE });
		}
	};
	const { answerSets, checklists, screens, packs, signs, notes } = content;
	const selected = new Set(content.selection.flatMap((it) => it.signposts));
	// The others are only listed, never picked for anybody.
	const signposts = content.signposts.map((it) => (selected.has(it.id) ? it : null));
	visit({ answerSets, checklists, screens, packs, signs, notes, signposts }, "", SAID);
	// Help with the keyboard is for whoever sits there.
	const { keyboard, ...words } = content.words;
	visit(words, "/words", /./);
	return problems;
}

const NEEDS_SOMEONE_ELSE =
	'speaks to the person it is about, and has no "someoneElse" for somebody who answers for them';
const YOU = /\b(you|your|yours|yourself)\b/i;
const ME = /\b(I|me|my|mine)\b/;
/** The keys of texts that are said; ids and notes for reviewers may hold the same words. */
const SAID =
	/^(text|label|row|aside|named|example|spoken|spokenAgain|title|intro|question|next|skip|name|phrase|for|bill|remarks)$/;

/** In years. */
const READING_AGE = 12;

/**
 * Texts on the screens that are harder to read than `READING_AGE`, in the wording for oneself and for someone else. `ageOf`
 * gives the reading age of a text in years.
 */
export function hardToRead(content: Content, ageOf: (text: string) => number): Problem[] {
	const own = onScreens(content);
	const other = onScreens(wordedFor(content, "someone-else"));
	return [...own]
		.flatMap(([path, text]): [path: string, text: string][] => {
			const reworded = other.get(path) ?? text;
			if (reworded === text) return [[path, text]];
			return [
				[path, text],
				[path.replace(/[^/]+$/, "someoneElse/$&"), reworded],
			];
		})
		.map(([path, text]) => ({ path, age: Math.round(ageOf(text) * 10) / 10 }))
		.filter(({ age }) => age > READING_AGE)
		.map(({ path, age }) => ({ path, message: `takes a reading age of ${age}; the target is ${READING_AGE}` }));
}

/** Every text that is on a screen while somebody answers, by its path. */
function onScreens(content: Content): Map<string, string> {
	const { $schema, danger, report, someoneElse, ...words } = content.words;
	const texts = new Map<string, string>();
	const add = (path: string, text: unknown) => {
		if (typeof text === "string" || Array.isArray(text)) {
			const whole = [text].flat().join(" ");
			// A word by itself, such as the name of a key, has no age.
			if (whole.includes(" ")) texts.set(path, whole);
		} else for (const [key, inner] of Object.entries(Object(text))) add(`${path}/${key}`, inner);
	};
	add("/words", words);
	add("/words/danger/text", danger.text);
	for (const where of ["question", "intro", "next"].map((key) => `/screens/*/${key}`))
		for (const { path, value } of select(content, where)) add(path, value);
	for (const { path, value } of select<Item>(content, "/checklists/*/items/*")) {
		add(`${path}/text`, value.text);
		// A list is read one thing at a time.
		const listed = [value.label, ...(value.example ? [value.example] : [])].join(". ");
		add(`${path}/label`, listed.replaceAll(",", "."));
	}
	return texts;
}
