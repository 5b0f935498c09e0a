/** Lets the person look at their answers and change them, and answer what would tell the most. */
import { answerInWords } from "../content/answer-words";
import { contentIndex } from "../content/content-index";
import type { Content, Response, ScreenText } from "../content/schema";
import { assess } from "../engine/assess";
import { wouldTellMost } from "../engine/open-questions";
import { showScreen } from "./ask-screens";
import { listOf, rowsOf } from "./lists";
import { BACK } from "./prompter";
import { isUnanswered, type Screen, screenFor, singleScreen } from "./screens";
import type { Session } from "./session";

/** Offers the screens with what was answered, those that contradict each other first, and shows the one chosen again. */
export async function change(session: Session): Promise<void> {
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
