/** What is asked and told, as views. */
import type { Content } from "../content/schema";
import { BACK, type Back, type Row, type View } from "./prompter";
import type { Screen, ScreenRow } from "./screens";
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
export function listOf({ words }: Content, rows: Row[], marks: View["marks"] = [], back = true): View {
	const { keys, plain } = words.keyboard;
	const number = rows.length > DIGITS.length + 1 ? keys.letter : keys.number;
	return {
		paragraphs: [],
		rows,
		marks,
		keys: () => [number, ...(back ? [keys.back] : []), keys.leave].join(" "),
		typed: plain.choose,
		back,
		more: { above: keys.above, below: keys.below },
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
	return {
		...listOf(content, [{ key: "0", id: "back", label, ends: true }]),
		pages: ({ columns }) => [text(columns)],
		keys: (page, pages) => {
			const number = pages > 1 ? `${page + 1} ${progress.of} ${pages}. ` : "";
			return `${number}${page < pages - 1 ? `${keys.next} ` : ""}${keys[back]} ${keys.leave}`;
		},
	};
}

/** Gives rows their keys: digits, then the first free letter of each label. */
export function rowsOf(rows: ScreenRow[]): Row[] {
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
	const chosen = await prompter.show({ ...listOf(content, rows, [], view.back), ...view });
	return chosen === BACK ? BACK : (chosen.id as Id);
}
