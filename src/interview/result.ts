/** Shows the result, and offers what can be done with it. */
import type { Response } from "../content/schema";
import { writeFileAtomic } from "../platform/atomic-file";
import { StalkCheckError } from "../platform/errors";
import type { Session } from "./ask";
import { BACK, choicesOf } from "./prompter";
import { askFile, askPassphrase, saveAnswers, saveNote } from "./save";

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
		if (choice === "helplines")
			await prompter.read(await texts.helplines(response.place ?? undefined, prompter.width()));
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
	const passphrase = what === "answers" ? await askPassphrase(session) : undefined;
	if (passphrase === BACK) return [];
	const write = async () => {
		if (what === "answers") return saveAnswers(response, { ...target, passphrase });
		const text = what === "page" ? await texts.page(response) : withoutStyles(await texts.report(response, 80));
		writeFileAtomic(target.file, text, target);
	};
	return [await saveNote(session, target, write())];
}

function withoutStyles(text: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: styles are control codes.
	return text.replace(/\x1b\[[0-9;]*m/g, "");
}
