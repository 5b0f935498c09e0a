/** Prints what a command found, or writes it to a file. */
import { existsSync } from "node:fs";
import type { Assessment } from "../content/schema";
import { NO_COLOURS } from "../platform/colours";
import { EXIT, inertJson, printable, StalkCheckError, usageError } from "../platform/errors";
import type { Io } from "../platform/io";
import { Page, type Style } from "../report/page";
import type { Context, Options } from "./options";

/** Prints a value as indented JSON with `--json`, or otherwise as text. */
export async function print(
	{ io, options }: Context,
	value: unknown,
	text: (style: Style) => string | Promise<string>,
): Promise<void> {
	io.write(1, options.json ? jsonText(value) : await text(await styleFor(options, io)));
}

export function jsonText(value: unknown): string {
	return `${inertJson(value, 2)}\n`;
}

/**
 * Writes a result to the file of `--output`, or prints it.
 * @throws StalkCheckError `cannot-write`
 */
export async function writeResult({ io, options }: Context, text: string | Uint8Array): Promise<void> {
	const { output, force: replace = false } = options;
	if (output === undefined) return io.write(1, text);
	const { writeFileAtomic } = await import("../platform/atomic-file");
	const written = writeFileAtomic(output, text, { replace });
	if (written !== output) io.write(2, `${printable(output)} is a link. The result is in ${printable(written)}\n`);
}

/** Writes an assessment, as JSON unless given its text, and returns the exit code. */
export async function writeAssessment(
	context: Context,
	assessment: Assessment,
	text = jsonText(assessment),
): Promise<number> {
	await writeResult(context, text);
	return context.options.exitCode ? resultCode(assessment) : EXIT.done;
}

/** The exit code of `--exit-code`, which scripts rely on. */
export function resultCode({ summary }: Assessment): number {
	if (summary.stalking === "met") return 20;
	if (summary.harassment === "met") return 10;
	return summary.harassment === "unclear" ? 30 : 0;
}

/**
 * Checks `--output` before anything is asked or assessed.
 * @throws StalkCheckError `cannot-write` for an existing file without `--force`; `usage` for `--force` without a file
 */
export async function checkOutput({ output, force = false }: Options): Promise<void> {
	if (force && output === undefined) throw usageError("--force replaces a file: name one with --output FILE.");
	if (output === undefined) return;
	if (!force && existsSync(output))
		throw new StalkCheckError(
			"cannot-write",
			`The file ${output} exists already, and is not written over. Name another, or replace it with --force.`,
		);
	const { checkWritable } = await import("../platform/atomic-file");
	checkWritable(output, { replace: force });
}

/** A page without colours, as wide as standard output (1) or error (2) may be. */
export function plainPage(io: Io, fd: 1 | 2): Page {
	return new Page({ ...NO_COLOURS, width: widthOf(io, fd) });
}

const MAX_WIDTH = 80;

/** The columns that text on standard output (1) or error (2) may take. */
function widthOf(io: Io, fd: 1 | 2): number {
	return Math.min((io.isTerminal(fd) && io.columns()) || MAX_WIDTH, MAX_WIDTH);
}

/**
 * The width of the text and its colours, read from the options and the environment. Chalk is loaded only to colour, and
 * given a level: it ignores NO_COLOR. Terminals with 16 colours get bold only, as none of those can be read on both black
 * and white; the numbers below have a contrast of at least 4.4 to 1 on either.
 */
export async function styleFor({ color, output, plain }: Options, io: Io, fd: 1 | 2 = 1): Promise<Style> {
	const terminal = output === undefined && io.isTerminal(fd);
	const width = output === undefined ? widthOf(io, fd) : MAX_WIDTH;
	const { NO_COLOR, FORCE_COLOR, TERM = "", COLORTERM } = io.env;
	const coloured =
		color !== false &&
		!plain &&
		!NO_COLOR &&
		(FORCE_COLOR === undefined ? terminal && TERM !== "dumb" : FORCE_COLOR !== "0" && FORCE_COLOR !== "false");
	if (!coloured) return { ...NO_COLOURS, width };
	const { Chalk } = await import("chalk");
	const many = FORCE_COLOR === "2" || FORCE_COLOR === "3" || COLORTERM || TERM.includes("256");
	const chalk = new Chalk({ level: many ? 2 : 1 });
	const { bold } = chalk;
	const marks = { heading: bold, alert: bold.inverse, width };
	if (!many) return { ...marks, faint: NO_COLOURS.faint, yes: bold, unclear: bold };
	return { ...marks, faint: chalk.ansi256(243), yes: bold.ansi256(29), unclear: bold.ansi256(130) };
}
