/** `stalk-check prove`: shows over every possible response that definitions behave as they should, or pairs to sign. */
import { prove } from "../engine/prove";
import { witnessBook } from "../engine/witnesses";
import { EXIT } from "../platform/errors";
import { proofText } from "../report/proof";
import { loadContent } from "./content";
import type { Context } from "./options";
import { print } from "./output";

export async function run(context: Context): Promise<number> {
	const [questions] = context.args;
	const content = await loadContent({ questions }, context.io);
	if (context.options.book) {
		const book = witnessBook(content);
		await print(context, book, async () => (await import("../report/witnesses")).witnessBookMarkdown(content, book));
		return EXIT.done;
	}
	const proof = prove(content);
	await print(context, proof, () => proofText(proof));
	return proof.failures.length > 0 ? EXIT.content : EXIT.done;
}
