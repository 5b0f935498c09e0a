/** One interview: what its parts share. */
import type { Content, Response } from "../content/schema";
import { plainPrompter } from "./plain";
import type { Prompter, Terminal, View } from "./prompter";

export type InterviewOptions = {
	for?: Response["for"];
	place?: string | undefined;
	/** Whether to ask every screen before the result. */
	full: boolean;
	/** Whether to ask in plain lines. */
	plain: boolean;
	/** The name of a file to save the answers in. */
	save?: string | undefined;
	/** What a saved file to resume from holds. */
	resume?: Uint8Array | undefined;
	/** Whether to warn, before anything is asked, that the answers may be recorded. */
	recorded?: boolean;
};

/** The texts about one response. Widths are in columns; each page fits a window. */
export type AnswerTexts = Record<"why" | "words" | "help", (columns: number) => string> & Required<Pick<View, "pages">>;

/** Prepares the texts about a response, and writes it for a file: as plain text, or as an HTML page. */
export type ResultTexts = Record<"result" | "page", (response: Response) => Promise<string>> & {
	about: (response: Response) => AnswerTexts;
};

/** What the person can read. Widths are in columns. */
export type InterviewTexts = {
	helplines: (place: string | undefined, columns: number) => string;
	/** Absent when the result goes to a file or a program. */
	result?: ResultTexts | undefined;
};

/** Changed in place, so that whoever stops can still save the answers. */
export type Session = {
	terminal: Terminal;
	prompter: Prompter;
	/** `plain` becomes true when the person chooses plain lines. */
	options: InterviewOptions;
	texts: InterviewTexts;
	/** In no particular wording. */
	allWordings: Content;
	/** In the wording for the person who answers. */
	content: Content;
	response: Response;
};

export async function openPrompter({ words }: Content, terminal: Terminal, plain: boolean): Promise<Prompter> {
	if (plain) return plainPrompter(terminal, words);
	const { windowPrompter } = await import("./window");
	return windowPrompter(terminal, words);
}
