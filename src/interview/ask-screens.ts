/** Asks the screens, from the start on, and goes back over them. */
import type { ScreenText } from "../content/schema";
import { wordedFor } from "../content/wording";
import { StalkCheckError } from "../platform/errors";
import { choose, listOf, readView, rowsOf, viewOf } from "./lists";
import { BACK, type Back, type Row, type View } from "./prompter";
import { answerScreen, isUnanswered, type Screen, screenFor } from "./screens";
import { openPrompter, type Session } from "./session";

/**
 * Shows the start until danger was answered.
 * @throws StalkCheckError `stopped` or `left` when the person does.
 */
export async function askStart(session: Session): Promise<void> {
	const { allWordings, terminal, texts } = session;
	for (;;) {
		const { response } = session;
		const content = wordedFor(allWordings, response.for);
		session.content = content;
		const screen = screenFor(content, content.screens[0] as ScreenText, response) as Screen;
		const chosen = await session.prompter.show(startView(session, screen));
		if (chosen === BACK) continue;
		if (chosen.id === "plain-lines") {
			session.prompter.close();
			session.options = { ...session.options, plain: true };
			session.prompter = await openPrompter(content, terminal, true);
		} else if (chosen.id === "helplines") {
			const text = (columns: number) => texts.helplines(response.place ?? undefined, columns);
			await session.prompter.show(readView(content, text, "toStart"));
		} else if (chosen.id === "someone-else" || chosen.id === "myself") {
			session.response = { ...response, for: response.for ? undefined : "someone-else" };
		} else {
			session.response = answerScreen(content, response, screen, chosen);
			if ((await warnOfDanger(session)) !== BACK) return;
		}
	}
}

function startView({ content, response, options }: Session, screen: Screen): View {
	const { words } = content;
	const { keyboard } = words;
	const { start } = keyboard;
	const whom = response.for ? "myself" : "someone-else";
	const others = [whom, "helplines", ...(options.plain ? [] : (["plain-lines"] as const))] as const;
	const rows = rowsOf([...screen.rows, ...others.map((id, i) => ({ id, label: start[id], gap: i === 0 }))]);
	rows.splice(screen.rows.length, 0, viewOf(content, screen).rows.at(-1) as Row);
	const isResumed = options.resume !== undefined;
	const notSaved = isResumed ? start.notSavedAgain : start.notSaved;
	const kept = options.save !== undefined ? start.saved : notSaved;
	const leave = options.plain ? keyboard.plain.leave : start.leave;
	return listOf(content, {
		rows,
		back: false,
		paragraphs: [...(isResumed ? words.welcomeBack : words.welcome), `${kept} ${leave} ${words.watched}`],
		narrow: [
			...(isResumed ? words.welcomeBack : words.welcomeNarrow),
			`${kept} ${start.leaveNarrow} ${words.watchedNarrow}`,
		],
		alert: 1,
		question: screen.question,
	});
}

/** Warns somebody whose answers may be recorded, who can then leave as from any screen. */
export async function warnOfRecording(session: Session): Promise<void> {
	const { words } = session.content;
	const { plain, start } = words.keyboard;
	const leave = session.options.plain ? plain.leave : start.leave;
	const view = { paragraphs: [...start.recorded, leave], alert: 1, back: false };
	while ((await choose(session, view, words, "goOn")) === BACK);
}

/** Tells somebody who is in danger what to do at once. */
async function warnOfDanger(session: Session): Promise<Back | undefined> {
	const { words } = session.content;
	const { danger } = words;
	const answer = session.response.answers[danger.item];
	if (typeof answer !== "string" || !danger.is.includes(answer)) return;
	const chosen = await choose(session, { paragraphs: danger.text, alert: 0 }, words, "goOn", "stop");
	// The advice stays on the normal screen.
	if (chosen === "stop") throw new StalkCheckError("stopped", [...danger.text, words.stopped].join("\n\n"));
	return chosen === BACK ? BACK : undefined;
}

/** Asks from the first screen after the start on which nothing is answered. */
export async function askUnanswered(session: Session): Promise<void> {
	const { content, response } = session;
	const first = content.screens.findIndex(
		(text, i) => i > 0 && isWanted(session, text) && isUnanswered(content, text, response),
	);
	if (first > 0) await askScreens(session, { from: first });
}

/** Asks again, from the last screen that applies. */
export async function goBack(session: Session): Promise<void> {
	await askScreens(session, { from: session.content.screens.length - 1, step: -1 });
}

/** Asks the screens that are offered after the result. */
export async function askExtraScreens(session: Session): Promise<void> {
	await askScreens(session, { wanted: ({ extra }) => extra === true });
}

/**
 * Shows the screens that are wanted and apply, starting with the nearest to an index. Going back from the first of them
 * ends it too.
 * @throws StalkCheckError `stopped` or `left` when the person does.
 */
async function askScreens(
	session: Session,
	{ from = 0, step = 1, wanted = (text: ScreenText) => isWanted(session, text) },
): Promise<void> {
	for (let at = from; ; at += step) {
		const text = session.content.screens[at];
		if (!text) return;
		const screen = wanted(text) && screenFor(session.content, text, session.response);
		if (!screen) continue;
		const ended = await (at === 0 ? askStart(session) : showScreen(session, screen));
		step = ended === BACK ? -1 : 1;
	}
}

/** Whether the options want a screen before the result. */
function isWanted({ options }: Session, { extra, kind }: ScreenText): boolean {
	return (options.full || !extra) && (kind !== "place" || options.place === undefined);
}

/** Shows one screen, and keeps what was answered. */
export async function showScreen(session: Session, screen: Screen): Promise<Back | undefined> {
	const { content, prompter } = session;
	const chosen = await prompter.show(viewOf(content, screen));
	if (chosen === BACK) return BACK;
	session.response = answerScreen(content, session.response, screen, chosen);
	const { items } = content.screens.find(({ id }) => id === screen.id) ?? {};
	if (items?.includes(content.words.danger.item)) return warnOfDanger(session);
}
