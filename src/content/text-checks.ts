/** Checks texts: how hard they are to read, and whether they suit both the person and somebody who answers for them. */
import { pointer } from "./json";
import type { Content, Problem } from "./schema";
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
			const who = key === "spoken" ? ME : YOU;
			if (typeof inner === "string" && keys.test(key) && who.test(inner))
				problems.push({ path: at, message: NEEDS_SOMEONE_ELSE });
		}
	};
	const { answerSets, checklists, packs, signs, notes, signposts, words } = content;
	// Signposts without a rank are only listed, never picked for anybody.
	const picked = signposts.map((it) => (it.rank === undefined ? null : it));
	const parts = { answerSets, checklists, packs, signs, notes };
	for (const [name, part] of Object.entries({ ...parts, signposts: picked })) visit(part, pointer(name), SAID);
	// Help with the keyboard is for whoever sits there.
	const { keyboard, ...said } = words;
	visit(said, "/words", /./);
	return problems;
}

const NEEDS_SOMEONE_ELSE =
	'speaks to the person it is about, and has no "someoneElse" for somebody who answers for them';
const YOU = /\b(you|your|yours|yourself)\b/i;
const ME = /\b(I|me|my|mine)\b/;
/** The keys of texts that are said; ids and notes for reviewers may hold the same words. */
const SAID = /^(text|label|example|spoken|title|intro|tick|pause|name|for|remarks)$/;

/**
 * Texts on the screens that are harder to read than `READING_AGE`, in the wording for oneself and for someone else. `ageOf`
 * gives the reading age of a text in years.
 */
export function hardToRead(content: Content, ageOf: (text: string) => number): Problem[] {
	const other = onScreens(wordedFor(content, "someone-else"));
	return onScreens(content)
		.flatMap((said, i) => {
			const { at, key, text } = other[i] as (typeof other)[number];
			return text === said.text ? [said] : [said, { at: `${at}/someoneElse`, key, text }];
		})
		.flatMap(({ at, key, text }) => {
			const age = text === "" ? 0 : Math.round(ageOf(text) * 10) / 10;
			if (age <= READING_AGE) return [];
			return [
				{
					path: `${at}/${key}`,
					message: `takes a reading age of ${age}; the target is ${READING_AGE}`,
				},
			];
		});
}

/** Every text that is on a screen while somebody answers, with its path. */
function onScreens(content: Content) {
	const { $schema, danger, report, someoneElse, ...screens } = content.words;
	type Said = { at: string; key: string; text: string };
	const said = (at: string, words: object): Said[] =>
		Object.entries(words).flatMap(([key, text]) =>
			typeof text === "string" || Array.isArray(text)
				? [{ at, key, text: [text].flat().join(" ") }]
				: said(`${at}/${key}`, text),
		);
	const texts = said("/words", screens);
	texts.push({
		at: "/words/danger",
		key: "text",
		text: danger.text.join(" "),
	});
	content.checklists.forEach(({ items, ...checklist }, c) => {
		for (const key of ["pause", "intro", "tick"] as const)
			texts.push({
				at: `/checklists/${c}`,
				key,
				text: checklist[key] ?? "",
			});
		items.forEach(({ text, label, example }, i) => {
			const at = `/checklists/${c}/items/${i}`;
			// A list is read one thing at a time.
			const listed = [label, ...(example ? [example] : [])].join(". ");
			texts.push({ at, key: "text", text });
			texts.push({ at, key: "label", text: listed.replaceAll(",", ".") });
		});
	});
	return texts;
}

/** In years. */
const READING_AGE = 12;
