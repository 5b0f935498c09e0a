/** Shows the result, and what can be done with it. */
import type { Response } from "../content/schema";
import { writeFileAtomic } from "../platform/atomic-file";
import { printable } from "../platform/errors";
import { askScreens, choose, listOf, type Session } from "./ask-screens";
import { change } from "./change";
import { BACK, type Row, type View } from "./prompter";
import { askFile, askOtherFile, askPassphrase, type SaveTarget, saveAnswers, saved } from "./save";
import { isAnswered, screenFor } from "./screens";
import { readView } from "./start";

/** The texts about one response. Sizes are in columns and rows; each page fits a window of that size. */
export type AnswerTexts = {
	pages: (size: { columns: number; rows: number }) => string[];
	why: (columns: number) => string;
	words: (columns: number) => string;
	help: (columns: number) => string;
};

/** Prepares the texts about a response, and writes it for a file. */
export type ResultTexts = {
	about: (response: Response) => AnswerTexts;
	/** The report as plain text, and as an HTML page. */
	report: (response: Response) => Promise<string>;
	page: (response: Response) => Promise<string>;
};

/**
 * Shows the answer until the person finishes. `notes` are shown first; `goBack` shows the screens again.
 * @throws StalkCheckError `stopped` or `left` when the person does.
 */
export async function showResult(
	session: Session,
	response: () => Response,
	texts: ResultTexts,
	{ notes, goBack }: { notes: string[] | undefined; goBack: () => Promise<void> },
): Promise<void> {
	const { prompter } = session;
	if (notes) await choose(session, { paragraphs: notes }, session.content.words, "goOn");
	for (;;) {
		const about = texts.about(response());
		const chosen = await prompter.show(answerView(session, about));
		const id = chosen === BACK ? BACK : (chosen.id as AnswerAction);
		if (id === "finish") return;
		if (id === BACK) await goBack();
		else if (id === "save") await save(session, response(), texts);
		else if (id === "change") await change(session);
		else if (id === "add") await askScreens(session, 0, ({ extra }) => extra === true);
		else await prompter.show(readView(session.content, about[id], "toAnswer"));
	}
}

const ACTIONS = ["why", "words", "help", "save", "change", "add"] as const;
type AnswerAction = (typeof ACTIONS)[number] | "finish";

function answerView(session: Session, { pages }: AnswerTexts): View {
	const { content } = session;
	const { result, keys, progress } = content.words.keyboard;
	const offered = ACTIONS.filter((id) => id !== "add" || canAdd(session));
	const rows = offered.map((id, i): Row => ({ key: String(i + 1), id, label: result[id] }));
	const menu = rows.map(({ key, label }) => `${key} ${label}`).join("  ");
	return {
		...listOf(content, [...rows, { key: "0", id: "finish", label: result.finish, ends: true }]),
		pages,
		keys: (page, pages) =>
			page < pages - 1
				? `${result.next} 1 ${progress.to} ${rows.length}: ${result.more} ${keys.leave}`
				: `${menu}   0 ${result.finish}   ${keys.leave.replace(/\.$/, "")}`,
	};
}

/** Whether any of the screens that are offered after the result was not answered. */
function canAdd({ content, response }: Session): boolean {
	return content.screens.some(
		(text) => text.extra && screenFor(content, text, response) && !isAnswered(content, text, response),
	);
}

/** Saves the report or the answers. */
async function save(session: Session, response: Response, texts: ResultTexts): Promise<void> {
	const { save } = session.content.words.keyboard;
	const what = await choose(
		session,
		{ paragraphs: [save.warning], question: save.what },
		save,
		...(["result", "page", "answers", "nothing"] as const),
	);
	if (what === BACK || what === "nothing") return;
	const target = await askFile(session);
	if (target === BACK) return;
	const passphrase = what === "answers" ? await askPassphrase(session) : undefined;
	if (passphrase === BACK) return;
	const page = what === "page" ? texts.page : texts.report;
	const write = async (to: SaveTarget) => {
		if (what === "answers") return saveAnswers(response, to);
		writeFileAtomic(to.file, await page(response), to);
	};
	const done = await saved({ ...target, passphrase }, write, (reason) => askOtherFile(session, reason));
	const note = `${save.done} ${printable(done?.file ?? "")}`;
	if (done) await choose(session, { paragraphs: [note] }, session.content.words, "goOn");
}
