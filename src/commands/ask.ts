/** `stalk-check` at a terminal: asks a person, and shows or writes what their answers come to. */
import type { Content, Response } from "../content/schema";
import { helplineGroups } from "../content/signposts";
import { askInstead, runInterview } from "../interview/interview";
import type { ResultTexts } from "../interview/session";
import { checkWritable } from "../platform/atomic-file";
import { type Colours, NO_COLOURS } from "../platform/colours";
import { EXIT, StalkCheckError } from "../platform/errors";
import { readFile } from "../platform/files";
import { MAX_RESPONSE_BYTES } from "../platform/read-response";
import { answerPages, helpText, whyText, wordsText } from "../report/answer-pages";
import { createContext, type ReportInput } from "../report/context";
import { noticesText, numbersText, signpostsText } from "../report/lists";
import type { Style } from "../report/page";
import { loadCompiledContent } from "./content";
import { nobodyToAsk } from "./input";
import { asJson, type Context } from "./options";
import { checkOutput, resultCode } from "./output";
import { inTerminal, isRecorded } from "./terminal";
import { readIncidents, report, reportAs, reportInput } from "./write-report";

export async function ask(context: Context): Promise<number> {
	const { io, options } = context;
	await checkOutput(options);
	const { place, full = false, for: whom, save, format = "text", output } = options;
	if (save !== undefined) checkWritable(save, { replace: true });
	const content = await loadCompiledContent(context);
	// Read first, so that no answer is lost to a log that cannot be read.
	const incidents = await readIncidents(content, context);
	if (!io.isTerminal(2)) throw nobodyToAsk();
	const resume = options.resume === undefined ? undefined : readFile(options.resume, MAX_RESPONSE_BYTES + 1);
	const isForScreen = !asJson(options) && format === "text" && output === undefined && io.isTerminal(1);
	const input = (response: Response) => reportInput(content, response, options, incidents);
	const { response, shown } = await inTerminal(context, (terminal, plain) => {
		const { colours } = terminal;
		const chosen = { place, full, for: whom, plain, save, resume, recorded: isRecorded(io) };
		return runInterview(content, terminal, chosen, {
			helplines: (place, width) => helplinesText(content, place, { ...colours, width }),
			result: isForScreen ? resultTexts(input, colours) : undefined,
		});
	});
	if (!shown) {
		const exitCode = await reportOrAsk(context, input(response));
		if (isForScreen) io.write(2, `\n${content.words.keyboard.result.printed}\n`);
		return exitCode;
	}
	return options.exitCode ? resultCode(input(response).assessment) : EXIT.done;
}

/** Writes the report. While its file cannot be written, asks for another, so that no answer is lost to a name. */
async function reportOrAsk(context: Context, input: ReportInput): Promise<number> {
	try {
		return await report(context, input);
	} catch (error) {
		const { options } = context;
		if (!(error instanceof StalkCheckError && error.code === "cannot-write" && options.output)) throw error;
		const { message } = error;
		const other = await inTerminal(context, (terminal, plain) => askInstead(input.content, terminal, plain, message));
		if (other === undefined) throw error;
		const changed = { ...options, output: other.file, force: other.replace };
		return reportOrAsk({ ...context, options: changed }, input);
	}
}

/** What the person can read at the end. */
function resultTexts(input: (response: Response) => ReportInput, colours: Colours): ResultTexts {
	const style = { ...NO_COLOURS, width: 80 };
	return {
		about: (response) => {
			// Once for all drawings: finding out what would settle the result can take a tenth of a second.
			const context = createContext(input(response), false);
			const inWidth = (width: number) => ({ ...colours, width });
			return {
				pages: ({ columns, rows }) => answerPages(context, inWidth(columns), rows),
				why: (columns) => whyText(context, inWidth(columns)),
				words: (columns) => wordsText(context, inWidth(columns)),
				help: (columns) => noticesText(context.content, inWidth(columns)) + helpText(context, inWidth(columns)),
			};
		},
		result: (response) => reportAs(input(response), {}, style),
		page: (response) => reportAs(input(response), { format: "html" }, style),
	};
}

/** The numbers to call first, and then every service. */
function helplinesText(content: Content, place: string | undefined, style: Style): string {
	const groups = helplineGroups(content, place);
	const numbers = groups.slice(0, 1).map((first) => `${numbersText(content, first, style)}\n`);
	return [noticesText(content, style), ...numbers, signpostsText(groups, style)].join("");
}
