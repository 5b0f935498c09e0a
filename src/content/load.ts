/** Reads content and cases from a folder, and checks all of it. The build reads `questions/` through this too. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { jsonProblems, pointer } from "../engine/json";
import { closest, quote } from "../engine/response";
import { fileTrouble, printable, StalkCheckError } from "../platform/errors";
import type { Case, Content, Place, Problem } from "./schema";

/** The longest file of content that is read, in bytes (4 MiB). */
const MOST_BYTES = 1 << 22;

/**
 * Reads and checks a content folder laid out as `questions/` is.
 * @throws StalkCheckError `cannot-read`, or `bad-content` with every problem found, each with its file and place.
 */
export async function readContent(folder: string): Promise<Content> {
	return (await readForReview(folder)).content;
}

/** Says of something with a place in the content, such as a problem, which file it is in, and where. */
export type Locate = <T extends { path: string }>(it: T) => T;

/** As `readContent`, with a way to say where in the folder something is. */
export async function readForReview(
	folder: string,
): Promise<{ content: Content; locate: Locate }> {
	const { fileShapes: shapes } = await import("./schema");
	const { checkContent } = await import("./lint");
	const problems: Problem[] = [];
	const read = <T>(file: string, shape: z.ZodType<T>) =>
		readShape(folder, file, shape, problems);

	const edition = read("edition.json", shapes.edition);
	const answerSets = read("answer-sets.json", shapes["answer-sets"]);
	const signs = read("signs.json", shapes.signs);
	const notes = read("notes.json", shapes.notes);
	const signposts = read("signposts.json", shapes.signposts);
	const words = read("words.json", shapes.words);
	const traces = read("traces.json", shapes.traces);
	const checklists = jsonFiles(folder, "checklists").map((file) => ({
		file,
		part: read(file, shapes.checklist),
	}));
	const places = new Map<string, Place>();
	const packs = names(folder, "packs").map((name) => {
		const file = `packs/${name}`;
		const head = read(`${file}/pack.json`, shapes.pack);
		const definitions = read(`${file}/definitions.json`, shapes.definitions);
		if (head && head.id !== name)
			problems.push({
				path: `${file}/pack.json#/id`,
				message: `is "${head.id}" in a folder called "${name}"; they must be the same`,
			});
		if (!head || !definitions) return { file, part: undefined };
		const { place, ...rest } = head;
		if (place) places.set(place.id, place);
		const part = {
			...rest,
			...(place ? { place: place.id } : {}),
			...definitions,
		};
		return { file, part };
	});
	if (
		problems.length > 0 ||
		!edition ||
		!answerSets ||
		!signs ||
		!notes ||
		!signposts ||
		!words ||
		!traces
	)
		throw new StalkCheckError(
			"bad-content",
			`The content in ${folder} is wrong.`,
			problems,
		);

	const inOrder = { checklists: ordered(checklists), packs: ordered(packs) };
	const parts = withoutSchemas({
		version: edition.version,
		answerSets: answerSets.answerSets,
		checklists: inOrder.checklists.map(({ part }) => part),
		packs: inOrder.packs.map(({ part }) => part),
		signs,
		notes: notes.notes,
		places: [
			...inOrder.packs.flatMap(
				({ part }) => places.get(part.place ?? "") ?? [],
			),
			...signposts.places,
		].filter((place, i, all) => all.indexOf(place) === i),
		needs: signposts.needs,
		signposts: signposts.signposts,
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
		path: inItsFile(it.path, inOrder),
	});
	const wrong = checkContent(content).map(locate);
	if (wrong.length > 0)
		throw new StalkCheckError(
			"bad-content",
			`The content in ${folder} is wrong.`,
			wrong,
		);
	return { content, locate };
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
			(it, index) => ({
				path: `${file}#/cases/${index}`,
				case: it,
			}),
		),
	);
	if (problems.length > 0)
		throw new StalkCheckError(
			"bad-content",
			`The cases in ${folder} are wrong.`,
			problems,
		);
	return cases;
}

