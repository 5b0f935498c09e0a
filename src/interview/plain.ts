/** Asks in numbered lines that are only ever added: for screen readers, and for terminals that cannot redraw. */
import { once } from "node:events";
import { createInterface } from "node:readline";
import { wrapAnsi } from "fast-wrap-ansi";
import type { WordsFile } from "../content/schema";
import { StalkCheckError } from "../platform/errors";
import { firstState } from "./layout";
import { BACK, type Chosen, type Prompter, type Row, type Terminal, type View } from "./prompter";
import type { Mark } from "./screens";

/** Lines that arrive within this time were pasted: nobody types that fast. In milliseconds. */
const PASTE_TIME = 40;
const HEAR_AGAIN = "h";
/** The marks that are typed after a number. */
const SUFFIXES: Record<string, string> = { "?": "not-sure", "-": "no" };

/** Reads whole lines, and writes no control codes. */
export function plainPrompter(terminal: Terminal, { keyboard, stopped }: WordsFile): Prompter {
	const { output } = terminal;
	const { plain } = keyboard;
	const reader = lineReader(terminal);
	const width = () => Math.min(output.columns || 80, 80);
	const print = (text: string, indent = "") => {
		const lines = wrapAnsi(text, Math.max(width() - indent.length, 10));
		output.write(`${lines.replaceAll("\n", `\n${indent}`)}\n`);
	};

	/** Reads one line. Several at once are a paste, and answer nothing. */
	const readLine = async (hint: string, label: string, { lines, next } = reader): Promise<string> => {
		for (;;) {
			if (lines.splice(0).length > 0) print(plain.several);
			print(hint);
			output.write(label);
			const isOpen = await next();
			const [typed = "", ...others] = lines.map((line) => line.trim());
			if (isOpen && others.length === 0) {
				lines.length = 0;
				if (/^x+$/i.test(typed)) throw new StalkCheckError("left", keyboard.left);
				return typed;
			}
			output.write("\n");
			if (!isOpen) throw new StalkCheckError("stopped", stopped);
		}
	};

	const say = (view: View, marks: Chosen["marks"]) => {
		const { pages, paragraphs, question, rows, next } = view;
		const texts = pages?.({ columns: width(), rows: Number.POSITIVE_INFINITY }) ?? [];
		for (const text of texts) output.write(`${text.trimEnd()}\n\n`);
		for (const text of [...paragraphs, question]) if (text) print(text);
		for (const row of rows) print(`${row.key}. ${row.label}${row.aside ? `, ${row.aside}` : ""}`, "   ");
		if (next) print(next);
		for (const said of saidBack(view, { marks })) print(said);
	};

	return {
		async show(view) {
			let { marks } = firstState(view);
			output.write("\n");
			if (view.progress) print(`${view.progress.text.replace(/ {2,}/, ". ")}.`);
			say(view, marks);
			for (;;) {
				const typed = (await readLine(view.typed, plain.answer)).toLowerCase();
				if (typed === "b") return BACK;
				const read = lineRead(view, typed, marks);
				if (typed === "" || typed === HEAR_AGAIN) say(view, marks);
				else if (read) {
					marks = read.marks;
					for (const said of saidBack(view, read)) print(said);
					if (read.row) return { id: read.row.id, marks };
				} else print(plain.wrong);
			}
		},
		async type(paragraphs, secret = false) {
			output.write("\n");
			for (const paragraph of paragraphs) print(paragraph);
			if (!secret) return (await readLine(plain.type, plain.line)) || BACK;
			const hidden = lineReader(terminal, true);
			try {
				return (await readLine(plain.type, plain.line, hidden)) || BACK;
			} finally {
				hidden.close();
				terminal.input.resume();
				// It has read the same line.
				reader.lines.length = 0;
				output.write("\n");
			}
		},
		close: () => reader.close(),
	};
}

/** Starts to read lines, which queue in `lines`. What is typed is not shown when `hidden`. */
function lineReader({ input, signal }: Terminal, hidden = false) {
	// Without an output, readline reads keys itself and echoes none.
	const reader = createInterface({ input, signal, terminal: hidden });
	const ended = new AbortController();
	const lines: string[] = [];
	reader.on("line", (line) => lines.push(line));
	reader.on("close", () => ended.abort());
	// Ctrl-Z would have the terminal show what is typed.
	reader.on("SIGTSTP", () => {});
	return {
		lines,
		/** Waits for all lines of a paste. Returns false when input has ended or the process is told to stop. */
		next: async (): Promise<boolean> => {
			try {
				await once(reader, "line", ended);
				await new Promise((resolve) => setTimeout(resolve, PASTE_TIME));
			} catch {
				// The input has ended.
			}
			return !ended.signal.aborted;
		},
		close: () => reader.close(),
	};
}

/** The row that ended the view, if any, and the marks. */
type Read = { row?: Row; marks: Chosen["marks"] };

/** Reads the keys of rows from a line, with the suffixes of marks. Returns undefined when anything in it is wrong. */
function lineRead({ rows, marks: known }: View, line: string, before: Chosen["marks"]): Read | undefined {
	const read: Read = { marks: { ...before } };
	for (const word of line.split(/[\s,.;]+/).filter((word) => word !== "")) {
		const suffix = word.slice(1);
		const row = rows.find(({ key }) => key === word[0]);
		// Nothing follows a way to go on.
		if (!row || read.row) return undefined;
		const mark = markTyped(known, suffix);
		if (row.ends || known.length === 0) {
			if (suffix !== "") return undefined;
			read.row = row;
		} else if (mark) read.marks[row.id] = mark.id;
		else if (suffix === "-") delete read.marks[row.id];
		else return undefined;
	}
	return read;
}

/** The mark that a suffix gives: none the first, and + the greatest number of times. */
function markTyped(marks: View["marks"], suffix: string): Mark | undefined {
	if (suffix === "") return marks[0];
	if (suffix === "+") return marks.findLast(({ sign }) => sign.endsWith("+"));
	return marks.find(({ id }) => id === SUFFIXES[suffix]);
}

/** Says back what was marked, and what was chosen. */
function saidBack(view: View, { row, marks }: Read): string[] {
	const marked = view.marks.flatMap(({ id, label }) => {
		const labels = view.rows.filter((row) => !row.ends && marks[row.id] === id).map((row) => row.label);
		return labels.length > 0 ? [`${label}: ${labels.join("; ")}.`] : [];
	});
	return row ? [...marked, row.label] : marked;
}
