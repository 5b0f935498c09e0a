/** How hard a text is to read. */
import { fleschKincaid } from "flesch-kincaid";
import { syllable } from "syllable";

/** The age, in years, at which a text can be read: its Flesch-Kincaid grade and five. Rough for one short sentence. */
export function readingAge(text: string): number {
	const words = text.match(/[\p{L}\p{N}'’-]+/gu) ?? [];
	const sentences = text.match(/[.!?:;](\s|$)/g)?.length ?? 1;
	const syllables = words.reduce((sum, word) => sum + syllable(word), 0);
	return fleschKincaid({ sentence: sentences, word: words.length, syllable: syllables }) + 5;
}
