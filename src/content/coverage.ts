/** Checks that each subsection of the law that a pack cites is encoded, assumed, left to a court or out of scope. */
import { problem } from "../engine/response";
import { pointer, select } from "./json";
import { notAmong } from "./lint";
import type { Content, CoveredSection, Pack, Problem } from "./schema";
import type { CheckedSource } from "./sources";

/** The coverage of each pack, in the order of the packs. A pack that has none has no sections. */
export type PackCoverage = { pack: string; sections: CoveredSection[] };

/** Every gap. Paths are pointers into `{ packs, coverage }`. */
export function coverageGaps({ packs }: Pick<Content, "packs">, coverage: PackCoverage[]): Problem[] {
	return packs.flatMap((pack, i) => {
		const { sections = [] } = coverage[i] ?? {};
		const path = pointer("coverage", i);
		if (sections.length > 0)
			return [
				...unknownNames(pack, sections, path),
				...sections.flatMap((section, j) => missingSubsections(section, `${path}${pointer("sections", j)}`)),
				...uncoveredParts(pack, sections, pointer("packs", i)),
				...uncoveredCitations(pack, sections, coverage, pointer("packs", i)),
			];
		// What is not the law has no sections.
		if (pack.place === undefined) return [];
		return [{ path, message: "is missing: it must say of each subsection that the pack cites what becomes of it" }];
	});
}

function unknownNames({ elements, definitions }: Pack, sections: CoveredSection[], path: string): Problem[] {
	const ids = definitions.map(({ id }) => id);
	const within = `${path}/sections`;
	return [
		...notAmong(select<string>(sections, "/*/definitions/*", within), "definition", ids),
		...notAmong(select<string>(sections, "/*/entries/*/by/*", within), "element or definition", [
			...elements.map(({ id }) => id),
			...ids,
		]),
	];
}

/** Subsections from 1 to the last, and paragraphs from (a) to the highest named, that have no entry; and those after the last. */
function missingSubsections({ last, entries }: CoveredSection, path: string): Problem[] {
	const places = entries.map(({ at }) => steps(at));
	const named = new Set(places.map(([subsection = ""]) => subsection));
	const end = Number.parseInt(last, 10);
	const wanted = new Set([...Array.from({ length: end }, (_, i) => String(i + 1)), last]);
	const missing = [...wanted].filter((subsection) => !named.has(subsection)).map((it) => `(${it})`);
	for (const subsection of named) {
		const letters = places.flatMap(([first, letter]) => (first === subsection && letter ? [letter] : []));
		for (let code = 97; letters.some((letter) => letter > String.fromCharCode(code)); code++) {
			const letter = String.fromCharCode(code);
			if (!letters.includes(letter)) missing.push(`(${subsection})(${letter})`);
		}
	}
	const beyond = [...named].filter((it) => Number.parseInt(it, 10) > end).map((it) => `(${it})`);
	return [
		...missing.map((it) => ({ path: `${path}/entries`, message: `no entry says what becomes of ${it}` })),
		...beyond.map((it) => ({ path: `${path}/last`, message: `is "${last}", and there is an entry for ${it}` })),
	];
}

/** Definitions that no section names, and elements of them that no entry of such a section names. */
function uncoveredParts({ definitions }: Pack, sections: CoveredSection[], path: string): Problem[] {
	return definitions.flatMap(({ id, routes }, i) => {
		const own = sections.filter((section) => section.definitions.includes(id));
		const at = `${path}${pointer("definitions", i)}`;
		if (own.length === 0) return [{ path: at, message: `no section of the coverage is for "${id}"` }];
		const named = new Set(select<string>(own, "/*/entries/*/by/*").map(({ value }) => value));
		const unnamed = new Set(routes.flatMap(({ elements }) => elements).filter((element) => !named.has(element)));
		return [...unnamed].map((element) => ({
			path: at,
			message: `no entry of the sections for "${id}" names its element "${element}"`,
		}));
	});
}

/** Where a pack cites its law. */
const CITING = [
	"/elements/*/note",
	"/elements/*/soft/*/note",
	"/definitions/*/law/provision",
	"/definitions/*/source/citation",
	"/definitions/*/furtherSources/*/citation",
	"/definitions/*/note",
];