function readShape<T>(
	folder: string,
	file: string,
	shape: z.ZodType<T>,
	problems: Problem[],
): T | undefined {
	const wrong = (message: string) => {
		problems.push({ path: file, message });
		return undefined;
	};
	let bytes: Buffer;
	try {
		const path = join(folder, file);
		const stats = statSync(path);
		// A pipe would keep us waiting, and a device may have no end.
		if (!stats.isFile() && !stats.isDirectory())
			return wrong("cannot be read: it is not an ordinary file");
		if (stats.size > MOST_BYTES)
			return wrong(
				`is longer than ${MOST_BYTES} bytes (4 MiB), which is the most that is read`,
			);
		bytes = readFileSync(path);
	} catch (error) {
		return wrong(`cannot be read: ${fileTrouble(error)}`);
	}
	let text: string;
	let value: unknown;
	try {
		text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		value = JSON.parse(text);
	} catch (error) {
		return wrong(
			error instanceof SyntaxError
				? `is not JSON: ${error.message}`
				: "is not UTF-8 text",
		);
	}
	const misspelt = jsonProblems(text);
	for (const { path, message } of misspelt)
		problems.push({ path: `${file}#${path}`, message });
	if (misspelt.length > 0) return undefined;
	problems.push(...unseen(value, `${file}#`));
	const parsed = shape.safeParse(value);
	if (parsed.success) return parsed.data;
	// One by one: there may be more than a call can be given.
	for (const issue of parsed.error.issues)
		problems.push(...shapeProblems(file, value, issue));
	return undefined;
}

/** Texts of a value that could act on a terminal, or show less than they say. What is found first is enough. */
function unseen(value: unknown, path: string): Problem[] {
	if (typeof value === "string")
		return printable(value) === value
			? []
			: [{ path, message: `has what cannot be seen: ${quote(value)}` }];
	if (typeof value !== "object" || value === null) return [];
	for (const [key, inner] of Object.entries(value)) {
		const within = path + pointer(key);
		const found = [...unseen(key, path), ...unseen(inner, within)];
		if (found.length > 0) return found;
	}
	return [];
}

function shapeProblems(
	file: string,
	value: unknown,
	issue: z.core.$ZodIssue,
): Problem[] {
	const at = `${file}#${issue.path.map((part) => `/${String(part)}`).join("")}`;
	if (issue.code === "unrecognized_keys")
		return issue.keys.map((key) => ({
			path: `${at}/${key}`,
			message: "is not expected here",
		}));
	if (issue.code === "invalid_union" && "discriminator" in issue) {
		const given = issue.path.at(-1) === "op" ? valueAt(value, issue.path) : "";
		const suggestion = closest(String(given), OPERATORS);
		return [
			{
				path: at,
				message: `must be one of ${OPERATORS.join(", ")}`,
				...(suggestion === undefined ? {} : { suggestion }),
			},
		];
	}
	return [{ path: at, message: issue.message }];
}

const OPERATORS = ["answer", "all", "any", "at-least", "occasions"];

function valueAt(value: unknown, path: PropertyKey[]): unknown {
	return path.reduce(
		(inner, key) => (inner as Record<PropertyKey, unknown>)?.[key],
		value,
	);
}

/** The names in a folder, sorted. */
function names(folder: string, inside: string): string[] {
	try {
		return readdirSync(join(folder, inside))
			.filter((name) => !name.startsWith("."))
			.sort();
	} catch (error) {
		const path = join(folder, inside);
		throw new StalkCheckError(
			"cannot-read",
			`The folder ${path} cannot be read: ${fileTrouble(error)}.`,
		);
	}
}

function jsonFiles(folder: string, inside: string): string[] {
	return names(folder, inside)
		.filter((name) => name.endsWith(".json"))
		.map((name) => (inside === "." ? name : `${inside}/${name}`));
}

type Part<T> = { file: string; part: T };

function ordered<T extends { order: number; id: string }>(
	parts: Part<T | undefined>[],
): Part<T>[] {
	return parts
		.filter((it): it is Part<T> => it.part !== undefined)
		.sort(
			(a, b) => a.part.order - b.part.order || (a.part.id < b.part.id ? -1 : 1),
		);
}

/** Turns a pointer into the whole content to the file an author would open, and the place in it; leaves other paths. */
function inItsFile(
	path: string,
	inOrder: { checklists: Part<unknown>[]; packs: Part<unknown>[] },
): string {
	if (!path.startsWith("/")) return path;
	const [, kind = "", index = "", ...rest] = path.split("/");
	const within = rest.map((part) => `/${part}`).join("");
	switch (kind) {
		case "checklists":
			return `${inOrder.checklists[+index]?.file}#${within}`;
		case "packs": {
			const file =
				rest[0] === "elements" || rest[0] === "definitions"
					? "definitions"
					: "pack";
			return `${inOrder.packs[+index]?.file}/${file}.json#${within}`;
		}
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
