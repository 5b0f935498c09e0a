/** Saves answers to a file, and reads them again to resume. */
import { existsSync } from "node:fs";
import type { Response } from "../content/schema";
import { checkWritable, writeFileAtomic } from "../platform/atomic-file";
import { printable, StalkCheckError } from "../platform/errors";
import { readResponse } from "../platform/read-response";
import { isSealed, seal, unseal, weakness } from "../platform/sealed-file";
import { choose } from "./lists";
import { BACK, type Back } from "./prompter";
import type { Session } from "./session";

type Asking = Pick<Session, "content" | "prompter">;

/** The file to write. It is encrypted when there is a passphrase. */
export type SaveTarget = { file: string; replace: boolean; passphrase?: string | undefined };

/** Asks where and how to save the answers when the person stops or finishes. Returns undefined when they decline. */
export async function askWhereToSave(session: Asking, suggested: string): Promise<SaveTarget | undefined> {
	const { warning, atEnd } = session.content.words.keyboard.save;
	for (let file = suggested; ; ) {
		const target = await askFile(session, [warning, `${atEnd} ${printable(file)}`], file);
		if (!target) return undefined;
		const passphrase = await askPassphrase(session);
		if (passphrase !== BACK) return { ...target, passphrase };
		file = target.file;
	}
}

/**
 * Asks for a file that can be written, and whether to replace it when it exists. `text` comes first, with a file to agree
 * to or the reason why another is asked for: then going back asks again, so that nothing is lost to a slip. Returns
 * undefined when the person wants none.
 */
export async function askFile(session: Asking, text?: string[], file?: string): Promise<SaveTarget | undefined> {
	const { save } = session.content.words.keyboard;
	for (;;) {
		if (text) {
			const exists = file !== undefined && existsSync(file);
			const view = { paragraphs: text, question: exists ? save.exists : undefined, back: false };
			const agrees = file === undefined ? [] : [exists ? ("replace" as const) : ("goOn" as const)];
			const choice = await choose(session, view, save, ...agrees, "otherName" as const, "notNow" as const);
			if (choice === "notNow") return undefined;
			if (file !== undefined && choice !== "otherName") return { file, replace: exists };
		}
		const typed = await session.prompter.type([save.where]);
		if (typed === BACK && !text) return undefined;
		if (typed === BACK) continue;
		try {
			checkWritable(typed, { replace: true });
			if (!existsSync(typed)) return { file: typed, replace: false };
			file = typed;
			text = [printable(file)];
		} catch (error) {
			file = undefined;
			text = [printable((error as Error).message)];
		}
	}
}

/** Asks whether to encrypt a file. Returns the passphrase, or undefined when it is saved as plain text. */
export async function askPassphrase(session: Asking): Promise<string | undefined | Back> {
	const { prompter, content } = session;
	const { save } = content.words.keyboard;
	for (;;) {
		const choice = await choose(session, { question: save.how }, save, "open", "sealed");
		if (choice === BACK) return BACK;
		if (choice === "open") return undefined;
		for (let text: string[] = []; ; text = [save.different]) {
			const passphrase = await prompter.type([...text, save.passphrase], true);
			if (passphrase === BACK) break;
			const weak = weakness(passphrase);
			const warning = weak === undefined ? [] : [`${save.weak} ${weak}.`];
			const repeated = await prompter.type([...warning, save.passphraseAgain], true);
			if (repeated === BACK) break;
			if (repeated === passphrase) return passphrase;
		}
	}
}

/** Writes answers to a file, encrypted when there is a passphrase. */
export async function saveAnswers(response: Response, { file, replace, passphrase }: SaveTarget): Promise<void> {
	const plain = `${JSON.stringify(response, null, 2)}\n`;
	const text = passphrase === undefined ? plain : await seal(plain, passphrase);
	writeFileAtomic(file, text, { replace });
}

/**
 * Writes a file, and asks for another while it cannot be written: a failed write does not end the interview. Returns
 * where it was written, to be replaced by what is written next; undefined when the person does not want it any more.
 */
export async function saveOrAsk(
	session: Asking,
	target: SaveTarget,
	write: (target: SaveTarget) => Promise<void>,
	askOther = (reason: string) => askFile(session, [reason]),
): Promise<SaveTarget | undefined> {
	for (let to = target; ; ) {
		try {
			await write(to);
			return { ...to, replace: true };
		} catch (error) {
			if (!(error instanceof StalkCheckError && error.code === "cannot-write")) throw error;
			const other = await askOther(printable(error.message));
			if (!other) return undefined;
			to = { ...to, ...other };
		}
	}
}

/**
 * Goes on with the answers of a saved file. Asks for the passphrase when it is encrypted.
 * @throws StalkCheckError `stopped` when the person gives up; `cannot-open` when the file is damaged.
 */
export async function resume(session: Session, file: Uint8Array): Promise<void> {
	const { content, response } = session;
	const { place, for: whom, ...rest } = readResponse(content, await opened(session, file));
	session.response = { ...response, ...rest, place: place ?? response.place, for: whom ?? response.for };
}

async function opened({ content, prompter }: Asking, file: Uint8Array): Promise<Uint8Array> {
	const { keyboard, stopped } = content.words;
	const { unlock, wrong } = keyboard.save;
	const sealed = Buffer.from(file).toString("utf8");
	if (!isSealed(sealed)) return file;
	for (let text: string[] = []; ; text = [wrong]) {
		const passphrase = await prompter.type([...text, unlock], true);
		if (passphrase === BACK) throw new StalkCheckError("stopped", stopped);
		try {
			return Buffer.from(await unseal(sealed, passphrase));
		} catch (error) {
			if (!(error instanceof StalkCheckError && error.code === "wrong-passphrase")) throw error;
		}
	}
}
