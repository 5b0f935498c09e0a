/** `stalk-check` at a terminal: asks a person, and shows or writes what their answers come to. */
import type { Content, Incident, Response } from "../content/schema";
import { helplineGroups } from "../content/signposts";
import { askInstead, type InterviewResult, runInterview } from "../interview/interview";
import type { InterviewTexts, ResultTexts } from "../interview/session";
import { checkWritable } from "../platform/atomic-file";
import { NO_COLOURS } from "../platform/colours";
import { EXIT, StalkCheckError } from "../platform/errors";
import { readFile } from "../platform/files";
import type { Io } from "../platform/io";
import { MAX_RESPONSE_BYTES } from "../platform/read-response";
import { answerPages, helpText, whyText, wordsText } from "../report/answer-pages";
import { createContext } from "../report/context";
import { noticesText, numbersText, signpostsText } from "../report/lists";
import type { Style } from "../report/page";
import { loadCompiledContent } from "./compiled-content";
import { nobodyToAsk } from "./input";
import { asJson, type Context, type Options } from "./options";
import { checkOutput, resultCode, styleFor } from "./output";
import { readIncidents, report, reportAs, reportInput } from "./report";
import { inTerminal, waysToAsk } from "./terminal";

export async function ask(context: Context): Promise<number> {
	const { options } = context;
	await checkOutput(options);
	if (options.save !== undefined) checkWritable(options.save, { replace: true });
	const content = await loadCompiledContent(context);
	// Read first, so that no answer is lost to a log that cannot be read.
	const incidents = await readIncidents(content, context);
	const { response, shown } = await askPerson(content, context, incidents);
	if (!shown) return reportOrAsk(context, content, response, incidents);
	return options.exitCode ? resultCode(reportInput(content, response, options, incidents).assessment) : EXIT.done;
}

/** Writes the report. While its file cannot be written, asks for another, so that no answer is lost to a name. */
async function reportOrAsk(
	context: Context,
	content: Content,
	response: Response,
	incidents: Incident[] | undefined,
): Promise<number> {
	try {
		return await report(context, content, response, incidents);
	} catch (error) {
		const { io, options } = context;
		if (!(error instanceof StalkCheckError && error.code === "cannot-write" && options.output)) throw error;
		const { message } = error;
		const { plain } = waysToAsk(options, io);
		const other = await inTerminal(context, (terminal) => askInstead(content, terminal, plain, message));
		if (other === undefined) throw error;
		const changed = { ...options, output: other.file, force: other.replace };
		return reportOrAsk({ ...context, options: changed }, content, response, incidents);
	}
}

/** Sees one person through the questions, and through what they choose to do with the result. */
async function askPerson(
	content: Content,
	context: Context,
	incidents: Incident[] | undefined,
): Promise<InterviewResult> {
	const { io, options } = context;
	if (!io.isTerminal(2)) throw nobodyToAsk();
	const { place, full = false, for: whom, save } = options;
	const resume = options.resume === undefined ? undefined : readFile(options.resume, MAX_RESPONSE_BYTES + 1);
	const { plain } = waysToAsk(options, io);
	const colours = await styleFor({ ...options, plain }, io, 2);
	const texts: InterviewTexts = {
		helplines: (place, width) => helplinesText(content, place, { ...colours, width }),
		result: isForScreen(options, io) ? resultTexts(content, options, colours, incidents) : undefined,
	};
	const chosen = { place, full, for: whom, plain, save, resume };
	return inTerminal(context, (terminal) => runInterview(content, terminal, chosen, texts));
}

/** Whether the result is for the screen, and not for a file or a program. */
function isForScreen(options: Options, io: Io): boolean {
	const { format = "text", output } = options;
	return !asJson(options) && format === "text" && output === undefined && io.isTerminal(1);
}

/** What the person can read at the end. */
function resultTexts(content: Content, options: Options, style: Style, incidents: Incident[] | undefined): ResultTexts {
	const input = (response: Response) => reportInput(content, response, options, incidents);
	return {
		about: (response) => {
			// Once for all drawings: finding out what would settle the result can take a tenth of a second.
			const context = createContext(input(response), false);
			const inWidth = (width: number) => ({ ...style, width });
			return {
				pages: ({ columns, rows }) => answerPages(context, inWidth(columns), rows),
				why: (columns) => whyText(context, inWidth(columns)),
				words: (columns) => wordsText(context, inWidth(columns)),
				help: (columns) => noticesText(content, inWidth(columns)) + helpText(context, inWidth(columns)),
			};
		},
		report: (response) => reportAs(input(response), {}, { ...NO_COLOURS, width: 80 }),
		page: (response) => reportAs(input(response), { format: "html" }, style),
	};
}

/** The numbers to call first, and then every service. */
function helplinesText(content: Content, place: string | undefined, style: Style): string {
	const groups = helplineGroups(content, place);
	const numbers = groups.slice(0, 1).map((first) => `${numbersText(content, first, style)}\n`);
	return [noticesText(content, style), ...numbers, signpostsText(groups, style)].join("");
}
