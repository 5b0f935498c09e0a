/** What a command line can say, and what it asks for. */
import { isOld } from "../content/age";
import type { Content, System } from "../content/schema";
import { type Checkable, closest } from "../engine/response";
import type { Order } from "../incidents/dates";
import { StalkCheckError } from "../platform/errors";
import type { Io } from "../platform/io";

export type Options = {
	json?: boolean;
	format?: "text" | "json" | "markdown" | "html";
	output?: string;
	force?: boolean;
	redact?: boolean;
	place?: string;
	for?: "someone-else";
	plain?: boolean;
	short?: boolean;
	save?: string;
	resume?: string;
	color?: boolean;
	exitCode?: boolean;
	questions?: string | undefined;
	need?: string;
	system?: System;
	cases?: string;
	today?: string;
	incidents?: string;
	dates?: Order;
	sources?: boolean;
	compact?: boolean;
	jobs?: number;
	skip?: number;
	errors?: string;
	summary?: boolean;
};

/** Refuses what the command that was named cannot do, where it was asked of the program as a whole. */
export function onlyReports({ format, force, redact }: Options) {
	if (format === "markdown" || format === "html")
		throw onlyReport(`--format ${format}`);
	if (force) throw onlyReport("--force");
	if (redact) throw onlyReport("--redact");
}

function onlyReport(option: string): StalkCheckError {
	return new StalkCheckError(
		"usage",
		`${option} is for one report: use it with stalk-check assess, or with stalk-check by itself.`,
	);
}

export function asJson({ json, format }: Options): boolean {
	return json === true || format === "json";
}

/**
 * The content that was asked for, which says of itself when it is not what was shipped, or is old. Places come from it, so
 * --place is looked at here.
 */
export async function contentOf(
	options: Options,
	{ today }: Pick<Io, "today">,
): Promise<Content> {
	const { questions } = options;
	const shipped = (await import("virtual:content")).default;
	const content =
		questions === undefined
			? shipped
			: await (await import("../content/load")).readContent(questions);
	knownPlace(options, content);
	const changed = content.hash !== shipped.hash;
	const old = isOld(content.checkedOn, today());
	if (!changed && !old) return content;
	return {
		...content,
		...(changed ? { changed } : {}),
		...(old ? { old } : {}),
	};
}

/** Refuses a --place that there is not, whether as a place or as one of these other names. */
export function knownPlace(
	{ place }: Options,
	{ places }: Pick<Checkable, "places">,
	others: string[] = [],
) {
	const known = [...places.map(({ id }) => id), ...others];
	if (place !== undefined && !known.includes(place))
		throw unknownName("place", place, [...new Set(known)]);
}

export function unknownName(
	what: string,
	given: string,
	known: string[],
): StalkCheckError {
	const near = closest(given, known);
	const hint =
		near === undefined
			? `There are: ${known.join(", ")}.`
			: `Did you mean "${near}"?`;
	return new StalkCheckError(
		"usage",
		`There is no ${what} "${given}". ${hint}`,
	);
}

export function nobodyToAsk(): StalkCheckError {
	return new StalkCheckError(
		"nobody-to-ask",
		"There is nobody to ask: this is not a terminal, and no answers were piped in. Run it in a terminal, or give it answers: stalk-check assess FILE, or pipe them in: cat FILE | stalk-check. For an empty set: stalk-check template",
	);
}

export function nothingToReplace(): StalkCheckError {
	return new StalkCheckError(
		"usage",
		"--force replaces a file: name one with --output FILE.",
	);
}

export function alreadyThere(file: string): StalkCheckError {
	return new StalkCheckError(
		"cannot-write",
		`The file ${file} exists already, and is not written over. Name another, or replace it with --force.`,
	);
}

export function nothingPiped(): StalkCheckError {
	return new StalkCheckError(
		"nobody-to-ask",
		"No answers were piped in. Give a file, or run stalk-check by itself to be asked.",
	);
}
