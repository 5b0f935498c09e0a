/** What is asked and told, as views. */
import type { Content } from "../content/schema";
import { BACK, type Back, type Row, type View } from "./prompter";
import type { Screen } from "./screens";
import type { Session } from "./session";

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
/** Keys of rows: never one that goes on, goes back, leaves, or in plain lines reads the list again. */
const DIGITS = "123456789";
const LETTERS = "acdfgijklmnopqruvwyz";

/** A screen as a list. */
export function viewOf(content: Content, screen: Screen): View {
	const { rows, actions, marks, intro, question, next, kind } = screen;
	const ends = marks.length > 0;
	const ways = actions.map(({ id, label }, i) => ({ key: ACTION_KEYS[id], id, label, ends, gap: ends && i === 0 }));
	const texts = { progress: progressOf(content, screen), paragraphs: intro ? [intro] : [], question, next };
	return listOf(content, { ...texts, rows: [...rowsOf(rows), ...ways], marks }, kind === "place" ? "choose" : kind);
}

type List = Partial<View> & Pick<View, "rows">;
type ListKind = Exclude<Screen["kind"], "place">;

/** A list, with what is the same in all of that kind. */
export function listOf({ words }: Content, list: List, kind: ListKind = "choose"): View {
	const { keys, plain } = words.keyboard;
	const { back = true } = list;
	const number = list.rows.length > DIGITS.length + 1 ? keys.letter : keys.number;
	const press = kind === "choose" ? number : keys[kind];
	return {
		paragraphs: [],
		marks: [],
		keys: () => [press, ...(back ? [keys.back] : []), keys.leave].join(" "),
		typed: plain[kind],
		back,
		more: { above: keys.above, below: keys.below },
		...list,
	};
}

/** Text to read, from which every way leads back. */
export function readView(
	content: Content,
	text: (columns: number) => string,
	back: "toStart" | "toAnswer" | "finish",
): View {
	const { keys, plain, progress, result } = content.words.keyboard;
	const label = back === "finish" ? result.finish : plain[back];
	return listOf(content, {
		rows: [{ key: "0", id: "back", label, ends: true }],
		pages: ({ columns }) => [text(columns)],
		keys: (page, pages) => {
			const number = pages > 1 ? `${page + 1} ${progress.of} ${pages}. ` : "";
			return `${number}${page < pages - 1 ? `${keys.next} ` : ""}${keys[back]} ${keys.leave}`;
		},
	});
}

/** Gives rows their keys: digits, then the first free letter of each label. */
export function rowsOf(rows: Omit<Row, "key">[]): Row[] {
	const free = new Set(LETTERS);
	return rows.map((row, i): Row => {
		const letters = [...row.label.toLowerCase(), ...LETTERS];
		const key = DIGITS[i] ?? (letters.find((letter) => free.has(letter)) as string);
		free.delete(key);
		return { ...row, key };
	});
}

function progressOf({ screens, words }: Content, { id, title, extra }: Screen): View["progress"] {
	const alike = screens.filter((text) => text.extra === extra);
	const done = alike.findIndex((text) => text.id === id) + 1;
	const { of, extra: name } = words.keyboard.progress;
	if (done === 0) return { text: title, done: 0, of: 0 };
	return { text: `${extra ? `${name} ` : ""}${done} ${of} ${alike.length}  ${title}`, done, of: alike.length };
}

/** Asks for one of some named choices. */
export async function choose<Id extends string>(
	{ content, prompter }: Pick<Session, "content" | "prompter">,
	view: Partial<View>,
	choices: Record<Id, string>,
	...ids: Id[]
): Promise<Id | Back> {
	const rows = rowsOf(ids.map((id) => ({ id, label: choices[id] })));
	const chosen = await prompter.show(listOf(content, { ...view, rows }));
	return chosen === BACK ? BACK : (chosen.id as Id);
}
