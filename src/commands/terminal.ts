/** The terminal of a person: how it can be used, and how it is opened and released. */
import type { Content } from "../content/schema";
import type { Terminal } from "../interview/terminal";
import type { Io } from "../platform/io";
import type { Context, Options } from "./options";
import { styleFor } from "./output";

/** Terminals without a second screen, on which questions would stay in what can be scrolled back to. */
const WITHOUT_WINDOW = /^(|dumb|unknown|vt\d.*)$/;

/** Whether to use plain lines only, and whether the terminal can move its cursor. */
export function waysToAsk({ plain = false }: Options, { env }: Io): { plain: boolean; moves: boolean } {
	// Windows sets no TERM, and its windows can all do it.
	const { TERM = env.OS === "Windows_NT" ? "windows" : "" } = env;
	const moves = !WITHOUT_WINDOW.test(TERM);
	const isAccessible = ![undefined, "", "0", "false"].includes(env.ACCESSIBLE);
	return { plain: plain || isAccessible || !moves, moves };
}

/** What `use` returns or throws when it is given the terminal, which is released after it; a bug while it ran is thrown. */
export async function inTerminal<T>({ io, options }: Context, use: (terminal: Terminal) => Promise<T>): Promise<T> {
	const { plain, moves } = waysToAsk(options, io);
	const { terminal, bug, release } = openTerminal(io, { moves, colours: await styleFor({ ...options, plain }, io, 2) });
	try {
		return await use(terminal);
	} catch (error) {
		throw bug() ?? error;
	} finally {
		release();
	}
}

/** Opens the terminal, with a signal that aborts when the program is to stop or the input ends. */
function openTerminal(io: Io, how: Pick<Terminal, "moves" | "colours">) {
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
	const ends = ["end", "close", "error"];
	for (const event of ends) input.once(event, ended);
	// A closed window cannot be written to, and there is nobody left to tell.
	output.on("error", () => {});
	const release = () => {
		stopListening();
		heedSignals();
		for (const event of ends) input.removeListener(event, ended);
	};
	const terminal: Terminal = { input, output, signal: controller.signal, ...how };
	return { terminal, bug: () => bug, release };
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
