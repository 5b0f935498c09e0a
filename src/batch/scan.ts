/**
 * Reads a response from one line of JSON without `JSON.parse`, which takes twice as long because hardly two responses have
 * the same keys. It knows the spellings that programs write: printable ASCII without escapes, spaces between tokens, no
 * key twice, whole numbers below 100. Anything else, right or wrong, is left to `JSON.parse` and `checkResponse`.
 */
import { type Fact, UNKNOWN } from "../engine/logic";
import type { Weigher } from "../engine/weigh";

/** A response as it was scanned. */
export type Scanned = {
	/** One for each item; reused for the next line. */
	facts: Fact[];
	ref: string | undefined;
	place: string | undefined;
	for: "someone-else" | undefined;
};

/** One member of a response with what follows it. Members of `answers` are split at their commas. */
const MEMBER =
	/ *"(?:(ref|place|for)" *: *(?:"([ !#-[\]-~]*)"|null)|answers" *: *\{([ -z|~]*)\}) *([,}])/y;
const END = / *\r?\n/y;
/** Numbers of occasions up to this one are recognised. */
const MAX_COUNT = 99;

/** Equal to `UNKNOWN`, and told apart from it: an answer of null is an answer, and a second one is an error. */
const UNANSWERED: Fact = { ...UNKNOWN };

export class Scanner {
	readonly #places: Set<string>;
	/** The item and the fact for each answer, by its JSON, as in `"followed":"once"`. */
	readonly #answers = new Map<string, { item: number; fact: Fact }>();
	readonly #facts: Fact[];

	constructor(weigher: Weigher) {
		const { plan } = weigher;
		this.#places = new Set(plan.places.map(({ id }) => id));
		const sets = new Map(plan.answerSets.map((set) => [set.id, set]));
		const items = plan.checklists.flatMap((checklist) => checklist.items);
		items.forEach(({ id, answerSet }, item) => {
			const learn = (answer: string | number | null, fact: Fact) => {
				for (const colon of [":", ": "]) {
					const json = `${JSON.stringify(id)}${colon}${JSON.stringify(answer)}`;
					this.#answers.set(json, { item, fact });
				}
			};
			learn(null, UNKNOWN);
			const set = sets.get(answerSet);
			for (const option of set?.options ?? [])
				learn(option.id, weigher.factOfOption(item, option.id) ?? UNKNOWN);
			if (set?.counts)
				for (let count = 0; count <= MAX_COUNT; count++)
					learn(count, weigher.factOfNumber(item, count));
		});
		this.#facts = items.map(() => UNANSWERED);
	}

	/** Scans the line of `text` that begins at `from` and ends in a line feed. Undefined if it is spelt otherwise. */
	scan(text: string, from: number): Scanned | undefined {
		if (text[from] !== "{") return undefined;
		const scanned: Scanned = {
			facts: this.#facts,
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
		const facts = this.#facts.fill(UNANSWERED);
		if (members.trim() === "") return true;
		for (const member of members.split(",")) {
			const answer =
				this.#answers.get(member) ?? this.#answers.get(member.trim());
			if (!answer || facts[answer.item] !== UNANSWERED) return false;
			facts[answer.item] = answer.fact;
		}
		return true;
	}
}
