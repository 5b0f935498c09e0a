/** Shows the result, and what can be done with it. */
import { writeFileAtomic } from "../platform/atomic-file";
import { printable } from "../platform/errors";
import { askExtraScreens, goBack } from "./ask-screens";
import { change } from "./change";
import { choose, listOf, readView } from "./lists";
import { BACK, type Row, type View } from "./prompter";
import { askFile, askPassphrase, type SaveTarget, saveAnswers, saveOrAsk } from "./save";
import { isUnanswered, withAskedAnswers } from "./screens";
import type { AnswerTexts, ResultTexts, Session } from "./session";

const ACTIONS = ["why", "words", "help", "save", "change", "add"] as const;
type Action = (typeof ACTIONS)[number] | "finish";

/**
 * Shows the answer until the person finishes.
 * @throws StalkCheckError `stopped` or `left` when the person does.
 */
export async function showResult(session: Session, texts: ResultTexts): Promise<void> {
	const { content, prompter } = session;
	for (;;) {
		const about = texts.about(withAskedAnswers(content, session.response));
		const chosen = await prompter.show(answerView(session, about));
		const action = chosen === BACK ? BACK : (chosen.id as Action);
		if (action === "finish") return;
		if (action === BACK) await goBack(session);
		else if (action === "save") await save(session, texts);
		else if (action === "change") await change(session);
		else if (action === "add") await askExtraScreens(session);
		else await prompter.show(readView(content, about[action], "toAnswer"));
	}
}

function answerView({ content, response }: Session, { pages }: AnswerTexts): View {
	const { result, keys, progress } = content.words.keyboard;
	const canAdd = content.screens.some((text) => text.extra && isUnanswered(content, text, response));
	const offered = ACTIONS.filter((id) => id !== "add" || canAdd);
	const rows = offered.map((id, i): Row => ({ key: String(i + 1), id, label: result[id] }));
	const menu = rows.map(({ key, label }) => `${key} ${label}`).join("  ");
	return listOf(content, {
		rows: [...rows, { key: "0", id: "finish", label: result.finish, ends: true }],
		pages,
		keys: (page, pages) =>
			page < pages - 1
				? `${result.next} 1 ${progress.to} ${rows.length}: ${result.more} ${keys.leave}`
				: `${menu}   0 ${result.finish}   ${keys.leave.replace(/\.$/, "")}`,
	});
}

/** Saves the report or the answers. */
async function save(session: Session, texts: ResultTexts): Promise<void> {
	const { content } = session;
	const { save } = content.words.keyboard;
	const response = withAskedAnswers(content, session.response);
	const view = { paragraphs: [save.warning], question: save.what };
	const what = await choose(session, view, save, "result", "page", "answers", "nothing");
	if (what === BACK || what === "nothing") return;
	const target = await askFile(session);
	if (!target) return;
	const passphrase = what === "answers" ? await askPassphrase(session) : undefined;
	if (passphrase === BACK) return;
	const write = async (to: SaveTarget) => {
		if (what === "answers") return saveAnswers(response, to);
		writeFileAtomic(to.file, await texts[what](response), to);
	};
	const done = await saveOrAsk(session, { ...target, passphrase }, write);
	if (done) await tellSaved(session, done);
}

export async function tellSaved(session: Session, { file }: SaveTarget): Promise<void> {
	const { words } = session.content;
	await choose(session, { paragraphs: [`${words.keyboard.save.done} ${printable(file)}`] }, words, "goOn");
}
