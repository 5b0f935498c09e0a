/** Saves answers to a file, and reads them again to resume. */
import { existsSync } from "node:fs";
import type { Response } from "../content/schema";
import { checkWritable, writeFileAtomic } from "../platform/atomic-file";
import { printable, StalkCheckError } from "../platform/errors";
import { isSealed, seal, unseal, weakness } from "../platform/sealed-file";
import { choose, type Session } from "./ask-screens";
import { BACK, type Back } from "./prompter";

/** The file to write. It is encrypted when there is a passphrase. */
export type SaveTarget = { file: string; replace: boolean; passphrase?: string | undefined };

/** Asks where and how to save the answers when the person stops or finishes. Returns undefined when they decline. */
export async function askWhereToSave(session: Session, suggested: string): Promise<SaveTarget | undefined> {
	const { prompter } = session;
	const { save } = session.content.words.keyboard;
	for (let file = suggested; ; ) {
		const exists = existsSync(file);
		const trouble = troubleWith(file);
		const text = trouble === undefined ? [save.warning, `${save.atEnd} ${printable(file)}`] : [trouble];
		const choice = await choose(
			session,
			{ paragraphs: text, ...(exists && { question: save.exists }) },
			save,
			...(trouble === undefined ? [exists ? ("replace" as const) : ("goOn" as const)] : []),
			...(["otherName", "notNow"] as const),
		);
		if (choice === "notNow" || choice === BACK) return undefined;
		if (choice === "otherName") {
			const name = await prompter.type({ question: save.where });
			if (name !== BACK) file = name;
			continue;
		}
		const passphrase = await askPassphrase(session);
		if (passphrase !== BACK) return { file, replace: exists, passphrase };
	}
}

/** Why a file cannot be written, whether or not one is there already. */
function troubleWith(file: string): string | undefined {
	try {
		checkWritable(file, { replace: true });
		return undefined;
	} catch (error) {
		return printable((error as Error).message);
	}
}

/** Asks for the name of a file, and whether to replace it when it exists. */
export async function askFile(session: Session): Promise<SaveTarget | Back> {
	const { save } = session.content.words.keyboard;
	for (;;) {
		const file = await session.prompter.type({ question: save.where });
		if (file === BACK) return BACK;
		if (!existsSync(file)) return { file, replace: false };
		const view = { paragraphs: [printable(file)], question: save.exists };
		const choice = await choose(session, view, save, "replace", "otherName", "notNow");
		if (choice === "replace") return { file, replace: true };
		if (choice === "notNow") return BACK;
	}
}

/** Asks whether to encrypt a file. Returns the passphrase, or undefined when it is saved as plain text. */
export async function askPassphrase(session: Session): Promise<string | undefined | Back> {
	const { prompter, content } = session;
	const { save } = content.words.keyboard;
	for (;;) {
		const choice = await choose(session, { question: save.how }, save, "open", "sealed");
		if (choice === BACK) return BACK;
		if (choice === "open") return undefined;
		for (let text: string[] = []; ; text = [save.different]) {
			const passphrase = await prompter.type({ text, question: save.passphrase }, true);
			if (passphrase === BACK) break;
			const weak = weakness(passphrase);
			const warning = weak === undefined ? [] : [`${save.weak} ${weak}.`];
			const repeated = await prompter.type({ text: warning, question: save.passphraseAgain }, true);
			if (repeated === BACK) break;
			if (repeated === passphrase) return passphrase;
		}
	}
}

/**
 * Writes answers to a file, encrypted when there is a passphrase.
 * @throws StalkCheckError `cannot-write`
 */
export async function saveAnswers(response: Response, { file, replace, passphrase }: SaveTarget): Promise<void> {
	const plain = `${JSON.stringify(response, null, 2)}\n`;
	const text = passphrase === undefined ? plain : await seal(plain, passphrase);
	writeFileAtomic(file, text, { replace });
}

/**
 * Writes a file, and asks for another while it cannot be written: a failed write does not end the interview. Returns
 * where it was written, to be replaced by what is written next; undefined when the person does not want it any more.
 */
export async function saved(
	target: SaveTarget,
	write: (target: SaveTarget) => Promise<void>,
	askOther: (reason: string) => Promise<SaveTarget | undefined>,
): Promise<SaveTarget | undefined> {
	for (let to = target; ; ) {
		try {
			await write(to);
			return { ...to, replace: true };
		} catch (error) {
			if (!(error instanceof StalkCheckError && error.code === "cannot-write")) throw error;
			const other = await askOther(error.message);
			if (!other) return undefined;
			to = { ...to, ...other };
		}
	}
}

/**
 * Asks for a file in place of one that cannot be written, for the reason given. Returns undefined when the person does not
 * want one. Going back asks again, so that nothing is lost to a slip.
 */
export async function askOtherFile(session: Session, reason: string): Promise<SaveTarget | undefined> {
	const { save } = session.content.words.keyboard;
	for (;;) {
		const choice = await choose(session, { paragraphs: [printable(reason)] }, save, "otherName", "notNow");
		if (choice === "notNow") return undefined;
		const other = choice === BACK ? BACK : await askFile(session);
		if (other !== BACK) return other;
	}
}

/**
 * Returns what a saved file holds. Asks for the passphrase when the file is encrypted.
 * @throws StalkCheckError `stopped` when the person gives up; `cannot-open` when the file is damaged.
 */
export async function openSaved({ content, prompter }: Session, file: Uint8Array): Promise<Uint8Array> {
	const { keyboard, stopped } = content.words;
	const { unlock, wrong } = keyboard.save;
	const sealed = Buffer.from(file).toString("utf8");
	if (!isSealed(sealed)) return file;
	for (let text: string[] = []; ; text = [wrong]) {
		const passphrase = await prompter.type({ text, question: unlock }, true);
		if (passphrase === BACK) throw new StalkCheckError("stopped", stopped);
		try {
			return Buffer.from(await unseal(sealed, passphrase));
		} catch (error) {
			if (!(error instanceof StalkCheckError && error.code === "wrong-passphrase")) throw error;
		}
	}
}
