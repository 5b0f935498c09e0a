/** The built program in a pseudo-terminal with a screen model: tests see the screen, not bytes. */
import { isDeepStrictEqual } from "node:util";
import { spawn } from "@lydell/node-pty";
import xterm from "@xterm/headless";
import type { Run } from "./picture";

/**
 * Options of tests in a pseudo-terminal. node-pty stops reading 200 ms after the program ends, so on a busy machine a
 * test can miss the last output.
 */
export const AGAIN = { retry: 4 };

/**
 * Returns the program and its arguments. With `lingers`, a shell outlives the program by half a second, so that all its
 * output is read. Only for runs that end by themselves: signals would reach the shell.
 */
export function commandLine(args: string[], lingers: boolean): [file: string, args: string[]] {
	if (lingers) return inShell('"$0" "$@"; code=$?; sleep 0.5; exit $code', args);
	return [process.execPath, ["bin/stalk-check.js", ...args]];
}

function inShell(script: string, args: string[]): [file: string, args: string[]] {
	const program = [process.execPath, "bin/stalk-check.js", ...args];
	return ["/bin/sh", ["-c", script, ...program]];
}

export const KEY = { enter: "\r", down: "\x1b[B", space: " ", ctrlC: "\x03", ctrlD: "\x04" } as const;

export class Terminal {
	/** Everything the program wrote, escape codes and all. */
	written = "";
	readonly exited: Promise<{ exitCode: number; signal?: number | undefined }>;
	readonly #pty;
	readonly #screen;
	#gone = false;

	constructor(
		args: string[] = [],
		options: {
			columns?: number;
			rows?: number;
			env?: Record<string, string>;
			lingers?: boolean;
			/** A shell script, with the program and its arguments as "$0" and "$@". */
			script?: string;
		} = {},
	) {
		const { columns = 80, rows = 24, env = {}, lingers = false } = options;
		const started = options.script ? inShell(options.script, args) : commandLine(args, lingers);
		this.#screen = new xterm.Terminal({ cols: columns, rows, scrollback: 10_000, allowProposedApi: true });
		// For coverage: unlike `spawn` of Node, node-pty does not pass it on.
		const { NODE_V8_COVERAGE } = process.env;
		const covered = NODE_V8_COVERAGE && { NODE_V8_COVERAGE, NODE_OPTIONS: "--require ./test/support/unrecorded.cjs" };
		this.#pty = spawn(...started, {
			cols: columns,
			rows,
			name: env.TERM ?? "xterm-256color",
			env: { PATH: process.env.PATH, TERM: "xterm-256color", ...covered, ...env },
		});
		this.#pty.onData((data) => {
			this.written += data;
			this.#screen.write(data);
		});
		// Output can still arrive after the program has ended.
		this.exited = new Promise((resolve) => {
			this.#pty.onExit((exit) => {
				this.#gone = true;
				const settle = (seen: number) =>
					this.written.length === seen ? resolve(exit) : setTimeout(settle, 100, this.written.length);
				setTimeout(settle, 100, this.written.length);
			});
		});
	}

	press(...keys: string[]) {
		for (const key of keys) this.#pty.write(key);
	}

	kill(signal: string) {
		this.#pty.kill(signal);
	}

	/** Returns the screen and the scrollback of the active buffer. */
	async text(): Promise<string> {
		await new Promise<void>((resolve) => this.#screen.write("", resolve));
		const { active } = this.#screen.buffer;
		const lines = Array.from({ length: active.length }, (_, i) => active.getLine(i)?.translateToString(true) ?? "");
		return lines.join("\n").trim();
	}

	/** Closes the window: the program can no longer write to it. */
	hangUp() {
		(this.#pty as unknown as { destroy(): void }).destroy();
	}

	/** Returns what the window shows, without the scrollback. */
	async window(): Promise<string> {
		await new Promise<void>((resolve) => this.#screen.write("", resolve));
		const { active } = this.#screen.buffer;
		const lines = Array.from(
			{ length: this.#screen.rows },
			(_, i) => active.getLine(active.baseY + i)?.translateToString(true) ?? "",
		);
		return lines.join("\n");
	}

	/** Returns the lines of the window with how they look, down to the last that is not empty. */
	async look(): Promise<Run[][]> {
		const text = (await this.window()).trimEnd().split("\n");
		const { active } = this.#screen.buffer;
		return text.map((line, i) => {
			const runs: Run[] = [];
			for (const [column, char] of [...line].entries()) {
				const cell = active.getLine(active.baseY + i)?.getCell(column);
				const colour = cell?.isFgPalette() ? { colour: cell.getFgColor() } : {};
				const look = { bold: Boolean(cell?.isBold()), inverse: Boolean(cell?.isInverse()), ...colour };
				const last = runs.at(-1);
				if (last && isDeepStrictEqual({ ...last, text: "" }, { ...look, text: "" })) last.text += char;
				else runs.push({ text: char, ...look });
			}
			return runs;
		});
	}

	/** Changes the size of the window. */
	resize(columns: number, rows: number) {
		this.#screen.resize(columns, rows);
		this.#pty.resize(columns, rows);
	}

	/** Whether the program has ended. */
	get gone(): boolean {
		return this.#gone;
	}

	/** Whether the alternate screen is shown. */
	get alternate(): boolean {
		return this.#screen.buffer.active.type === "alternate";
	}

	/** Waits until the screen shows the text. */
	async shows(text: string | RegExp, within = 10_000): Promise<string> {
		const until = Date.now() + within;
		for (;;) {
			const screen = (await this.text()).replace(/\s+/g, " ");
			if (typeof text === "string" ? screen.includes(text) : text.test(screen)) return screen;
			if (Date.now() > until) throw new Error(`never showed ${text}; the screen is:\n${await this.text()}`);
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
	}
}
