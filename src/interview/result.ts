/** Shows the result, and what can be done with it. */
import { answerInWords } from "../content/answer-words";
import { contentIndex } from "../content/content-index";
import type { Content, Response, ScreenText } from "../content/schema";
import { assess } from "../engine/assess";
import { wouldTellMost } from "../engine/open-questions";
import { writeFileAtomic } from "../platform/atomic-file";
import { printable } from "../platform/errors";
import { askExtraScreens, goBack, showScreen } from "./ask-screens";
import { choose, listOf, readView, rowsOf } from "./lists";
import { BACK, type Row, type View } from "./prompter";
import { askFile, askPassphrase, type SaveTarget, saveAnswers, saveOrAsk } from "./save";
import { isUnanswered, type Screen, screenFor, singleScreen, withAskedAnswers } from "./screens";
import type { AnswerTexts, ResultTexts, Session } from "./session";

/** What can be done with the result, by keys from 1 on; words say the key of one. */
export const ACTIONS = ["why", "words", "help", "save", "change", "add"] as const;
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

/** Offers the screens with what was answered, those that contradict each other first, and shows the one chosen again. */
async function change(session: Session): Promise<void> {
	const { content, prompter, response } = session;
	const { change: words } = content.words.keyboard;
	const contradicting = [...new Set(assess(content, response).contradicts?.flat())];
	const fits = ({ items = [] }: ScreenText) => !items.some((id) => contradicting.includes(id));
	const texts = content.screens.toSorted((a, b) => Number(fits(a)) - Number(fits(b)));
	const offered = texts.flatMap((text): { screen: Screen; label: string; aside?: string }[] => {
		const screen = screenFor(content, text, response);
		return screen ? [{ screen, label: text.title, aside: answerTo(content, text, screen, response) }] : [];
	});
	const labels = contradicting.map((id) => contentIndex(content).items.get(id)?.item.label ?? id);
	const paragraphs = labels.length > 0 ? [`${words.contradicts} ${labels.join("; ")}.`] : [];
	const [single] = labels.length > 0 ? [] : wouldTellMost(content, response);
	if (single !== undefined) {
		const screen = singleScreen(content, single, response);
		offered.unshift({ screen, label: screen.question });
		paragraphs.push(words.open);
	}
	const rows = rowsOf(offered.map(({ screen, ...row }) => ({ id: screen.id, ...row })));
	const chosen = await prompter.show(listOf(content, { paragraphs, question: words.question, rows }));
	const found = offered.find(({ screen }) => chosen !== BACK && screen.id === chosen.id);
	if (found) await showScreen(session, found.screen);
}

/** The answer to the question of a screen, or how much of its list was marked. */
function answerTo(content: Content, text: ScreenText, { rows }: Screen, response: Response): string {
	const { marked, blank } = content.words.keyboard.change;
	const { kind, items: [first = ""] = [] } = text;
	if (kind === "place") return content.places.find(({ id }) => id === response.place)?.name ?? blank;
	if (kind === "choose") return answerInWords(content, first, response.answers[first]) ?? blank;
	if (isUnanswered(content, text, response)) return blank;
	return `${marked} ${rows.filter(({ mark }) => mark !== undefined).length}`;
}
