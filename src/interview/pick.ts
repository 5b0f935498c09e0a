/** The prompts of Inquirer that draw a screen and read its keys. */
import {
	createPrompt,
	isEnterKey,
	useEffect,
	useKeypress,
	useState,
} from "@inquirer/core";
import { wrapAnsi } from "fast-wrap-ansi";
import type { WordsFile } from "../content/schema";
import {
	begin,
	type Key,
	layout,
	pressed,
	type Screen,
	type Size,
} from "./layout";

/** What a prompt draws on: how large it is now, and how it is wiped when that has changed. */
export type Canvas = {
	size: () => Size;
	/** Calls back when the size has changed; gives the way to stop that. */
	onResize: (resized: () => void) => () => void;
	words: WordsFile["keyboard"]["keys"];
	heading: (text: string) => string;
};

const HIDE_CURSOR = "\x1b[?25l";
const SHOW_CURSOR = "\x1b[?25h";

/** Puts one screen; gives the ids chosen, or that the person goes back or leaves. */
export const pick = createPrompt<
	string[] | "back" | "leave",
	{ screen: Screen; before: string[]; canvas: Canvas }
>(({ screen, before, canvas }, done) => {
	const [state, setState] = useState(() => begin(screen, before));
	const size = useSize(canvas);
	useKeypress((key, line) => {
		line.clearLine(0);
		const { words } = canvas;
		const outcome = pressed(screen, state, size, words, key as Key);
		if (outcome === "back" || outcome === "leave") done(outcome);
		else if ("done" in outcome) done(outcome.done);
		else setState(outcome);
	});
	const { lines } = layout(screen, state, size, canvas.words, canvas.heading);
	return lines.join("\n") + HIDE_CURSOR;
});

/** Asks for a line of text, below its question; what is `secret` is not shown. */
export const typeLine = createPrompt<
	string,
	{ text: string[]; secret: boolean; canvas: Canvas }
>(({ text, secret, canvas }, done) => {
	const [typed, setTyped] = useState("");
	const { columns } = useSize(canvas);
	useKeypress((key, line) => {
		if (isEnterKey(key)) done(typed);
		else setTyped(line.line);
	});
	const width = Math.max(Math.min(columns, 80) - 1, 10);
	const lines = [...text, canvas.words.type]
		.filter((paragraph) => paragraph !== "")
		.flatMap((paragraph) => [wrapAnsi(paragraph, width), ""]);
	const shown = secret ? "*".repeat([...typed].length) : typed;
	return `${lines.join("\n")}\n> ${shown}${SHOW_CURSOR}`;
});

/** The size of the window, now and whenever it changes. */
function useSize(canvas: Canvas): Size {
	const [size, setSize] = useState(canvas.size());
	useEffect(() => canvas.onResize(() => setSize(canvas.size())), []);
	return size;
}
