/** Asks a person at a terminal. */

import type { Content, Incident, Response } from "../content/schema";
import { helplines } from "../content/signposts";
import type { Texts } from "../interview/finish";
import { type Ending, session } from "../interview/session";
import type { Terminal } from "../interview/terminal";
import { readFile } from "../platform/files";
import { type Io, styleFor } from "../platform/io";
import { MOST_BYTES } from "../platform/read-response";
import { noticesText, signpostsText } from "../report/lists";
import type { Style } from "../report/page";
import { asJson, nobodyToAsk, type Options } from "./options";
import { reportAs, toldOf } from "./report";

/** Sees one person through the questions, and through what they choose to do with the result, beside their log if any. */
export async function askPerson(
	content: Content,
	options: Options,
	io: Io,
	incidents?: Incident[],
): Promise<Ending> {
	if (!io.isTerminal(2)) throw nobodyToAsk();
	const resume =
		options.resume === undefined
			? undefined
			: readFile(options.resume, MOST_BYTES + 1).toString("utf8");
	const { TERM, ACCESSIBLE } = io.env;
	const moves = TERM !== "dumb";
	const accessible = ![undefined, "", "0", "false"].includes(ACCESSIBLE);
	const plain = options.plain || accessible || !moves;
	const { heading } = await styleFor({ ...options, plain }, io, 2);
	const { terminal, bug, release } = openTerminal(io, { moves, heading });
	// A result that goes to a file or a program is not for the screen.
	const { format = "text", output } = options;
	const aside =
		asJson(options) ||
		format !== "text" ||
		output !== undefined ||
		!io.isTerminal(1);
	const style = await styleFor({ ...options, plain }, io);
	const texts = aside
		? undefined
		: textsFor(content, options, style, incidents);
	const { place, short = false, for: whom, save } = options;
	const wishes = { place, short, for: whom, plain, save, resume };
	try {
		return await session(content, terminal, wishes, texts);
	} catch (error) {
		throw bug() ?? error;
	} finally {
		release();
	}
}

/** The terminal as questions need it, which is told when the program is to stop; and the way to let go of it. */
function openTerminal(io: Io, how: Pick<Terminal, "moves" | "heading">) {
	const controller = new AbortController();
	let bug: Error | undefined;
	const stop = (cause?: unknown) => {
		if (cause instanceof Error) bug = cause;
		controller.abort();
	};
	const input = io.input();
	const output = io.errors();
	const unheard = io.onStop(stop);
	const ended = () => stop();
	const ends = ["end", "close", "error"];
	for (const event of ends) input.once(event, ended);
	// A window that has gone cannot be written to, and there is nobody left to tell.
	output.on("error", () => {});
	const terminal: Terminal = {
		input,
		output,
		signal: controller.signal,
		...how,
	};
	const release = () => {
		unheard();
		for (const event of ends) input.removeListener(event, ended);
	};
	return { terminal, bug: () => bug, release };
}

/** What the person can read, as text at a width. */
function textsFor(
	content: Content,
	options: Options,
	style: Style,
	incidents: Incident[] | undefined,
): Texts {
	const told = (response: Response) =>
		toldOf(content, response, options, incidents);
	return {
		report: (response, width) =>
			reportAs(told(response), {}, { ...style, width }),
		page: (response) => reportAs(told(response), { format: "html" }, style),
		helplines: async (place, width) =>
			noticesText(content, { ...style, width }) +
			signpostsText(helplines(content, place, undefined), { ...style, width }),
	};
}
