/**
 * Reads a response straight from the bytes of its JSON, without building objects: that is what most of the time of a
 * batch would go to. It knows the spelling that programs write (ids, options, whole numbers and null; no escapes) and
 * gives up on all else, right or wrong, which is then left to `JSON.parse` and `checkResponse`.
 */
import { type Fact, UNKNOWN } from "../engine/logic";
import type { Weigher } from "../engine/weigh";

/** What stands where in a response that was read. */
export type Scanned = {
	/** Of each item. */
	facts: Fact[];
	/** From where to where the text of `ref` goes, without its quotes; -1 when it has none. It needs no escapes. */
	refFrom: number;
	refTo: number;
	place: string | undefined;
	for: "someone-else" | undefined;
};

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const ZERO = 0x30;
const NINE = 0x39;

/** The most digits that are surely a safe whole number. */
const DIGITS = 15;

const REF = 1;
const PLACE = 2;
const FOR = 4;
const ANSWERS = 8;

/** Reads one response after another; what it gives is overwritten by the next. */
export class Scanner {
	readonly #keys = new Spellings([
		["ref", REF],
		["place", PLACE],
		["for", FOR],
		["answers", ANSWERS],
	]);
	readonly #places: Spellings<string>;
	readonly #voices = new Spellings([["someone-else", "someone-else" as const]]);
	readonly #items: Spellings<number>;
	/** Of each item: its options, and what small numbers of occasions are, where it takes numbers. */
	readonly #options: Spellings<Fact>[];
	readonly #counts: (Fact[] | undefined)[];
	readonly #weigher: Weigher;
	readonly #scanned: Scanned = {
		facts: [],
		refFrom: -1,
		refTo: -1,
		place: undefined,
		for: undefined,
	};
	/** The response that had an answer to each item last, by the number of the response. */
	readonly #answeredIn: number[];
	#response = 0;
	#bytes: Uint8Array = new Uint8Array();
	#at = 0;
	/** The word that was read last: its hash, and where it begins. */
	#hash = 0;
	#from = 0;

	constructor(weigher: Weigher) {
		this.#weigher = weigher;
		const { plan } = weigher;
		this.#places = new Spellings(plan.places.map(({ id }) => [id, id]));
		this.#items = new Spellings(weigher.items.map((id, item) => [id, item]));
		const sets = new Map(plan.answerSets.map((set) => [set.id, set]));
		const items = plan.checklists.flatMap((checklist) => checklist.items);
		const spellings = new Map<string, Spellings<Fact>>();
		const counts = new Map<string, Fact[]>();
		items.forEach(({ answerSet }, item) => {
			if (spellings.has(answerSet)) return;
			const set = sets.get(answerSet);
			const facts = (set?.options ?? []).map(
				({ id }) => [id, weigher.factOfOption(item, id) ?? UNKNOWN] as const,
			);
			spellings.set(answerSet, new Spellings(facts));
			if (set?.counts)
				counts.set(
					answerSet,
					Array.from({ length: 64 }, (_, n) => weigher.factOfNumber(item, n)),
				);
		});
		this.#options = items.map(
			({ answerSet }) => spellings.get(answerSet) as Spellings<Fact>,
		);
		this.#counts = items.map(({ answerSet }) => counts.get(answerSet));
		this.#answeredIn = items.map(() => 0);
	}

	/**
	 * Reads the response in `bytes` between `from` and `to`, where a line feed must stand. Undefined when it is not
	 * spelt as programs do.
	 */
	scan(bytes: Uint8Array, from: number, to: number): Scanned | undefined {
		const scanned = this.#scanned;
		this.#bytes = bytes;
		this.#at = from;
		scanned.refFrom = -1;
		scanned.place = undefined;
		scanned.for = undefined;
		let seen = 0;
		if (!this.#takes(OPEN)) return undefined;
		do {
			const key = this.#word() ? this.#found(this.#keys) : undefined;
			if (key === undefined || (seen & key) !== 0 || !this.#takes(COLON))
				return undefined;
			seen |= key;
			if (!this.#value(key, scanned)) return undefined;
		} while (this.#takes(COMMA));
		if (!this.#takes(CLOSE)) return undefined;
		this.#space();
		return this.#at === to && (seen & ANSWERS) !== 0 ? scanned : undefined;
	}

	#value(key: number, scanned: Scanned): boolean {
		if (key === ANSWERS) return this.#answers(scanned.facts);
		if (this.#null()) return true;
		if (!this.#word()) return false;
		if (key === REF) {
			scanned.refFrom = this.#from;
			scanned.refTo = this.#at - 1;
			return true;
		}
		if (key === PLACE) {
			scanned.place = this.#found(this.#places);
			return scanned.place !== undefined;
		}
		scanned.for = this.#found(this.#voices);
		return scanned.for !== undefined;
	}

	#answers(facts: Fact[]): boolean {
		for (let item = 0; item < this.#options.length; item++)
			facts[item] = UNKNOWN;
		this.#response++;
		if (!this.#takes(OPEN)) return false;
		if (this.#takes(CLOSE)) return true;
		do {
			const item = this.#word() ? this.#found(this.#items) : undefined;
			if (item === undefined || !this.#takes(COLON)) return false;
			if (this.#answeredIn[item] === this.#response) return false;
			this.#answeredIn[item] = this.#response;
			const fact = this.#answer(item);
			if (fact === undefined) return false;
			facts[item] = fact;
		} while (this.#takes(COMMA));
		return this.#takes(CLOSE);
	}

	#answer(item: number): Fact | undefined {
		if (this.#word())
			return this.#found(this.#options[item] as Spellings<Fact>);
		if (this.#null()) return UNKNOWN;
		const counts = this.#counts[item];
		const count = counts ? this.#number() : -1;
		if (count < 0) return undefined;
		return counts?.[count] ?? this.#weigher.factOfNumber(item, count);
	}

	#space() {
		const bytes = this.#bytes;
		for (;;) {
			const byte = bytes[this.#at];
			if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return;
			this.#at++;
		}
	}

	/** Whether this byte is next, after any space; then it is read. */
	#takes(byte: number): boolean {
		if (this.#bytes[this.#at] !== byte) {
			this.#space();
			if (this.#bytes[this.#at] !== byte) return false;
		}
		this.#at++;
		return true;
	}

	/** Reads a string of plain ASCII without escapes, if one is next; else it stays where it is. */
	#word(): boolean {
		if (!this.#takes(QUOTE)) return false;
		const bytes = this.#bytes;
		const from = this.#at;
		let hash = 0;
		for (let at = from; ; at++) {
			const byte = bytes[at] as number;
			if (byte === QUOTE) {
				this.#from = from;
				this.#at = at + 1;
				this.#hash = hash;
				return true;
			}
			// The line feed at the end is below a space too.
			if (byte < 0x20 || byte > 0x7e || byte === 0x5c) {
				this.#at = from - 1;
				return false;
			}
			hash = (Math.imul(hash, 31) + byte) | 0;
		}
	}

	#found<T>(among: Spellings<T>): T | undefined {
		return among.find(this.#bytes, this.#from, this.#at - 1, this.#hash);
	}

	#null(): boolean {
		const bytes = this.#bytes;
		this.#space();
		const at = this.#at;
		if (
			bytes[at] !== 0x6e ||
			bytes[at + 1] !== 0x75 ||
			bytes[at + 2] !== 0x6c ||
			bytes[at + 3] !== 0x6c
		)
			return false;
		this.#at = at + 4;
		return true;
	}

	/** Reads a whole number from 0 without sign, point or exponent; -1 when something else is next. */
	#number(): number {
		const bytes = this.#bytes;
		const from = this.#at;
		let value = 0;
		let at = from;
		for (; ; at++) {
			const byte = bytes[at] as number;
			if (!(byte >= ZERO && byte <= NINE)) break;
			value = value * 10 + (byte - ZERO);
		}
		const digits = at - from;
		if (digits === 0 || digits > DIGITS) return -1;
		if (digits > 1 && bytes[from] === ZERO) return -1;
		this.#at = at;
		return value;
	}
}

/** Texts to be found by their bytes. */
class Spellings<T> {
	readonly #slots: ({ hash: number; bytes: number[]; value: T } | undefined)[];

	constructor(entries: readonly (readonly [text: string, value: T])[]) {
		let size = 8;
		while (size < entries.length * 4) size *= 2;
		this.#slots = new Array(size).fill(undefined);
		for (const [text, value] of entries) {
			const bytes = Array.from(text, (it) => it.charCodeAt(0));
			const hash = bytes.reduce(
				(so, byte) => (Math.imul(so, 31) + byte) | 0,
				0,
			);
			let at = hash & (size - 1);
			while (this.#slots[at] !== undefined) at = (at + 1) & (size - 1);
			this.#slots[at] = { hash, bytes, value };
		}
	}

	/** What goes by the text in `bytes` between `from` and `to`, which has this hash. */
	find(
		bytes: Uint8Array,
		from: number,
		to: number,
		hash: number,
	): T | undefined {
		const slots = this.#slots;
		const mask = slots.length - 1;
		for (let at = hash & mask; ; at = (at + 1) & mask) {
			const slot = slots[at];
			if (slot === undefined) return undefined;
			if (slot.hash === hash && equal(slot.bytes, bytes, from, to))
				return slot.value;
		}
	}
}

function equal(
	text: number[],
	bytes: Uint8Array,
	from: number,
	to: number,
): boolean {
	if (text.length !== to - from) return false;
	for (let i = 0; i < text.length; i++)
		if (text[i] !== bytes[from + i]) return false;
	return true;
}
