/** Lines of responses to lines of results, some at a time. */

import type { Response } from "../content/schema";
import { outcomeOf } from "../engine/assessment";
import type { Plan } from "../engine/plan";
import { Weigher } from "../engine/weigh";
import { inertJson, StalkCheckError } from "../platform/errors";
import { MAX_RESPONSE_BYTES, readResponse } from "../platform/read-response";
import { Scanner } from "./scan";
import { Sheet } from "./sheet";
import type { Tally } from "./summary";
import { Writer } from "./write";

/** What is wanted of every line. Plain JSON, so that threads can be told. */
export type Wish = {
	compact: boolean;
	/** For responses that name no place, or nobody whom they are for. */
	place?: string | undefined;
	for?: "someone-else" | undefined;
};

/** The content prepared in each voice. */
export type Plans = { own: Plan; someoneElse: Plan };

/** What some lines came to. */
export type Results = {
	/** A line for each line, in order. Good until the sheet is written on again. */
	bytes: Uint8Array;
	/** Those of them that say what was wrong with a line. */
	errors: string;
	/** Those of a tally. Good for as long as the bytes are. */
	counts: Float64Array;
};

const LINE_FEED = 0x0a;

/** Assesses lines, each as `assess` would assess a file that holds it and nothing else. */
export class Lines {
	readonly #wish: Wish;
	readonly #scanner: Scanner;
	readonly #own: Voice;
	readonly #someoneElse: Voice;
	#sheet: Sheet;
	/** The pieces of a line: joining them once costs less than adding text to text. */
	readonly #pieces: string[] = [];

	constructor({ own, someoneElse }: Plans, wish: Wish) {
		this.#wish = wish;
		this.#own = voiceOf(own);
		this.#someoneElse = voiceOf(someoneElse, "someone-else");
		this.#scanner = new Scanner(this.#own.weigher);
		this.#sheet = new Sheet(own);
	}

	/**
	 * Assesses whole lines, each with its line feed; the first of them is line `first` of all. The results are written to
	 * the sheet given, or to the one used last.
	 */
	assess(bytes: Buffer, first: number, sheet = this.#sheet): Results {
		this.#sheet = sheet;
		const { tally } = sheet;
		tally.clear();
		let errors = "";
		let from = 0;
		for (let line = first; from < bytes.length; line++) {
			const end = bytes.indexOf(LINE_FEED, from);
			try {
				this.#assessLine(bytes, from, end, tally);
			} catch (error) {
				if (!(error instanceof StalkCheckError)) throw error;
				const { code, message, problems } = error;
				const said = `${inertJson({ line, error: { code, message, problems } })}\n`;
				sheet.add(said, false);
				errors += said;
				tally.countBad();
			}
			from = end + 1;
		}
		return { bytes: sheet.take(), errors, counts: tally.counts };
	}

	#assessLine(bytes: Buffer, from: number, end: number, tally: Tally) {
		const scanned =
			end - from <= MAX_RESPONSE_BYTES
				? this.#scanner.scan(bytes, from, end)
				: undefined;
		if (scanned) {
			const { facts, refFrom, refTo, place, for: whom } = scanned;
			const ref =
				refFrom < 0
					? undefined
					: `"${bytes.toString("latin1", refFrom, refTo)}"`;
			const voice = this.#voice(whom);
			voice.weigher.takeFacts(facts);
			this.#write(voice, ref, place, tally, true);
			return;
		}
		// Copied, because not everything that reads text reads memory that threads share.
		const line = Buffer.from(bytes.subarray(from, end));
		if (line.length <= MAX_RESPONSE_BYTES && line.every((byte) => byte <= 0x20))
			throw new StalkCheckError("bad-answers", "The line is empty.");
		const response = readResponse(this.#own.weigher.plan, line);
		const voice = this.#voice(response.for);
		voice.weigher.take(response.answers);
		const ref = response.ref == null ? undefined : inertJson(response.ref);
		this.#write(voice, ref, response.place ?? undefined, tally, false);
	}

	#voice(whom: Response["for"]): Voice {
		return (whom ?? this.#wish.for) === undefined
			? this.#own
			: this.#someoneElse;
	}

	#write(
		{ weigher, writer, whom }: Voice,
		ref: string | undefined,
		ownPlace: string | undefined,
		tally: Tally,
		ascii: boolean,
	) {
		const place = ownPlace ?? this.#wish.place;
		const outcome = outcomeOf(weigher, place);
		tally.count(outcome);
		const head = { ref, place, for: whom };
		const write = this.#wish.compact ? "compact" : "full";
		const pieces = this.#pieces;
		pieces.length = 0;
		writer[write](head, outcome, pieces);
		pieces.push("\n");
		this.#sheet.add(pieces.join(""), ascii && writer.ascii);
	}
}

/** What assesses and writes in one voice. */
type Voice = { weigher: Weigher; writer: Writer; whom: Response["for"] };

function voiceOf(plan: Plan, whom?: Response["for"]): Voice {
	const weigher = new Weigher(plan);
	return { weigher, writer: new Writer(weigher, inertJson), whom };
}
