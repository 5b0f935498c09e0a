/** The first screen: how to leave, whether they are in danger, and how they would like to be asked. */
import type { Response, ScreenText } from "../content/schema";
import { wordedFor } from "../content/wording";
import { listOf, rowsOf, type Session, viewOf, warnOfDanger } from "./ask-screens";
import { BACK, type View } from "./prompter";
import { answerScreen, type Screen, screenFor } from "./screens";

export type StartOptions = {
	/** Whether it goes on with saved answers, and whether they will be saved. */
	resumed: boolean;
	saving: boolean;
	plain: boolean;
};

/**
 * Shows the start until danger was answered. `content` is in no particular wording. Returns whether the person wants plain
 * lines, before anything is answered.
 * @throws StalkCheckError `stopped` or `left` when the person does.
 */
export async function askStart(
	session: Session,
	content: Session["content"],
	options: StartOptions,
	helplines: (columns: number) => string,
): Promise<"plain" | undefined> {
	for (;;) {
		session.content = wordedFor(content, session.response.for);
		const screen = screenFor(session.content, session.content.screens[0] as ScreenText, session.response) as Screen;
		const chosen = await session.prompter.show(startView(session, screen, options));
		if (chosen === BACK) continue;
		if (chosen.id === "plain-lines") return "plain";
		if (chosen.id === "helplines") await session.prompter.show(readView(session.content, helplines, "toStart"));
		else if (chosen.id === "someone-else" || chosen.id === "myself") session.response = otherFor(session.response);
		else {
			session.response = answerScreen(session.content, session.response, screen, chosen);
			if ((await warnOfDanger(session)) !== BACK) return;
		}
	}
}

function otherFor({ for: whom, ...response }: Response): Response {
	return whom ? response : { ...response, for: "someone-else" };
}

function startView({ content, response }: Session, screen: Screen, { resumed, saving, plain }: StartOptions) {
	const { words } = content;
	const { keyboard } = words;
	const { start } = keyboard;
	const whom = response.for ? "myself" : "someone-else";
	const others = [
		{ id: whom, label: start[whom] },
		{ id: "helplines", label: start.helplines },
		...(plain ? [] : [{ id: "plain-lines", label: start["plain-lines"] }]),
	];
	const rows = rowsOf([...screen.rows, ...others]);
	const answers = rows.slice(0, screen.rows.length);
	const [first, ...rest] = rows.slice(screen.rows.length);
	const skip = viewOf(content, screen).rows.at(-1);
	const all = [...answers, skip, { ...first, gap: true }, ...rest].filter((row) => row !== undefined);
	const kept = saving ? start.saved : resumed ? start.notSavedAgain : start.notSaved;
	const leave = plain ? keyboard.plain.leave : start.leave;
	return {
		...listOf(content, all as typeof rows),
		paragraphs: [...(resumed ? words.welcomeBack : words.welcome), `${kept} ${leave} ${words.watched}`],
		narrow: [
			...(resumed ? words.welcomeBack : words.welcomeNarrow),
			`${kept} ${start.leaveNarrow} ${words.watchedNarrow}`,
		],
		alert: 1,
		question: screen.question,
		keys: () => [keyboard.keys.number, keyboard.keys.leave].join(" "),
		back: false,
	};
}

/** Text to read, from which every way leads back. */
export function readView(
	content: Session["content"],
	text: (columns: number) => string,
	back: "toStart" | "toAnswer" | "finish",
): View {
	const { keys, plain, progress, result } = content.words.keyboard;
	const label = back === "finish" ? result.finish : plain[back];
	return {
		...listOf(content, [{ key: "0", id: "back", label, ends: true }]),
		pages: ({ columns }) => [text(columns)],
		keys: (page, pages) => {
			const number = pages > 1 ? `${page + 1} ${progress.of} ${pages}. ` : "";
			return `${number}${page < pages - 1 ? `${keys.next} ` : ""}${keys[back]} ${keys.leave}`;
		},
	};
}
