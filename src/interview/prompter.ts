/** The interface between the interview and the terminal: `screen.ts` implements it with screens, `plain.ts` with lines. */

/** One choice of a prompt. `hint` is an example. */
export type Choice<Id extends string = string> = { id: Id; label: string; hint?: string | undefined };

/** The text above the choices. */
export type Prompt = {
	heading?: string | undefined;
	/** Paragraphs before the question. */
	text?: string[];
	question?: string;
	/** Whether the person can go back from here. */
	back?: boolean;
};

/** Returned instead of an answer when the person goes back. */
export const BACK = Symbol("back");
export type Back = typeof BACK;

/**
 * Shows prompts and reads answers. Every prompt rejects with a StalkCheckError: `stopped` when the person stops or input
 * ends, `left` when they press `x`.
 */
export type Prompter = {
	/** Asks for one choice and returns its id. `before` is the id chosen earlier. */
	choose<Id extends string>(prompt: Prompt, choices: Choice<Id>[], before?: string): Promise<Id | Back>;
	/** Asks for any number of choices and returns their ids in the order of the choices. */
	tick(prompt: Prompt, choices: Choice[], before: string[]): Promise<string[] | Back>;
	/** Asks for a line of text, which is not echoed when `secret`. An empty line goes back. */
	type(prompt: Prompt, secret?: boolean): Promise<string | Back>;
	/** Shows formatted text, a page at a time. */
	read(text: string): Promise<void>;
	/** The width for text passed to `read`, in columns. */
	width(): number;
	/** Restores the terminal. With `clear`, also clears the window and its scrollback. */
	close(clear?: boolean): void;
};

/** Makes choices from named words. The names are the ids. */
export function choicesOf<Id extends string>(words: NoInfer<Record<Id, string>>, ...ids: Id[]): Choice<Id>[] {
	return ids.map((id) => ({ id, label: words[id] }));
}
