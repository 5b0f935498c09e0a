/**
 * Reads a response from one line of JSON without `JSON.parse`, which takes twice as long because hardly two responses have
 * the same keys. It knows the spellings that programs write: printable ASCII without escapes, spaces between tokens, no
 * key twice, whole numbers below 100. Anything else, right or wrong, is left to `JSON.parse` and `checkResponse`.
 */
import type { Assessor } from "../engine/assessor";

/** A response as it was scanned. */
export type Scanned = {
	/** The values that are possible, by item, as bit masks; reused for the next line. */
	beliefs: Uint16Array;
	ref: string | undefined;
	place: string | undefined;
	for: "someone-else" | undefined;
};

/** One member of a response with what follows it. Members of `answers` are split at their commas. */
const MEMBER = / *"(?:(ref|place|for)" *: *(?:"([ !#-[\]-~]*)"|null)|answers" *: *\{([ -z|~]*)\}) *([,}])/y;
const END = / *\r?\n/y;
/** Numbers of occasions up to this one are recognised. */
const MAX_COUNT = 99;

export class Scanner {
	readonly #places: Set<string>;
	/** The item and the possible values for each answer, by its JSON, as in `"followed":"once"`. */
	readonly #answers = new Map<string, { item: number; values: number }>();
	readonly #all: Uint16Array;
	readonly #beliefs: Uint16Array;
	/** By item: the line that answered it last. An answer of null is an answer, and a second one is an error. */
	readonly #answered: Uint32Array;
	#line = 0;

	constructor({ compiled, table }: Assessor) {
		this.#places = new Set(compiled.places.map(({ id }) => id));
		const sets = new Map(compiled.answerSets.map((set) => [set.id, set]));
		const items = compiled.checklists.flatMap((checklist) => checklist.items);
		items.forEach(({ id, answerSet }, item) => {
			const learn = (answer: string | number | null) => {
				const values = table.valuesOf(item, answer);
				for (const colon of [":", ": "]) {
					const json = `${JSON.stringify(id)}${colon}${JSON.stringify(answer)}`;
					this.#answers.set(json, { item, values });
				}
			};
			learn(null);
			const set = sets.get(answerSet);
			for (const option of set?.options ?? []) learn(option.id);
			if (set?.counts) for (let count = 0; count <= MAX_COUNT; count++) learn(count);
		});
		this.#all = table.all;
		this.#beliefs = table.all.slice();
		this.#answered = new Uint32Array(items.length);
	}

	/** Scans the line of `text` that begins at `from` and ends in a line feed. Undefined if it is spelt otherwise. */
	scan(text: string, from: number): Scanned | undefined {
		if (text[from] !== "{") return undefined;
		const scanned: Scanned = {
			beliefs: this.#beliefs,
			...{ ref: undefined, place: undefined, for: undefined },
		};
		const seen = new Set<string>();
		let comma = ",";
		for (MEMBER.lastIndex = from + 1; comma === ","; ) {
			const match = MEMBER.exec(text);
			if (!match) return undefined;
			const [, key = "answers", value, answers = "", separator] = match;
			if (seen.has(key)) return undefined;
			seen.add(key);
			comma = separator as string;
			if (key === "answers") {
				if (!this.#scanAnswers(answers)) return undefined;
			} else if (key === "ref") scanned.ref = value;
			else if (key === "place") {
				if (value !== undefined && !this.#places.has(value)) return undefined;
				scanned.place = value;
			} else {
				if (value !== undefined && value !== "someone-else") return undefined;
				scanned.for = value;
			}
		}
		END.lastIndex = MEMBER.lastIndex;
		return seen.has("answers") && END.test(text) ? scanned : undefined;
	}

	#scanAnswers(members: string): boolean {
		this.#beliefs.set(this.#all);
		this.#line++;
		if (members.trim() === "") return true;
		for (const member of members.split(",")) {
			const answer = this.#answers.get(member) ?? this.#answers.get(member.trim());
			if (!answer || this.#answered[answer.item] === this.#line) return false;
			this.#answered[answer.item] = this.#line;
			this.#beliefs[answer.item] = answer.values;
		}
		return true;
	}
}
