/** The first screen: how to leave, whether they are in danger, and how they would like to be asked. */
import type { ScreenText } from "../content/schema";
import { wordedFor } from "../content/wording";
import { StalkCheckError } from "../platform/errors";
import { choose, listOf, readView, rowsOf, viewOf } from "./lists";
import { BACK, type Back, type Row, type View } from "./prompter";
import { answerScreen, type Screen, screenFor } from "./screens";
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
		} else if (chosen.id === "someone-else") session.response = { ...response, for: "someone-else" };
		else if (chosen.id === "myself") {
			const { for: _, ...rest } = response;
			session.response = rest;
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
	const rows = rowsOf([...screen.rows, ...others.map((id) => ({ id, label: start[id] }))]);
	const skip = viewOf(content, screen).rows.at(-1) as Row;
	rows.splice(screen.rows.length, 1, skip, { ...(rows[screen.rows.length] as Row), gap: true });
	const isResumed = options.resume !== undefined;
	const notSaved = isResumed ? start.notSavedAgain : start.notSaved;
	const kept = options.save !== undefined ? start.saved : notSaved;
	const leave = options.plain ? keyboard.plain.leave : start.leave;
	return {
		...listOf(content, rows, [], false),
		paragraphs: [...(isResumed ? words.welcomeBack : words.welcome), `${kept} ${leave} ${words.watched}`],
		narrow: [
			...(isResumed ? words.welcomeBack : words.welcomeNarrow),
			`${kept} ${start.leaveNarrow} ${words.watchedNarrow}`,
		],
		alert: 1,
		question: screen.question,
	};
}

/** Tells somebody who is in danger what to do at once. */
export async function warnOfDanger(session: Session): Promise<Back | undefined> {
	const { words } = session.content;
	const { danger } = words;
	const answer = session.response.answers[danger.item];
	if (typeof answer !== "string" || !danger.is.includes(answer)) return;
	const chosen = await choose(session, { paragraphs: danger.text, alert: 0 }, words, "goOn", "stop");
	// The advice stays on the normal screen.
	if (chosen === "stop") throw new StalkCheckError("stopped", [...danger.text, words.stopped].join("\n\n"));
	return chosen === BACK ? BACK : undefined;
}
