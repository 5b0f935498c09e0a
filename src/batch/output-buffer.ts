/** Text encoded into one buffer that grows and is reused, so that writing results leaves no garbage. */
export class OutputBuffer {
	#bytes = Buffer.allocUnsafeSlow(1 << 16);
	#length = 0;

	/** Adds text as UTF-8. */
	add(text: string) {
		// A UTF-16 code unit takes at most three bytes.
		const needed = this.#length + text.length * 3;
		if (needed > this.#bytes.length) {
			const larger = Buffer.allocUnsafeSlow(needed * 1.5);
			this.#bytes.copy(larger, 0, 0, this.#length);
			this.#bytes = larger;
		}
		this.#length += this.#bytes.write(text, this.#length);
	}

	/** All text added since the last call, valid until the next call of `add`. */
	take(): Buffer {
		const bytes = this.#bytes.subarray(0, this.#length);
		this.#length = 0;
		return bytes;
	}
}
