/** `stalk-check diff`: what an edit of content changes in its results. */
import { resolve } from "node:path";
import { difference } from "../engine/difference";
import { EXIT, usageError } from "../platform/errors";
import { differenceText } from "../report/difference";
import { casesFor, OWN_FOLDER } from "./cases";
import { loadContent } from "./content";
import type { Context } from "./options";
import { print } from "./output";

export async function run(context: Context): Promise<number> {
	const { io, options } = context;
	// One folder alone is an edit of the built-in content.
	const [edited, old, ...others] = context.args.map((folder) => resolve(folder)).reverse();
	if (edited === undefined || others.length > 0)
		throw usageError("Name two folders, the old and the new one, or one to compare with the built-in content.");
	const contents = [await loadContent({ questions: old }, io), await loadContent({ questions: edited }, io)] as const;
	const found = difference(...contents, await casesFor([edited, old ?? OWN_FOLDER], options));
	await print(context, found, () => differenceText(found));
	return EXIT.done;
}
