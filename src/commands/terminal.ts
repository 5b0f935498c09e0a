/** The terminal of a person: how it can be used, and how it is opened and released. */
import type { Content } from "../content/schema";
import type { Terminal } from "../interview/prompter";
import { StalkCheckError } from "../platform/errors";
import type { Io } from "../platform/io";
import type { Context, Options } from "./options";
import { styleFor } from "./output";

/** Terminals without a second screen, on which questions would stay in what can be scrolled back to. */
const WITHOUT_WINDOW = /^(|dumb|unknown|vt\d.*)$/;

/** Options of Node that write files about a program, let others look into it, or run other code in it. */
const RECORDING =
	/(^|[\s"])(--(cpu-prof|heap-prof|heapsnapshot|perf|trace-event|report|inspect)|(-r|--(require|import|(experimental-)?loader))[\s="])/;

/** Clears the window and the scrollback. Terminals differ, so it takes both codes. */
const CLEAR_ALL = "\x1b[2J\x1b[3J\x1b[H";

/** Events after which input brings nothing more. */
const ENDS = ["end", "close", "error"];

/** Whether to use plain lines only, and whether the terminal can move its cursor. */
export function waysToAsk({ plain = false }: Options, { env }: Io): { plain: boolean; moves: boolean } {
	// Windows sets no TERM, and its windows can all do it.
	const { TERM = env.OS === "Windows_NT" ? "windows" : "" } = env;
	const moves = !WITHOUT_WINDOW.test(TERM);
	const isAccessible = ![undefined, "", "0", "false"].includes(env.ACCESSIBLE);
	return { plain: plain || isAccessible || !moves, moves };
}

/** Whether Node is set to record what this program does. */
export function isRecorded({ env: { NODE_OPTIONS = "", NODE_V8_COVERAGE } }: Io): boolean {
	return Boolean(NODE_V8_COVERAGE) || RECORDING.test(NODE_OPTIONS.replaceAll("_", "-"));
}

/**
 * Gives `use` the terminal, whose signal aborts when the program is to stop or the input ends, and whether to use plain
 * lines only. Releases it when `use` returns or throws, and clears it when the person has left.
 */
export async function inTerminal<T>(
	{ io, options }: Context,
	use: (terminal: Terminal, plain: boolean) => Promise<T>,
): Promise<T> {
	const { plain, moves } = waysToAsk(options, io);
	const colours = await styleFor({ ...options, plain }, io, 2);
	const controller = new AbortController();
	let bug: Error | undefined;
	const stop = (cause?: unknown) => {
		if (cause instanceof Error) bug = cause;
		controller.abort();
	};
	const input = io.input();
	const output = io.errors();
	const stopListening = io.onStop(stop);
	const heedSignals = io.ignoreSignals();
	const ended = () => stop();
	for (const event of ENDS) input.once(event, ended);
	// A closed window cannot be written to, and there is nobody left to tell.
	output.on("error", () => {});
	try {
		return await use({ input, output, signal: controller.signal, colours }, plain);
	} catch (error) {
		if (moves && error instanceof StalkCheckError && error.code === "left") output.write(CLEAR_ALL);
		throw bug ?? error;
	} finally {
		stopListening();
		heedSignals();
		for (const event of ENDS) input.removeListener(event, ended);
	}
}

/**
 * Shows a text a page at a time in the window.
 * @throws StalkCheckError `stopped` or `left` when the person does
 */
export async function readInWindow(context: Context, content: Content, text: (columns: number) => string) {
	const { windowPrompter } = await import("../interview/window");
	const { readView } = await import("../interview/lists");
	await inTerminal(context, async (terminal) => {
		const prompter = windowPrompter(terminal, content.words);
		try {
			await prompter.show(readView(content, text, "finish"));
		} finally {
			prompter.close();
		}
	});
}
