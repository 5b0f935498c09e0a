import content from "virtual:content";
import { Terminal } from "./terminal";

const { plain, result } = content.words.keyboard;

/** A person who hears plain lines and types answers. */
export class Listener {
	readonly terminal: Terminal;
	#heard = 0;

	constructor(...args: ConstructorParameters<typeof Terminal>) {
		this.terminal = new Terminal(...args);
	}

	/** Waits for the next prompt, and returns what was written since the last line was typed. */
	async hears(): Promise<string> {
		for (const until = Date.now() + 10_000; ; ) {
			const output = this.terminal.written.slice(this.#heard);
			if (output.endsWith(plain.answer) || output.endsWith(plain.line) || this.terminal.gone) return output;
			if (Date.now() > until) throw new Error(`never asked:\n${output}`);
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
	}

	types(line: string) {
		this.#heard = this.terminal.written.length;
		this.terminal.press(`${line}\r`);
	}

	/** Types lines, each after the next question was heard, and returns all that was heard. */
	async answers(...lines: string[]): Promise<string> {
		const heard: string[] = [];
		for (const line of lines) {
			heard.push(await this.hears());
			this.types(line);
		}
		return heard.join("");
	}

	/** Answers with the first row, but danger with no, until the result is heard. Returns all that was heard. */
	async goesOnToResult(): Promise<string> {
		for (let all = ""; ; ) {
			const output = await this.hears();
			all += output;
			if (output.includes(`0. ${result.finish}`)) return all;
			if (this.terminal.gone) throw new Error("never heard the result");
			if (output.includes("danger right now")) this.types("2");
			else this.types(/^0\. /m.test(output) ? "1 0" : "1");
		}
	}
}
