/** What an edit of content changes, as text. */
import type { ChangedCase, ChangedDefinition, Difference } from "../content/schema";
import { printable } from "../platform/errors";
import { asCase, inThousands } from "./proof";

/** Writes results first, then cases, and last the paths of all that differs. */
export function differenceText({ old, new: edited, items, definitions, cases, entries }: Difference): string {
	const { added, removed, changed, same } = definitions;
	const isLimited = [items.added, items.removed, items.options].some(({ length }) => length > 0);
	const lines = [
		`From ${old.version} (${old.hash}) to ${edited.version} (${edited.hash})`,
		...onlyIn("new", items.added, added),
		...onlyIn("old", items.removed, removed),
		...items.options.flatMap(optionLines),
		...(isLimited
			? ["Compared over the responses that both allow: an item that only one has is left unanswered."]
			: []),
		...changed.flatMap(definitionLines),
		...sameLines(same, isLimited),
		...caseLines(cases),
		...listed("Entries that differ", entries),
	];
	return lines.map((line) => `${printable(line)}\n`).join("");
}

function onlyIn(side: "old" | "new", items: Difference["items"]["added"], definitions: string[]): string[] {
	return [
		...items.map(({ item, definitions }) => {
			const readers = definitions.length > 0 ? definitions.join(", ") : "no definition";
			return `Only in the ${side} content: item ${item}, read by ${readers}`;
		}),
		...definitions.map((id) => `Only in the ${side} content: definition ${id}`),
	];
}

function optionLines({ items, ...options }: Difference["items"]["options"][number]): string[] {
	const { added, removed, changed } = options;
	const changes = Object.entries({ added, removed, "with another meaning": changed }).flatMap(([what, ids]) =>
		ids.length > 0 ? [`${what} ${ids.join(", ")}`] : [],
	);
	return [`Options of ${items.join(", ")}: ${changes.join("; ")}`];
}

function definitionLines({ definition, responses, changed, ways }: ChangedDefinition): string[] {
	return [
		`${definition}: another result for ${inThousands(changed)} of ${inThousands(responses)} possible responses`,
		...ways.map(
			({ from, to, responses, answers }) => `  ${from} to ${to}: ${inThousands(responses)}, such as ${asCase(answers)}`,
		),
	];
}

function sameLines(same: string[], isLimited: boolean): string[] {
	if (same.length === 0) return [];
	const where = isLimited ? "response that both allow" : "possible response";
	const gives = same.length === 1 ? "1 definition gives" : `${same.length} definitions give`;
	return [`${gives} the same result for every ${where}: ${same.join(", ")}`];
}

function caseLines(cases: Difference["cases"]): string[] {
	if (!cases) return ["There are no cases: name a folder of them with --cases."];
	const { compared, changed } = cases;
	return listed(`Cases that come out otherwise, of ${compared}`, changed.map(caseLine));
}

function caseLine({ path, name, impossible, results = [] }: ChangedCase): string {
	const changes = results.map(({ result, from, to }) => `${result} from ${from} to ${to}`);
	const what = impossible ? `not a response to the ${impossible} content` : changes.join("; ");
	return `${path}: ${what} (${name})`;
}

function listed(title: string, lines: string[]): string[] {
	return [`${title}: ${lines.length}`, ...lines.map((line) => `  ${line}`)];
}
