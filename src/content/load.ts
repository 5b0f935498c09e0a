/** Loads content and cases from a folder and checks all of it. The build loads `questions/` through this too. */
import { createHash } from "node:crypto";
import type { z } from "zod";
import { problem } from "../engine/response";
import { StalkCheckError } from "../platform/errors";
import { jsonFiles, names, readShape } from "./json-file";
import { Resolver } from "./resolve";
import type {
	AnswerSet,
	Case,
	Content,
	Element,
	fileShapes,
	Pack,
	Place,
	Problem,
} from "./schema";

/**
 * Loads and checks a content folder laid out as `questions/` is.
 * @throws StalkCheckError `cannot-read`, or `bad-content` with every problem found, each with its file and place.
 */
export async function readContent(folder: string): Promise<Content> {
	return (await readForReview(folder)).content;
}

/** Turns the `path` of something, a pointer into `Content`, into the file and the place in it. */
export type Locate = <T extends { path: string }>(it: T) => T;

/**
 * Loads content as `readContent` does. `locate` maps pointers into it to files; `unused` lists groups, terms and shared
 * elements that nothing refers to.
 */
export async function readForReview(
	folder: string,
): Promise<{ content: Content; locate: Locate; unused: Problem[] }> {
	const { checkContent } = await import("./lint");
	const { files, problems } = await readFiles(folder);
	failOn(folder, problems);
	const { edition, answerSets, terms, signs, notes, signposts, words, traces } =
		files as Complete<typeof files>;
	const checklists = ordered(files.checklists);
	const packs = ordered(files.packs);

	const sets = new Map(answerSets.answerSets.map((set) => [set.id, set]));
	const resolver = new Resolver({
		...terms,
		items: new Map<string, AnswerSet | undefined>(
			checklists.flatMap(({ part }) =>
				part.items.map((item) => [item.id, sets.get(item.answerSet)]),
			),
		),
	});
	const shared = resolver.within("terms.json#/elements", terms.elements);
	const used = new Set<string>();
	const parts = withoutSchemas({
		version: edition.version,
		answerSets: answerSets.answerSets,
		checklists: checklists.map(({ file, part }) =>
			resolver.within(`${file}#`, part),
		),
		packs: packs.map(({ file, part: { place, ...part } }): Pack => {
			const pack = resolver.within(`${file}/definitions.json#`, part);
			const named = sharedElements(file, pack, shared, resolver.problems);
			for (const { id } of named) used.add(id);
			return {
				...pack,
				...(place && { place: place.id }),
				elements: [...pack.elements, ...named],
			};
		}),
		consistency: resolver.within("terms.json#/consistency", terms.consistency),
		signs: resolver.within("signs.json#", signs),
		notes: resolver.within("notes.json#/notes", notes.notes),
		places: placesOf(packs, signposts.places),
		needs: signposts.needs,
		signposts: resolver.within(
			"signposts.json#/signposts",
			signposts.signposts,
		),
		words,
		traces,
	});
	const content: Content = {
		...parts,
		hash: `sha256-${createHash("sha256").update(JSON.stringify(parts)).digest("hex")}`,
		checkedOn: earliestCheck(parts),
	};
	const locate: Locate = (it) => ({
		...it,
		path: fileOf(it.path, { checklists, packs, content, shared }),
	});
	const found = checkContent(content).map(locate);
	// A fault in a shared element is found in each pack that uses it.
	const once = new Map(found.map((it) => [JSON.stringify(it), it]));
	failOn(folder, [...resolver.problems, ...once.values()]);
	const unusedElements = shared.flatMap(({ id }, i) =>
		used.has(id)
			? []
			: [
					{
						path: `terms.json#/elements/${i}/id`,
						message: `no definition uses the element "${id}"`,
					},
				],
	);
	return { content, locate, unused: [...resolver.unused(), ...unusedElements] };
}

type Files<Name extends keyof typeof fileShapes> = z.infer<
	(typeof fileShapes)[Name]
>;
type Complete<T> = { [K in keyof T]: NonNullable<T[K]> };

/** A part of the content that has files of its own; `file` is a folder for a pack. */
type Part<T> = { file: string; part: T };

async function readFiles(folder: string) {
	const { fileShapes: shapes } = await import("./schema");
	const problems: Problem[] = [];
	const read = <Name extends keyof typeof shapes>(name: Name, file?: string) =>
		readShape<Files<Name>>(
			folder,
			file ?? `${name}.json`,
			shapes[name] as unknown as z.ZodType<Files<Name>>,
			problems,
		);
	const files = {
		edition: read("edition"),
		answerSets: read("answer-sets"),
		terms: read("terms"),
		signs: read("signs"),
		notes: read("notes"),
		signposts: read("signposts"),
		words: read("words"),
		traces: read("traces"),
		checklists: jsonFiles(folder, "checklists").map((file) => ({
			file,
			part: read("checklist", file),
		})),
		packs: names(folder, "packs").map((name) => {
			const file = `packs/${name}`;
			const head = read("pack", `${file}/pack.json`);
			const definitions = read("definitions", `${file}/definitions.json`);
			if (head && head.id !== name)
				problems.push({
					path: `${file}/pack.json#/id`,
					message: `is "${head.id}" in a folder called "${name}"; they must be the same`,
				});
			return { file, part: head && definitions && { ...head, ...definitions } };
		}),
	};
	return { files, problems };
}

