/** Where the cases of content are. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readCases } from "../content/load";
import type { Options } from "./options";

/** The folder that the build read, in a clone; an installed package does not have it. */
export const OWN_FOLDER = join(import.meta.dirname, "..", "questions");

/** The cases of `--cases`, of the first of some content folders that has any, or of the clone. */
export async function casesFor(folders: string[], { cases }: Options) {
	const possible = folders.flatMap((folder) => [
		join(folder, "cases"),
		...(folder === OWN_FOLDER ? [join(folder, "..", "test", "cases")] : []),
	]);
	const found = cases ?? possible.find((name) => existsSync(name));
	return found === undefined ? undefined : readCases(found);
}
