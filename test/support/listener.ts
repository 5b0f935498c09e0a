import content from "virtual:content";
import { Terminal } from "./terminal";

const { plain } = content.words.keyboard;

/** A person who reads plain lines and types answers. */
export class Listener {
	readonly terminal: Terminal;
	#heard = 0;

	constructor(...args: ConstructorParameters<typeof Terminal>) {
		this.terminal = new Terminal(...args);
	}

	/** Waits for the next prompt, and returns what was written since the last line was typed. */
	async hears(): Promise<string> {
		const ends = [plain.number, plain.numbers, plain.line, plain.more];
		for (const until = Date.now() + 10_000; ; ) {
			const output = this.terminal.written.slice(this.#heard);
			if (ends.some((end) => output.endsWith(end)) || this.terminal.gone) return output;
			if (Date.now() > until) throw new Error(`never asked:\n${output}`);
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
	}

	types(line: string) {
		this.#heard = this.terminal.written.length;
		this.terminal.press(`${line}\r`);
	}

	/** Answers with the first choice, but for danger, and returns what was written before. */
	async goesOn(): Promise<string> {
		const output = await this.hears();
		if (output.endsWith(plain.more)) this.types("");
		else if (output.includes("danger right now")) this.types("No");
		else this.types("1");
		return output;
	}

	/** Goes on until a text is written, and returns everything written on the way. */
	async goesOnUntil(text: string): Promise<string[]> {
		for (const all: string[] = []; ; all.push(await this.goesOn())) {
			const output = await this.hears();
			if (output.replace(/\s+/g, " ").includes(text)) return [...all, output];
			if (this.terminal.gone) throw new Error(`never wrote ${text}`);
		}
	}
}
