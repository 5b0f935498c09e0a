/** Asks in numbered lines that are only ever added: for screen readers, and for terminals that cannot redraw. */
import { wrapAnsi } from "fast-wrap-ansi";
import type { WordsFile } from "../content/schema";
import { StalkCheckError } from "../platform/errors";
import { lineInput } from "./line-input";
import { BACK, type Chosen, type ListView, type Prompter, type Row, type TextView } from "./prompter";
import { CLEAR_ALL, type Terminal } from "./terminal";

/** Lines that arrive within this time were pasted: nobody types that fast. In milliseconds. */
const PASTE_TIME = 40;
const HEAR_AGAIN = "h";
/** What is typed after a number, by the mark it gives. Nothing gives the first mark. */
const SUFFIXES: Record<string, string[]> = { "?": ["not-sure"], "-": ["no", ""], "+": ["ten-or-more"] };

/** Reads whole lines, and writes no control codes unless the window is cleared on `close`. */
export function plainPrompter(terminal: Terminal, { keyboard, stopped }: WordsFile): Prompter {
	const { output } = terminal;
	const { plain, left } = keyboard;
	const input = lineInput(terminal);
	const width = () => Math.min(output.columns || 80, 80);
	const print = (text: string, indent = "") => {
		const lines = wrapAnsi(text, Math.max(width() - indent.length, 10));
		output.write(`${lines.replaceAll("\n", `\n${indent}`)}\n`);
	};

	/** Reads one line. Returns undefined when several came at once: that is a paste, and answers nothing. */
	const readLine = async (label: string): Promise<string | undefined> => {
		if (input.discard() === 0) {
			output.write(label);
			const typed = await input.line();
			if (typed !== undefined) await new Promise((resolve) => setTimeout(resolve, PASTE_TIME));
			const isOne = input.discard() === 0;
			if (isOne && typed !== undefined && !input.ended()) return typed.trim();
			output.write("\n");
			if (input.ended()) throw new StalkCheckError("stopped", stopped);
		}
		print(plain.several);
		return undefined;
	};
	const leaveOnX = (typed: string) => {
		if (/^x+$/i.test(typed)) throw new StalkCheckError("left", left);
	};

	/** Asks until a line ends the view. The marks that it gives on the way are kept. */
	const ask = async (
		view: Pick<ListView, "rows" | "marks" | "typed">,
		hear: (marks: Chosen["marks"]) => void,
		marks: Chosen["marks"],
	) => {
		hear(marks);
		for (;;) {
			print(view.typed);
			const line = await readLine(plain.answer);
			if (line === undefined) continue;
			leaveOnX(line);
			const typed = line.toLowerCase();
			if (typed === "b") return BACK;
			if (typed === "" || typed === HEAR_AGAIN) {
				hear(marks);
				continue;
			}
			const read = lineRead(view, typed, marks);
			if (!read) {
				print(plain.wrong);
				continue;
			}
			marks = read.marks;
			for (const said of saidBack(view, read)) print(said);
			if (read.row) return { id: read.row.id, marks };
		}
	};

	return {
		async show(view, marks = {}) {
			const { progress, paragraphs, question, rows, next } = view;
			output.write("\n");
			if (progress) print(`${progress.text.replace(/ {2,}/, ". ")}.`);
			return ask(
				view,
				(marks) => {
					for (const text of [...paragraphs, question]) if (text) print(text);
					for (const row of rows) print(`${row.key}. ${row.label}${row.aside ? `, ${row.aside}` : ""}`, "   ");
					if (next) print(next);
					for (const said of saidBack(view, { marks })) print(said);
				},
				marks,
			);
		},
		async read(view: TextView) {
			const rows = [...view.rows, view.last];
			const hear = () => {
				const pages = view.pages({ columns: width(), rows: Number.POSITIVE_INFINITY });
				output.write(`\n${pages.map((text) => text.trimEnd()).join("\n\n")}\n\n`);
				for (const row of rows) print(`${row.key}. ${row.label}`);
			};
			const chosen = await ask({ rows, marks: [], typed: view.typed }, hear, {});
			return chosen === BACK ? BACK : chosen.id;
		},
		async type({ text = [], question }, secret = false) {
			output.write("\n");
			for (const paragraph of [...text, question, plain.type]) print(paragraph);
			if (secret) input.echo(false);
			try {
				for (;;) {
					const typed = await readLine(plain.line);
					if (typed === undefined) continue;
					leaveOnX(typed);
					return typed || BACK;
				}
			} finally {
				if (secret) {
					input.echo(true);
					output.write("\n");
				}
			}
		},
		close(clear) {
			input.close();
			if (clear && terminal.moves) output.write(CLEAR_ALL);
		},
	};
}

/** The row that ended the view, if any, and the marks. */
type Read = { row?: Row; marks: Chosen["marks"] };

/** Reads the keys of rows from a line, with the suffixes of marks. Returns undefined when anything in it is wrong. */
function lineRead({ rows, marks: known }: Pick<ListView, "rows" | "marks">, line: string, before: Chosen["marks"]) {
	const read: Read = { marks: { ...before } };
	for (const word of line.split(/[\s,.;]+/).filter((word) => word !== "")) {
		const [, key = "", suffix = ""] = /^([0-9a-z])([?+-]?)$/.exec(word) ?? [];
		const row = rows.find((row) => row.key === key);
		// Nothing follows a way to go on.
		if (!row || read.row) return undefined;
		if (row.ends || known.length === 0) {
			if (suffix) return undefined;
			read.row = row;
			continue;
		}
		const ids = suffix ? (SUFFIXES[suffix] as string[]) : [known[0]?.id as string];
		const mark = ids.find((id) => id === "" || known.some((mark) => mark.id === id));
		if (mark === undefined) return undefined;
		if (mark) read.marks[row.id] = mark;
		else delete read.marks[row.id];
	}
	return read;
}

/** Says back what was marked, and what was chosen. */
function saidBack(view: Pick<ListView, "rows" | "marks">, { row, marks }: Read): string[] {
	const labels = (id: string) => view.rows.filter((row) => !row.ends && marks[row.id] === id).map((row) => row.label);
	const marked = view.marks.flatMap(({ id, label }) =>
		labels(id).length > 0 ? [`${label}: ${labels(id).join("; ")}.`] : [],
	);
	return row ? [...marked, row.label] : marked;
}
