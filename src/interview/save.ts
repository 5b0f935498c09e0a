/** Files that the person asks for: where, whether to write over one, and whether to lock it. */
import { existsSync } from "node:fs";
import type { Content, Response } from "../content/schema";
import { writeFileAtomic } from "../platform/atomic-file";
import { printable, StalkCheckError } from "../platform/errors";
import { isSealed, seal, unseal } from "../platform/sealed-file";
import { BACK, type Back, type Prompter } from "./prompter";

/** A file to be written, and what to lock it with, if with anything. */
export type Plan = {
	file: string;
	replace: boolean;
	passphrase?: string | undefined;
};

const GO_ON = "go-on";
const REPLACE = "replace";
const OTHER_NAME = "other-name";
const NOT_NOW = "not-now";
const OPEN = "open";
const SEALED = "sealed";

/** Settles how answers will be saved when the person stops or finishes; undefined when they had rather not. */
export async function planToSave(
	{ words }: Content,
	prompter: Prompter,
	named: string,
): Promise<Plan | undefined> {
	const { save } = words.keyboard;
	for (let file = named; ; ) {
		const there = existsSync(file);
		const text = [save.warning, `${save.atEnd} ${printable(file)}`];
		const choice = await prompter.choose(
			{ text, question: there ? save.exists : "" },
			[
				there
					? { id: REPLACE, label: save.replace }
					: { id: GO_ON, label: save.goOn },
				{ id: OTHER_NAME, label: save.otherName },
				{ id: NOT_NOW, label: save.notNow },
			],
		);
		if (choice === NOT_NOW) return undefined;
		if (choice === OTHER_NAME) {
			const other = await prompter.type({ question: save.where });
			if (other !== BACK) file = other;
			continue;
		}
		const passphrase = await askPassphrase(words, prompter);
		if (passphrase !== BACK) return { file, replace: there, passphrase };
	}
}

/** Asks for the name of a file, and what to do when there is one. */
export async function askFile(
	{ words }: Content,
	prompter: Prompter,
): Promise<Plan | Back> {
	const { save } = words.keyboard;
	for (;;) {
		const file = await prompter.type({ question: save.where });
		if (file === BACK) return BACK;
		if (!existsSync(file)) return { file, replace: false };
		const choice = await prompter.choose(
			{ text: [printable(file)], question: save.exists, back: true },
			[
				{ id: REPLACE, label: save.replace },
				{ id: OTHER_NAME, label: save.otherName },
				{ id: NOT_NOW, label: save.notNow },
			],
		);
		if (choice === REPLACE) return { file, replace: true };
		if (choice === NOT_NOW) return BACK;
	}
}

/** Asks whether to lock a file, and with what; undefined when it is to stay open. */
export async function askPassphrase(
	{ keyboard }: Content["words"],
	prompter: Prompter,
): Promise<string | undefined | Back> {
	const { save } = keyboard;
	for (;;) {
		const how = await prompter.choose({ question: save.how, back: true }, [
			{ id: OPEN, label: save.open },
			{ id: SEALED, label: save.sealed },
		]);
		if (how === BACK) return BACK;
		if (how === OPEN) return undefined;
		for (let text: string[] = []; ; text = [save.different]) {
			const first = { text, question: save.passphrase };
			const passphrase = await prompter.type(first, true);
			if (passphrase === BACK) break;
			const again = { question: save.passphraseAgain };
			const repeated = await prompter.type(again, true);
			if (repeated === BACK) break;
			if (repeated === passphrase) return passphrase;
		}
	}
}

/**
 * Writes answers to a file, locked when a passphrase was chosen.
 * @throws StalkCheckError `cannot-write`
 */
export async function saveAnswers(
	response: Response,
	{ file, replace, passphrase }: Plan,
): Promise<void> {
	const text = `${JSON.stringify(response, null, 2)}\n`;
	const kept = passphrase === undefined ? text : await seal(text, passphrase);
	writeFileAtomic(file, kept, { replace });
}

/**
 * What a file says; when it is locked, once the person has typed its passphrase.
 * @throws StalkCheckError `stopped` when they give up; `cannot-open` when the file is damaged.
 */
export async function unlock(
	{ words }: Content,
	prompter: Prompter,
	file: string,
): Promise<string> {
	if (!isSealed(file)) return file;
	const { save } = words.keyboard;
	for (let text: string[] = []; ; text = [save.wrong]) {
		const question = { text, question: save.unlock };
		const passphrase = await prompter.type(question, true);
		if (passphrase === BACK)
			throw new StalkCheckError("stopped", words.stopped);
		try {
			return await unseal(file, passphrase);
		} catch (error) {
			const wrong =
				error instanceof StalkCheckError && error.code === "wrong-passphrase";
			if (!wrong) throw error;
		}
	}
}
