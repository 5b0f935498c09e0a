/** The content that a command uses, and names that must be in it. */
import { isOld } from "../content/age";
import type { Content } from "../content/schema";
import { anywhereElse, type Checkable, closest, MAX_PLACE_EDITS } from "../engine/response";
import { type StalkCheckError, usageError } from "../platform/errors";
import type { Io } from "../platform/io";
import type { Context, Options } from "./options";

/**
 * Loads the built-in content or the `--questions` folder, marked when it differs from the built-in content or is old.
 * @throws StalkCheckError `usage` when `--place` is not in it
 */
export async function loadContent(options: Options, { today }: Pick<Io, "today">): Promise<Content> {
	const { questions } = options;
	const builtIn = (await import("virtual:content")).default;
	const content = questions === undefined ? builtIn : await (await import("../content/load")).readContent(questions);
	checkPlace(options, content);
	const changed = content.hash !== builtIn.hash;
	const old = isOld(content.checkedOn, today());
	return changed || old ? { ...content, ...(changed && { changed }), ...(old && { old }) } : content;
}

/** The content to assess responses with: the engine gets what the build has compiled of it, as compiling takes 45 ms. */
export async function loadCompiledContent({ io, options }: Context): Promise<Content> {
	const content = await loadContent(options, io);
	if (options.questions !== undefined) return content;
	const [{ writerFor }, { readCompiled }] = [await import("../engine/assess"), await import("virtual:content")];
	writerFor(content, undefined, readCompiled());
	return content;
}

/**
 * Checks that `--place` is a place, or one of `others`.
 * @throws StalkCheckError `usage`
 */
export function checkPlace({ place }: Options, { places }: Pick<Checkable, "places">, others: string[] = []) {
	const known = [...new Set([...places.map(({ id }) => id), ...others])];
	if (place === undefined || known.includes(place)) return;
	throw unknownName("place", place, known, MAX_PLACE_EDITS, anywhereElse(places));
}

/** The error for a name that does not exist, with the closest one, or all that do and what follows the list. */
export function unknownName(kind: string, name: string, known: string[], most?: number, after = ""): StalkCheckError {
	const near = closest(name, known, most);
	const hint = near === undefined ? `There are: ${known.join(", ")}${after}.` : `Did you mean "${near}"?`;
	return usageError(`There is no ${kind} "${name}". ${hint}`);
}
