/** `stalk-check prove`: shows over every possible response that definitions behave as they should. */
import { prove as proveAll } from "../engine/prove";
import { EXIT } from "../platform/errors";
import { proofText } from "../report/proof";
import { loadContent } from "./content";
import type { Context } from "./options";
import { printJson } from "./output";

export async function prove({ io, options, args: [questions] }: Context): Promise<number> {
	const proof = proveAll(await loadContent({ questions }, io));
	if (options.json) printJson(io, proof);
	else io.write(1, proofText(proof));
	return proof.failures.length > 0 ? EXIT.content : EXIT.done;
}
