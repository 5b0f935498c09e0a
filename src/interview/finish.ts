/** The result, and what the person does with it. */
import type { Content, Response } from "../content/schema";
import { writeFileAtomic } from "../platform/atomic-file";
import { printable, StalkCheckError } from "../platform/errors";
import { BACK, type Prompter } from "./prompter";
import { askFile, askPassphrase, saveAnswers } from "./save";

/** Texts at a width, in columns. */
export type Texts = {
	report: (response: Response, width: number) => Promise<string>;
	/** The report as a page for a browser. */
	page: (response: Response) => Promise<string>;
	helplines: (place: string | undefined, width: number) => Promise<string>;
};

const KEEP = "keep";
const AGAIN = "again";
const SAVE = "save";
const HELPLINES = "helplines";
const CHANGE = "change";
const LEAVE = "leave";

/**
 * Shows the result, and offers to read it again, save it, see more places that can help, or go back to the answers.
 * @throws StalkCheckError `left` when the person leaves.
 */
export async function finish(
	content: Content,
	prompter: Prompter,
	response: Response,
	texts: Texts,
	said: string[] = [],
): Promise<"keep" | "change"> {
	const { keyboard } = content.words;
	const { finish } = keyboard;
	const place = response.place ?? undefined;
	const read = async () =>
		prompter.read(await texts.report(response, prompter.width()));
	await read();
	for (let text = said; ; ) {
		const choice = await prompter.choose({ text, question: finish.question }, [
			{ id: KEEP, label: finish.keep },
			{ id: AGAIN, label: finish.again },
			{ id: SAVE, label: finish.save },
			{ id: HELPLINES, label: finish.helplines },
			{ id: CHANGE, label: finish.change },
			{ id: LEAVE, label: finish.leave },
		]);
		text = [];
		if (choice === KEEP || choice === CHANGE) return choice;
		if (choice === LEAVE) throw new StalkCheckError("left", keyboard.left);
		if (choice === AGAIN) await read();
		if (choice === HELPLINES)
			await prompter.read(await texts.helplines(place, prompter.width()));
		if (choice === SAVE) text = await save(content, prompter, response, texts);
	}
}

/** Saves the result or the answers; gives what is to be said of it. */
async function save(
	content: Content,
	prompter: Prompter,
	response: Response,
	texts: Texts,
): Promise<string[]> {
	const { words } = content;
	const { save } = words.keyboard;
	const what = await prompter.choose(
		{ text: [save.warning], question: save.what, back: true },
		[
			{ id: "result", label: save.result },
			{ id: "page", label: save.page },
			{ id: "answers", label: save.answers },
			{ id: "nothing", label: save.nothing },
		],
	);
	if (what === BACK || what === "nothing") return [];
	const plan = await askFile(content, prompter);
	if (plan === BACK) return [];
	try {
		if (what === "answers") {
			const passphrase = await askPassphrase(words, prompter);
			if (passphrase === BACK) return [];
			await saveAnswers(response, { ...plan, passphrase });
		} else {
			const { file, replace } = plan;
			const text =
				what === "page"
					? await texts.page(response)
					: stripped(await texts.report(response, 80));
			writeFileAtomic(file, text, { replace });
		}
	} catch (error) {
		// Nothing answered is lost because a file cannot be written.
		return [troubleOf(error)];
	}
	return [`${save.done} ${printable(plan.file)}`];
}

/** What is wrong with a file, for the person; anything else is thrown on. */
export function troubleOf(error: unknown): string {
	if (error instanceof StalkCheckError && error.code === "cannot-write")
		return printable(error.message);
	throw error;
}

/** The text without colours. */
function stripped(text: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are made of them.
	return text.replace(/\x1b\[[0-9;]*m/g, "");
}
