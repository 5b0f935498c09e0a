/** What a question needs of whatever puts it: a screen, or lines. */

/** One thing to choose. `hint` is an example to hesitate over. */
export type Choice = { id: string; label: string; hint?: string | undefined };

/** What stands above an answer: where we are, what is said first, and the question, each where there is one. */
export type Question = {
	heading?: string | undefined;
	text?: string[];
	question?: string;
	/** Whether there is anything to go back to. */
	back?: boolean;
};

/** Given instead of an answer: to the question before. */
export const BACK = Symbol("back");
export type Back = typeof BACK;

/**
 * How questions are put and answers read. Every question rejects with a StalkCheckError: `stopped` when the person stops
 * or input ends, `left` when they press the key to leave at once.
 */
export type Prompter = {
	/** Asks for one of the choices, from the one chosen `before`, if any; gives its id. */
	choose(
		question: Question,
		choices: Choice[],
		before?: string,
	): Promise<string | Back>;
	/** Asks for any number of the choices, from those ticked `before`; gives their ids, in the order of the choices. */
	tick(
		question: Question,
		choices: Choice[],
		before: string[],
	): Promise<string[] | Back>;
	/** Asks for a line of text, not shown when it is `secret`; an empty one is back. */
	type(question: Question, secret?: boolean): Promise<string | Back>;
	/** Shows a text that is set already, a window at a time. */
	read(text: string): Promise<void>;
	/** How wide a text to read may be, in columns. */
	width(): number;
	/** Leaves the terminal as it was; with `clear`, and with nothing to scroll back to either. */
	close(clear?: boolean): void;
};
