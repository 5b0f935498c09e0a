/** `stalk-check prove`: shows over every possible response that definitions behave as they should. */
import { prove as proveAll } from "../engine/prove";
import { EXIT } from "../platform/errors";
import { proofText } from "../report/proof";
import { loadContent } from "./content";
import type { Context } from "./options";
import { print } from "./output";

export async function prove(context: Context): Promise<number> {
	const [questions] = context.args;
	const proof = proveAll(await loadContent({ questions }, context.io));
	await print(context, proof, () => proofText(proof));
	return proof.failures.length > 0 ? EXIT.content : EXIT.done;
}