/** The shared elements that the routes of a pack name; reports names that neither the pack nor the shared elements have. */
function sharedElements(
	file: string,
	pack: Pick<Pack, "elements" | "definitions">,
	shared: Element[],
	problems: Problem[],
): Element[] {
	const own = pack.elements.map(({ id }) => id);
	const known = [...own, ...shared.map(({ id }) => id)];
	const named = new Set<string>();
	pack.definitions.forEach(({ routes }, d) => {
		routes.forEach(({ elements }, r) => {
			elements.forEach((id, e) => {
				const path = `${file}/definitions.json#/definitions/${d}/routes/${r}/elements/${e}`;
				if (known.includes(id)) named.add(id);
				else
					problems.push(
						problem(path, `there is no element "${id}"`, id, known),
					);
			});
		});
	});
	return shared.filter(({ id }) => named.has(id) && !own.includes(id));
}

/** The places of the packs, then the others, each once. */
function placesOf(
	packs: Part<{ place?: Place | undefined }>[],
	others: Place[],
) {
	const places = new Map<string, Place>();
	for (const { part } of packs)
		if (part.place) places.set(part.place.id, part.place);
	return [...places.values(), ...others];
}

function failOn(folder: string, problems: Problem[], what = "content") {
	if (problems.length > 0)
		throw new StalkCheckError(
			"bad-content",
			`The ${what} in ${folder} ${what === "cases" ? "are" : "is"} wrong.`,
			problems,
		);
}

/**
 * Reads every case file of a folder.
 * @throws StalkCheckError `cannot-read`, or `bad-content` when a file is not a list of cases.
 */
export async function readCases(
	folder: string,
): Promise<{ path: string; case: Case }[]> {
	const { fileShapes } = await import("./schema");
	const problems: Problem[] = [];
	const cases = jsonFiles(folder, ".").flatMap((file) =>
		(readShape(folder, file, fileShapes.cases, problems)?.cases ?? []).map(
			(it, index) => ({ path: `${file}#/cases/${index}`, case: it }),
		),
	);
	failOn(folder, problems, "cases");
	return cases;
}

function ordered<T extends { order: number; id: string }>(
	parts: Part<T | undefined>[],
): Part<T>[] {
	return parts
		.filter((it): it is Part<T> => it.part !== undefined)
		.sort(
			(a, b) => a.part.order - b.part.order || (a.part.id < b.part.id ? -1 : 1),
		);
}

/** Turns a pointer into `Content` into the file an author would open and the place in it; leaves other paths. */
function fileOf(
	path: string,
	from: {
		checklists: Part<unknown>[];
		packs: Part<{ elements: unknown[] }>[];
		content: Content;
		shared: Element[];
	},
): string {
	if (!path.startsWith("/")) return path;
	const [, kind = "", index = "", ...rest] = path.split("/");
	const within = rest.map((part) => `/${part}`).join("");
	switch (kind) {
		case "checklists":
			return `${from.checklists[+index]?.file}#${within}`;
		case "packs":
			return inPack(+index, rest, from);
		case "consistency":
			return `terms.json#${path}`;
		case "signs":
		case "traces":
		case "words":
			return `${kind}.json#/${index}${within}`;
		case "notes":
			return `notes.json#${path}`;
		case "answerSets":
			return `answer-sets.json#${path}`;
		default:
			return `signposts.json#${path}`;
	}
}

function inPack(
	index: number,
	[kind = "", at = "", ...rest]: string[],
	{ packs, content, shared }: Parameters<typeof fileOf>[1],
): string {
	const { file, part } = packs[index] as (typeof packs)[number];
	const within = rest.map((step) => `/${step}`).join("");
	if (kind === "elements" && +at >= part.elements.length) {
		const id = content.packs[index]?.elements[+at]?.id;
		const place = shared.findIndex((element) => element.id === id);
		return `terms.json#/elements/${place}${within}`;
	}
	const name =
		kind === "elements" || kind === "definitions" ? "definitions" : "pack";
	return `${file}/${name}.json#/${kind}${at === "" ? "" : `/${at}`}${within}`;
}

function withoutSchemas<T>(parts: T): T {
	return JSON.parse(
		JSON.stringify(parts, (key, value) =>
			key === "$schema" ? undefined : value,
		),
	);
}

/** The earliest of the days on which something in the content was checked. */
function earliestCheck(parts: unknown): string {
	const days: string[] = [];
	JSON.stringify(parts, (key, value) => {
		if (key === "checkedOn") days.push(value);
		return value;
	});
	return days.sort()[0] as string;
}