function uncoveredCitations(pack: Pack, own: CoveredSection[], all: PackCoverage[], path: string): Problem[] {
	return CITING.flatMap((pattern) => select<string>(pack, pattern, path)).flatMap((text) =>
		citations(text.value).flatMap(({ act, provision, at }) => {
			// Notes of shared elements name the Act, which may be that of another pack.
			const among = act === undefined ? own : all.flatMap(({ sections }) => sections.filter((it) => it.act === act));
			const sections = among.filter((section) => section.provision === provision);
			const covered = sections.flatMap(({ entries }) => entries.map((entry) => steps(entry.at)));
			if (covered.some((steps) => overlap(steps, at))) return [];
			const cited = provision + inBrackets(at);
			const subsections = covered.map((steps) => provision + inBrackets(steps.slice(0, 1)));
			const known = subsections.length > 0 ? subsections : among.map((section) => section.provision);
			return [
				problem(text.path, `cites ${[act, cited].filter(Boolean).join(" ")}, which no coverage has`, cited, known),
			];
		}),
	);
}

/** Whether one is the other or a part of it. */
function overlap(one: string[], other: string[]): boolean {
	return one.every((step, i) => i >= other.length || step === other[i]);
}

/** "1(b)(ii)" as its parts. */
function steps(at: string): string[] {
	return at.match(/\w+/g) ?? [];
}

function inBrackets(steps: string[]): string {
	return steps.map((step) => `(${step})`).join("");
}

/** The year of an Act is no section. */
const SECTION = String.raw`\d+(?!\d| (?:Act|Order))[A-Z]*(?:\(\w+\))*`;
const PLACE = String.raw`(?:${SECTION}|(?:\(\w+\))+)`;
const CITATION = new RegExp(
	String.raw`(?:(\d{4} (?:Act|Order)) )?\b(sections?|articles?|ss?\.|arts?\.) ?(${SECTION}(?:(?:, | and | or | to |-)${PLACE})*)`,
	"gi",
);

/** The sections that a text cites, each with the parts of a subsection or paragraph, if it names one. */
export function citations(text: string): { act: string | undefined; provision: string; at: string[] }[] {
	let act: string | undefined;
	return [...text.matchAll(CITATION)].flatMap(([, named, unit = "", list = ""]) => {
		act = named ?? act;
		const what = /^a/i.test(unit) ? "article" : "section";
		return placesIn(list).map(([number, ...at]) => ({ act, provision: `${what} ${number}`, at }));
	});
}

/** No text cites more sections in one breath. */
const MAX_RANGE = 100;

/** "2 to 4" and "39(3)-(4)" as the steps of each; a part in brackets goes on from the place before it. */
function placesIn(list: string): string[][] {
	const places: string[][] = [];
	for (const [, joined, place = ""] of list.matchAll(new RegExp(`(, | and | or | to |-)?(${PLACE})`, "g"))) {
		const before = places.at(-1) ?? [];
		const given = steps(place);
		// A number in brackets is a subsection, and a letter a paragraph.
		const kept = !place.startsWith("(") ? 0 : /^\d/.test(given[0] ?? "") ? 1 : before.length - 1;
		const next = [...before.slice(0, kept), ...given];
		const from = Number(before[kept]);
		if (joined === " to " || joined === "-")
			for (let n = from + 1; n < Math.min(Number(next[kept]), from + MAX_RANGE); n++)
				places.push([...next.slice(0, kept), String(n)]);
		places.push(next);
	}
	return places;
}

/** What was never read, as sources to check. Paths are pointers into `{ coverage }`. */
export function unreadLaw(coverage: PackCoverage[]): CheckedSource[] {
	return select<CoveredSection>(coverage, "/*/sections/*", "/coverage").flatMap(
		({ path, value: { source, entries } }) =>
			entries.flatMap(({ is, at }, i) => {
				if (is !== "unread") return [];
				const what = `${source.citation}, ${inBrackets(steps(at))}`;
				return [
					{ ...source, what, numbers: [], addresses: [source.url], unread: true, path: path + pointer("entries", i) },
				];
			}),
	);
}
