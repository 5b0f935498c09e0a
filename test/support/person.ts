/** A person at a pseudo-terminal, who reads the screen and presses keys. */
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import content from "virtual:content";
import { itemsOf } from "./random";
import { Terminal } from "./terminal";

const { keyboard } = content.words;

/** The key of a row, and its mark where it can have one. */
export type SeenRow = { key: string; label: string; mark?: string };

/** What the window shows. A list has rows; a page of text has none. */
export type Seen = { text: string; flat: string; rows: SeenRow[] };

export function seen(text: string): Seen {
	const rows = text.split("\n").flatMap((line): SeenRow[] => {
		const [, key = "", mark, label = ""] = /^[> ] ([0-9a-z]) (?:\[([x?+\-0-9 ]+)\] +| )(\S.*)$/.exec(line) ?? [];
		return key ? [{ key, label, ...(mark !== undefined && { mark: mark.trim() }) }] : [];
	});
	return { text, flat: text.replace(/\s+/g, " ").trim(), rows };
}

export class Person {
	readonly terminal: Terminal;
	/** Every key pressed so far, and the window before it. */
	readonly pressed: { screen: string; key: string }[] = [];

	constructor(...args: ConstructorParameters<typeof Terminal>) {
		this.terminal = new Terminal(...args);
	}

	async sees(): Promise<Seen> {
		return seen(await this.terminal.window());
	}

	/** Waits until the window shows a text, whatever its line breaks. */
	async isAsked(text: string): Promise<Seen> {
		for (const until = Date.now() + 10_000; ; ) {
			const now = await this.sees();
			if (now.flat.includes(text.replace(/\s+/g, " "))) return now;
			if (Date.now() > until) throw new Error(`never saw ${text}:\n${now.text}`);
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
	}

	/** Presses keys one after the other, each when the window has changed after the one before. */
	async presses(...keys: string[]): Promise<void> {
		for (const key of keys) {
			const before = await this.#settles();
			this.pressed.push({ screen: before, key });
			this.terminal.press(key);
			const until = Date.now() + 10_000;
			while (!this.terminal.gone && (await this.terminal.window()) === before) {
				if (Date.now() > until) throw new Error(`nothing changed after ${JSON.stringify(key)}:\n${before}`);
				await new Promise((resolve) => setTimeout(resolve, 4));
			}
		}
		await this.#settles();
	}

	/** Waits until the window stops changing, as it is drawn in several writes, and returns it. */
	async #settles(): Promise<string> {
		for (let last = ""; ; ) {
			const now = await this.terminal.window();
			if (now === last && (now.trim() !== "" || this.terminal.gone)) return now;
			last = now;
			await new Promise((resolve) => setTimeout(resolve, 12));
		}
	}

	/** Presses the key of the row that begins with a label. */
	async chooses(label: string): Promise<void> {
		const { rows, text } = await this.sees();
		const row = rows.find((row) => row.label.startsWith(label));
		if (!row) throw new Error(`there is no row "${label}":\n${text}`);
		await this.presses(row.key);
	}

	async answers(question: string, label: string): Promise<void> {
		await this.isAsked(question);
		await this.chooses(label);
	}

	/** Finishes from the result: `0` leads over its pages. */
	async finishes(): Promise<number> {
		while (this.terminal.alternate) await this.presses("0");
		return (await this.terminal.exited).exitCode;
	}

	/** Every screen on which a key was pressed so far. Marks do not make another screen of it. */
	screens(): string[] {
		const screens = this.pressed.map(({ screen }) => screen.replace(/\[[^\]]*\] */g, "").replace(/^>/gm, " "));
		return screens.filter((screen, i) => screen !== screens[i - 1]);
	}
}

/** Whether the result is on the screen, with its keys. */
export const isResult = ({ flat }: Seen) => flat.includes(`0 ${keyboard.result.finish}`);

/** Answers every screen with its first row, but danger with no, until `done`. Returns the number of keys pressed. */
export async function walk(person: Person, done: (now: Seen) => boolean = isResult): Promise<number> {
	await person.terminal.shows(keyboard.keys.leave.replace(/\.$/, ""));
	for (let keys = 0; ; keys++) {
		const now = await person.sees();
		if (done(now) || person.terminal.gone) return keys;
		if (keys > 150) throw new Error(`never done:\n${now.text}`);
		const [first] = now.rows;
		const isMarked = first?.mark !== undefined && first.mark !== "";
		if (now.flat.includes("in danger right now?")) await person.presses("2");
		else await person.presses(!first || isMarked ? "0" : first.key);
	}
}

type Options = ReturnType<typeof itemsOf>[0]["set"]["options"];

/** Writes a response with an answer to every item but danger, and returns the file. */
export function savedAnswers(folder: string, answerOf: (options: Options) => string | undefined): string {
	const answers = Object.fromEntries(itemsOf(content).map(({ id, set }) => [id, answerOf(set.options)]));
	const file = join(folder, `saved-${randomUUID()}.json`);
	const response = { place: "england-and-wales", answers: { ...answers, "danger-now": "no" } };
	writeFileSync(file, JSON.stringify(response));
	return file;
}

/** Resumes with an answer to everything: after the start comes the result. */
export async function resumeAtResult(folder: string, start: (args: string[]) => Person): Promise<Person> {
	const file = savedAnswers(folder, (options) => (options.find(({ id }) => id === "more-than-once") ?? options[0])?.id);
	const person = start(["--resume", file]);
	await person.isAsked("in danger right now?");
	await person.presses("2");
	return person;
}
