/** Shows the result, and offers what can be done with it. */
import type { Response } from "../content/schema";
import { writeFileAtomic } from "../platform/atomic-file";
import { printable, StalkCheckError } from "../platform/errors";
import type { Session } from "./ask";
import { BACK, choicesOf } from "./prompter";
import { askFile, askPassphrase, saveAnswers } from "./save";

/** Writes what the person can read. Widths are in columns. */
export type ResultTexts = {
	report: (response: Response, width: number) => Promise<string>;
	/** The report as an HTML page. */
	page: (response: Response) => Promise<string>;
	helplines: (place: string | undefined, width: number) => Promise<string>;
};

/**
 * Shows the report, then offers to read it again, save it, list helplines, or change an answer. `notes` are shown above
 * the first offer.
 * @throws StalkCheckError `left` when the person leaves.
 */
export async function showResult(
	session: Session,
	response: Response,
	texts: ResultTexts,
	notes: string[] = [],
): Promise<"keep" | "change"> {
	const { prompter } = session;
	const { finish, left } = session.content.words.keyboard;
	const readReport = async () => prompter.read(await texts.report(response, prompter.width()));
	await readReport();
	for (let text = notes; ; ) {
		const choice = await prompter.choose(
			{ text, question: finish.question },
			choicesOf(finish, ...(["keep", "again", "save", "helplines", "change", "leave"] as const)),
		);
		text = [];
		if (choice === "keep" || choice === "change") return choice;
		if (choice === "leave") throw new StalkCheckError("left", left);
		if (choice === "again") await readReport();
		if (choice === "helplines") {
			const place = response.place ?? undefined;
			await prompter.read(await texts.helplines(place, prompter.width()));
		}
		if (choice === "save") text = await save(session, response, texts);
	}
}

/** Saves the report or the answers. Returns the paragraphs to show afterwards. */
async function save(session: Session, response: Response, texts: ResultTexts): Promise<string[]> {
	const { save } = session.content.words.keyboard;
	const what = await session.prompter.choose(
		{ text: [save.warning], question: save.what, back: true },
		choicesOf(save, "result", "page", "answers", "nothing"),
	);
	if (what === BACK || what === "nothing") return [];
	const target = await askFile(session);
	if (target === BACK) return [];
	const { file, replace } = target;
	try {
		if (what === "answers") {
			const passphrase = await askPassphrase(session);
			if (passphrase === BACK) return [];
			await saveAnswers(response, { file, replace, passphrase });
		} else {
			const text = what === "page" ? await texts.page(response) : withoutStyles(await texts.report(response, 80));
			writeFileAtomic(file, text, { replace });
		}
	} catch (error) {
		return [writeErrorOf(error)];
	}
	return [`${save.done} ${printable(file)}`];
}

/** Returns the message of a failed write, so that the person can go on. Rethrows any other error. */
export function writeErrorOf(error: unknown): string {
	if (error instanceof StalkCheckError && error.code === "cannot-write") return printable(error.message);
	throw error;
}

function withoutStyles(text: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: styles are control codes.
	return text.replace(/\x1b\[[0-9;]*m/g, "");
}
