/** Memory that lines are written to, again and again. */
import type { Plan } from "../engine/plan";
import { Tally } from "./summary";

/** Bytes that texts are added to. It grows as it must, and is used anew for the next lines. */
export class Sheet {
	#bytes = Buffer.allocUnsafeSlow(1 << 16);
	#length = 0;
	/** What the lines came to. */
	readonly tally: Tally;

	constructor(plan: Plan) {
		this.tally = new Tally(plan);
	}

	/** Adds a text. `ascii` says that nothing in it is anything else, which is written far sooner. */
	add(text: string, ascii: boolean) {
		const most = ascii ? text.length : text.length * 3;
		if (this.#length + most > this.#bytes.length) {
			const larger = Buffer.allocUnsafeSlow(
				Math.max(this.#bytes.length * 1.5, this.#length + most),
			);
			this.#bytes.copy(larger, 0, 0, this.#length);
			this.#bytes = larger;
		}
		this.#length += this.#bytes.write(
			text,
			this.#length,
			ascii ? "latin1" : "utf8",
		);
	}

	/** All that was added since this was last asked; good until something is added. */
	take(): Buffer {
		const taken = this.#bytes.subarray(0, this.#length);
		this.#length = 0;
		return taken;
	}
}
