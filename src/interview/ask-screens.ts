/** Asks the screens, one after the other, and goes back over them. */
import type { ScreenText } from "../content/schema";
import { viewOf } from "./lists";
import { BACK, type Back } from "./prompter";
import { answerScreen, isOpen, type Screen, screenFor } from "./screens";
import type { Session } from "./session";
import { askStart, warnOfDanger } from "./start";

/** Asks from the first screen after the start on which nothing is answered. */
export async function askOpenScreens(session: Session): Promise<void> {
	const { content, response } = session;
	const first = content.screens.findIndex(
		(text, i) => i > 0 && isAsked(session, text) && isOpen(content, text, response),
	);
	if (first > 0) await askScreens(session, first);
}

/** Asks again, from the last screen that applies. */
export async function goBack(session: Session): Promise<void> {
	const { content, response } = session;
	const applies = (text: ScreenText) => isAsked(session, text) && screenFor(content, text, response) !== undefined;
	await askScreens(session, content.screens.findLastIndex(applies));
}

/** Asks the screens that are offered after the result. */
export async function askExtraScreens(session: Session): Promise<void> {
	await askScreens(session, 0, ({ extra }) => extra === true);
}

/**
 * Shows the screens from an index on that are wanted and apply. Going back from the first of them ends it too.
 * @throws StalkCheckError `stopped` or `left` when the person does.
 */
async function askScreens(
	session: Session,
	from: number,
	wanted = (text: ScreenText) => isAsked(session, text),
): Promise<void> {
	let step = 1;
	for (let at = from; at >= 0; at += step) {
		const text = session.content.screens[at];
		if (!text) return;
		const screen = wanted(text) ? screenFor(session.content, text, session.response) : undefined;
		if (!screen) continue;
		const ended = await (at === 0 ? askStart(session) : showScreen(session, screen));
		step = ended === BACK ? -1 : 1;
	}
}

/** Whether the options want a screen before the result. */
function isAsked({ options }: Session, { extra, kind }: ScreenText): boolean {
	return (options.full || !extra) && (kind !== "place" || options.place === undefined);
}

/** Shows one screen, and keeps what was answered. */
export async function showScreen(session: Session, screen: Screen): Promise<Back | undefined> {
	const { content, prompter } = session;
	const marks = screen.rows.flatMap(({ id, mark }) => (mark ? [[id, mark]] : []));
	const chosen = await prompter.show(viewOf(content, screen), Object.fromEntries(marks));
	if (chosen === BACK) return BACK;
	session.response = answerScreen(content, session.response, screen, chosen);
	const { items } = content.screens.find(({ id }) => id === screen.id) ?? {};
	if (items?.includes(content.words.danger.item)) return warnOfDanger(session);
}
