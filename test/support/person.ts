/** A person at a pseudo-terminal, who reads the screen and presses number keys. */
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import content from "virtual:content";
import { itemsOf } from "./random";
import { KEY, Terminal } from "./terminal";

const { words } = content;
const { keyboard } = words;

/** A choice on the screen. */
export type Shown = { number: string; label: string; ticked: boolean };

/** What the screen asks, and the choices in the window. */
export type Seen = {
	text: string;
	question: string;
	kind: "choose" | "tick" | "read" | "other";
	choices: Shown[];
	/** Whether there is more to read below. */
	more: boolean;
};

export function seen(text: string): Seen {
	const lines = text.split("\n");
	const choices: Shown[] = [];
	const above: string[] = [];
	for (const line of lines) {
		const choice = /^[> ] (\d+)\. (?:\[([ x])\] )?(.*)$/.exec(line);
		const last = choices.at(-1);
		if (choice) choices.push({ number: choice[1] as string, ticked: choice[2] === "x", label: choice[3] as string });
		else if (last && /^ {5,}\S/.test(line)) last.label += ` ${line.trim()}`;
		else if (!last) above.push(line);
	}
	const flat = text.replace(/\s+/g, " ");
	const kind = /\[[ x]\]/.test(text)
		? "tick"
		: choices.length > 0
			? "choose"
			: flat.includes(keyboard.keys.read)
				? "read"
				: "other";
	const question = above.join(" ").replace(/\s+/g, " ").trim();
	return { text, question, kind, choices, more: text.includes("(more below)") };
}

export class Person {
	readonly terminal: Terminal;

	constructor(...args: ConstructorParameters<typeof Terminal>) {
		this.terminal = new Terminal(...args);
	}

	/** Returns what is on the screen now. */
	async sees(): Promise<Seen> {
		return seen(await this.terminal.window());
	}

	/** Waits for a question, and reads on to its last choice. */
	async isAsked(question: string | RegExp): Promise<Seen> {
		let asked = false;
		for (const until = Date.now() + 10_000; ; ) {
			const now = await this.sees();
			const flat = now.text.replace(/\s+/g, " ");
			asked ||= typeof question === "string" ? flat.includes(question) : question.test(flat);
			if (asked && !now.more) return now;
			if (now.more) await this.presses("0");
			else await new Promise((resolve) => setTimeout(resolve, 5));
			if (Date.now() > until) throw new Error(`never asked ${question}:\n${now.text}`);
		}
	}

	/** Every key pressed so far, and the screen before it. */
	readonly pressed: { screen: string; keys: string }[] = [];

	/** Presses keys, and waits until the screen changes or the program ends. */
	async presses(keys: string): Promise<void> {
		const before = await this.terminal.window();
		this.pressed.push({ screen: before, keys });
		this.terminal.press(keys);
		const until = Date.now() + 10_000;
		while (!this.terminal.gone && (await this.terminal.window()) === before) {
			if (Date.now() > until) throw new Error(`the screen did not change after ${JSON.stringify(keys)}:\n${before}`);
			await new Promise((resolve) => setTimeout(resolve, 4));
		}
		await this.#settles();
	}

	/** Waits until the screen stops changing: it is drawn in several writes. */
	async #settles() {
		let last = "";
		for (;;) {
			const now = await this.terminal.window();
			if (now === last && (now.trim() !== "" || this.terminal.gone)) return;
			last = now;
			await new Promise((resolve) => setTimeout(resolve, 12));
		}
	}

	/** Presses the number of a choice. */
	async chooses(label: string): Promise<void> {
		await this.presses((await this.#choice(label)).number);
	}

	async answers(question: string | RegExp, label: string): Promise<void> {
		await this.isAsked(question);
		await this.chooses(label);
	}

	/** Ticks boxes, goes on, and answers what the empty ones mean. */
	async ticks(question: string | RegExp, labels: string[], empty: string = words.untickedNone): Promise<void> {
		const { choices } = await this.isAsked(question);
		for (const label of labels) await this.chooses(label);
		await this.goesOn();
		if (choices.length > labels.length) await this.answers(words.untickedQuestion, empty);
	}

	/** Reads to the last line, and goes on. */
	async goesOn(): Promise<void> {
		for (;;) {
			const { more } = await this.sees();
			await this.presses("0");
			if (!more) return;
		}
	}

	async #choice(label: string): Promise<Shown> {
		for (;;) {
			const { choices, more, text } = await this.sees();
			const found = choices.find((choice) => choice.label.startsWith(label));
			if (found) return found;
			if (!more) throw new Error(`there is no choice "${label}":\n${text}`);
			await this.presses("0");
		}
	}

	/** Presses Enter, which keeps the preselected choice. */
	entersOn = () => this.presses(KEY.enter);
}

/** Answers every screen with its first choice, but danger with no, until `done`. Returns the number of screens. */
export async function walk(person: Person, done: (now: Seen, screens: number) => boolean): Promise<number> {
	await person.terminal.shows(keyboard.keys.leave);
	for (let screens = 0; ; screens++) {
		const now = await person.sees();
		if (done(now, screens) || person.terminal.gone) return screens;
		if (screens > 120) throw new Error(`never done:\n${now.text}`);
		const first = now.choices[0];
		if (now.more || now.kind === "read") await person.presses("0");
		else if (now.kind === "tick") await person.presses(first?.ticked ? "0" : (first?.number ?? "0"));
		else if (now.question.includes("danger right now")) await person.chooses("No");
		else await person.presses(first?.number ?? "0");
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

/** Resumes with an answer to everything: the next screen offers a review. */
export async function resumeAtEnd(folder: string, start: (args: string[]) => Person): Promise<Person> {
	const file = savedAnswers(folder, (options) => (options.find(({ id }) => id === "more-than-once") ?? options[0])?.id);
	const person = start(["--resume", file]);
	await person.answers(words.start, words.goOn);
	await person.isAsked(keyboard.review.offer);
	return person;
}

/** Resumes at the end, and shows the result. */
export async function resumeAtResult(...args: Parameters<typeof resumeAtEnd>): Promise<Person> {
	const person = await resumeAtEnd(...args);
	await person.chooses(keyboard.review.result);
	await person.terminal.shows(words.report.urgentTitle.toUpperCase());
	return person;
}
