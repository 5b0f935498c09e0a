/** Lets the person look at their answers and change them, and answer what would tell the most. */
import { answerInWords } from "../content/answer-words";
import { contentIndex } from "../content/content-index";
import type { Content, Response, ScreenText } from "../content/schema";
import { assess } from "../engine/assess";
import { wouldTellMost } from "../engine/open-questions";
import { listOf, rowsOf, type Session, show, showScreen } from "./ask-screens";
import { BACK } from "./prompter";
import { type Screen, screenFor, singleScreen } from "./screens";

/** Offers the screens with what was answered, those that contradict each other first, and shows the one chosen again. */
export async function change(session: Session): Promise<void> {
	const { content, prompter, response } = session;
	const { change: words } = content.words.keyboard;
	const contradicting = new Set(assess(content, response).contradicts?.flat());
	const doesNotFit = ({ items = [] }: ScreenText) => items.some((id) => contradicting.has(id));
	const single = contradicting.size > 0 ? undefined : wouldTellMost(content, response)[0];
	const texts = content.screens.filter((text) => screenFor(content, text, response));
	const rows = rowsOf([
		...(single ? [{ id: single, label: contentIndex(content).items.get(single)?.item.text ?? single }] : []),
		...texts
			.toSorted((a, b) => Number(doesNotFit(b)) - Number(doesNotFit(a)))
			.map((text) => rowOf(content, text, response)),
	]);
	const labels = [...contradicting].map((id) => contentIndex(content).items.get(id)?.item.label ?? id);
	const chosen = await prompter.show({
		...listOf(content, rows),
		paragraphs: labels.length > 0 ? [`${words.contradicts} ${labels.join("; ")}.`] : single ? [words.open] : [],
		question: words.question,
	});
	if (chosen === BACK) return;
	const text = texts.find(({ id }) => id === chosen.id);
	if (text) await showScreen(session, text);
	else await show(session, singleScreen(content, chosen.id, response));
}

/** A screen with how much of it was answered beside it, and all its answers below it. */
function rowOf(content: Content, text: ScreenText, response: Response) {
	const { change: words } = content.words.keyboard;
	const screen = screenFor(content, text, response) as Screen;
	const ids = text.kind === "how-often" ? screen.rows.map(({ id }) => id) : (text.items ?? []);
	const given = ids.flatMap((id) => {
		const answer = answerInWords(content, id, response.answers[id]);
		return answer ? [{ label: contentIndex(content).items.get(id)?.item.label, answer }] : [];
	});
	const row = { id: text.id, label: text.title };
	if (text.kind === "place")
		return { ...row, aside: content.places.find(({ id }) => id === response.place)?.name ?? words.blank };
	if (text.kind === "choose") return { ...row, aside: given[0]?.answer ?? words.blank };
	const marked = screen.rows.filter(({ mark }) => mark !== undefined).length;
	return {
		...row,
		aside: given.length > 0 ? `${words.marked} ${marked}` : words.blank,
		example: given.map(({ label, answer }) => `${label}: ${answer}.`).join(" ") || undefined,
	};
}
