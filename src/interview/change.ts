/** Lets the person look at their answers and change them, and answer what would tell the most. */
import { answerInWords } from "../content/answer-words";
import { contentIndex } from "../content/content-index";
import type { Content, Response, ScreenText } from "../content/schema";
import { assess } from "../engine/assess";
import { wouldTellMost } from "../engine/open-questions";
import { showScreen } from "./ask-screens";
import { listOf, rowsOf } from "./lists";
import { BACK } from "./prompter";
import { type Screen, screenFor, singleScreen } from "./screens";
import type { Session } from "./session";

/** Offers the screens with what was answered, those that contradict each other first, and shows the one chosen again. */
export async function change(session: Session): Promise<void> {
	const { content, prompter, response } = session;
	const { change: words } = content.words.keyboard;
	const contradicting = [...new Set(assess(content, response).contradicts?.flat())];
	const fits = ({ items = [] }: ScreenText) => !items.some((id) => contradicting.includes(id));
	const single = contradicting.length > 0 ? undefined : wouldTellMost(content, response)[0];
	const singles = single === undefined ? [] : [singleScreen(content, single, response)];
	const texts = content.screens.toSorted((a, b) => Number(fits(a)) - Number(fits(b)));
	const screens = texts.flatMap((text) => screenFor(content, text, response) ?? []);
	const rows = rowsOf([
		...singles.map(({ id, question }) => ({ id, label: question })),
		...screens.map((screen) => ({ id: screen.id, label: screen.title, ...answersOf(content, screen, response) })),
	]);
	const labels = contradicting.map((id) => contentIndex(content).items.get(id)?.item.label ?? id);
	const notes = labels.length > 0 ? [`${words.contradicts} ${labels.join("; ")}.`] : singles.map(() => words.open);
	const chosen = await prompter.show({ ...listOf(content, rows), paragraphs: notes, question: words.question });
	const screen = [...singles, ...screens].find(({ id }) => chosen !== BACK && id === chosen.id);
	if (screen) await showScreen(session, screen);
}

/** How much of a screen was answered, to stand beside it, and all its answers, to stand below it. */
function answersOf(content: Content, { id, kind, rows }: Screen, response: Response) {
	const { marked, blank } = content.words.keyboard.change;
	if (kind === "place") return { aside: content.places.find(({ id }) => id === response.place)?.name ?? blank };
	const { items = [] } = content.screens.find((text) => text.id === id) ?? {};
	const given = (kind === "how-often" ? rows.map(({ id }) => id) : items).flatMap((item) => {
		const answer = answerInWords(content, item, response.answers[item]);
		return answer ? [{ label: contentIndex(content).items.get(item)?.item.label, answer }] : [];
	});
	if (kind === "choose") return { aside: given[0]?.answer ?? blank };
	const count = rows.filter(({ mark }) => mark !== undefined).length;
	return {
		aside: given.length > 0 ? `${marked} ${count}` : blank,
		example: given.map(({ label, answer }) => `${label}: ${answer}.`).join(" ") || undefined,
	};
}
