/** The first screen: what this is, what it keeps, and how to leave. */
import type { Content } from "../content/schema";
import { StalkCheckError } from "../platform/errors";
import type { Prompter } from "./prompter";

const BEGIN = "begin";
const SOMEONE_ELSE = "someone-else";
const PLAIN = "plain";
const STOP = "stop";

/** What somebody chose before the first question. */
export type Beginning = { someoneElse: boolean; plain: boolean };

/**
 * Welcomes somebody, or welcomes them back. Offers to answer for someone else, and to be asked in plain lines, where that
 * is not so already.
 * @throws StalkCheckError `stopped` or `left` when the person does.
 */
export async function begin(
	{ words }: Content,
	prompter: Prompter,
	so: { back: boolean; someoneElse: boolean; plain: boolean },
): Promise<Beginning> {
	const { keyboard } = words;
	const leave = so.plain ? keyboard.plain.leave : keyboard.leave;
	const text = so.back ? keyboard.welcomeBack : words.welcome;
	const choice = await prompter.choose(
		{ text: [...text, leave], question: words.start },
		[
			{ id: BEGIN, label: so.back ? words.goOn : keyboard.begin },
			...(so.someoneElse || so.back
				? []
				: [{ id: SOMEONE_ELSE, label: keyboard.forSomeoneElse }]),
			...(so.plain ? [] : [{ id: PLAIN, label: keyboard.plainLines }]),
			{ id: STOP, label: words.stop },
		],
	);
	if (choice === STOP) throw new StalkCheckError("stopped", words.stopped);
	return {
		someoneElse: so.someoneElse || choice === SOMEONE_ELSE,
		plain: so.plain || choice === PLAIN,
	};
}
