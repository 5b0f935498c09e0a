/** Asks the screens, one after the other, and goes back over them. */
import type { Content, Response, ScreenText } from "../content/schema";
import { StalkCheckError } from "../platform/errors";
import { BACK, type Back, type Chosen, type Prompter, type Row, type View } from "./prompter";
import { answerScreen, type Screen, screenFor } from "./screens";

/** What every part of an interview needs. `response` is changed in place, so that whoever stops can still save it. */
export type Session = {
	/** In the wording for the person who answers. */
	content: Content;
	prompter: Prompter;
	response: Response;
};

/** Keys of the actions of a screen. */
const ACTION_KEYS = {
	no: "0",
	next: "0",
	once: "0",
	open: "s",
	skip: "s",
	"cannot-say": "s",
	"one-event": "e",
	separate: "t",
};
/** Keys of rows: never one that goes on, goes back or leaves. */
const DIGITS = "123456789";
const LETTERS = "acdfghijklmnopqruvwyz";

/**
 * Shows the screens from an index on that are wanted and apply. Going back from the first of them ends it too.
 * @throws StalkCheckError `stopped` or `left` when the person does.
 */
export async function askScreens(
	session: Session,
	from: number,
	wanted: (text: ScreenText) => boolean,
	show: (text: ScreenText) => Promise<Back | undefined> = (text) => showScreen(session, text),
): Promise<void> {
	const { screens } = session.content;
	let step: 1 | -1 = 1;
	for (let at = from; at >= 0 && at < screens.length; at += step) {
		const text = session.content.screens[at] as ScreenText;
		if (!wanted(text) || !screenFor(session.content, text, session.response)) continue;
		step = (await show(text)) === BACK ? -1 : 1;
	}
}

/** Shows one screen, and keeps what was answered. */
export async function showScreen(session: Session, text: ScreenText): Promise<Back | undefined> {
	const screen = screenFor(session.content, text, session.response);
	return screen && show(session, screen);
}

export async function show(session: Session, screen: Screen): Promise<Back | undefined> {
	const { content, prompter } = session;
	const marks = screen.rows.flatMap(({ id, mark }) => (mark ? [[id, mark]] : []));
	const chosen = await prompter.show(viewOf(content, screen), Object.fromEntries(marks));
	if (chosen === BACK) return BACK;
	session.response = answerScreen(content, session.response, screen, chosen);
	const { items } = content.screens.find(({ id }) => id === screen.id) ?? {};
	if (items?.includes(content.words.danger.item)) return warnOfDanger(session);
}

/** A screen as a list. */
export function viewOf(content: Content, screen: Screen): View {
	const { rows, actions, marks, intro, question, next, kind } = screen;
	const ways = actions.map(({ id, label }) => ({ key: ACTION_KEYS[id], id, label }));
	const all = [
		...rowsOf(rows),
		...ways.map((way, i): Row => (marks.length > 0 ? { ...way, ends: true, gap: i === 0 } : way)),
	];
	const { keys, plain } = content.words.keyboard;
	const list = kind as "happened" | "true" | "how-often";
	return {
		...listOf(content, all, marks),
		progress: progressOf(content, screen),
		paragraphs: intro ? [intro] : [],
		question,
		next,
		...(marks.length > 0 && { keys: () => [keys[list], keys.back, keys.leave].join(" "), typed: plain[list] }),
	};
}

/** A list to choose from, with what is the same in all of them. */
export function listOf({ words }: Content, rows: Row[], marks: View["marks"] = []): View {
	const { keys, plain } = words.keyboard;
	const number = rows.length > DIGITS.length + 1 ? keys.letter : keys.number;
	return {
		paragraphs: [],
		rows,
		marks,
		keys: () => [number, keys.back, keys.leave].join(" "),
		typed: plain.choose,
		back: true,
		more: { above: keys.above, below: keys.below },
	};
}

/** Gives rows their keys: digits, then the first free letter of each label. */
export function rowsOf(
	rows: { id: string; label: string; aside?: string | undefined; text?: string; example?: string | undefined }[],
): Row[] {
	const free = new Set(LETTERS);
	return rows.map(({ id, label, aside, text, example }, i): Row => {
		const letters = [...label.toLowerCase(), ...LETTERS];
		const key = DIGITS[i] ?? (letters.find((letter) => free.has(letter)) as string);
		free.delete(key);
		const detail = [text === label ? undefined : text, example].filter((it) => it !== undefined);
		return { key, id, label, aside, detail };
	});
}

function progressOf({ screens, words }: Content, { id, title, extra }: Screen): View["progress"] {
	const alike = screens.filter((text) => text.extra === extra);
	const done = alike.findIndex((text) => text.id === id) + 1;
	const { of, extra: name } = words.keyboard.progress;
	if (done === 0) return { text: title, done: 0, of: 0 };
	return { text: `${extra ? `${name} ` : ""}${done} ${of} ${alike.length}  ${title}`, done, of: alike.length };
}

/** Tells somebody who is in danger what to do at once. */
export async function warnOfDanger({ content, prompter, response }: Session): Promise<Back | undefined> {
	const { danger, goOn, stop, stopped } = content.words;
	const answer = response.answers[danger.item];
	if (typeof answer !== "string" || !danger.is.includes(answer)) return;
	const rows = rowsOf([
		{ id: "goOn", label: goOn },
		{ id: "stop", label: stop },
	]);
	const chosen = await prompter.show({ ...listOf(content, rows), paragraphs: danger.text, alert: 0 });
	// The advice stays on the normal screen.
	if (chosen !== BACK && chosen.id === "stop")
		throw new StalkCheckError("stopped", [...danger.text, stopped].join("\n\n"));
	return chosen === BACK ? BACK : undefined;
}

/** Asks for one of some named choices. */
export async function choose<Id extends string>(
	{ content, prompter }: Session,
	view: Partial<View>,
	choices: Record<Id, string>,
	...ids: Id[]
): Promise<Id | Back> {
	const rows = rowsOf(ids.map((id) => ({ id, label: choices[id] })));
	const chosen: Chosen | Back = await prompter.show({ ...listOf(content, rows), ...view });
	return chosen === BACK ? BACK : (chosen.id as Id);
}
