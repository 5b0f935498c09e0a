/** Rules that hold for every run of the program, whatever its input. */
import ts from "typescript";
import { type Assessment, type Content, type Response, responseShape } from "../../src/content/schema";
import type { Io } from "../../src/platform/io";
import { oracle } from "../support/oracle";

export type FinishedRun = {
	argv: string[];
	code: number;
	stdout: string;
	stderr: string;
};

export function fail(why: string): never {
	throw new Error(why);
}

/** Control, direction-changing and invisible characters, except line feeds. */
const ACTING = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** Bold on and off, inverse on and off. */
const HEADING_STYLES = ["1", "7", "22", "27"].map((code) => `\x1b[${code}m`);

/** Checks what holds for every run: a known exit code, no result with an error, and nothing that acts on a terminal. */
export function checkRun({ argv, code, stdout, stderr }: FinishedRun, env: Io["env"]): void {
	const about = () => `${JSON.stringify(argv)} ended with ${code}: ${JSON.stringify(stderr.slice(0, 600))}`;
	if (![0, 2, 3, 4, 5, 10, 20, 30].includes(code)) fail(`is a bug: ${about()}`);
	const out =
		env.FORCE_COLOR === undefined ? stdout : HEADING_STYLES.reduce((text, style) => text.replaceAll(style, ""), stdout);
	for (const text of [out, stderr])
		if (ACTING.test(text)) fail(`acts on a terminal with ${JSON.stringify(ACTING.exec(text)?.[0])}: ${about()}`);
	if (/^ +at .+:\d+:\d+|node:internal/m.test(stderr)) fail(`shows its stack: ${about()}`);
	// What they find wrong is their result.
	if (argv.includes("batch") || (argv[0] === "check" && code === 4 && stderr === "")) return;
	if (code >= 2 && code <= 5 && stdout !== "") fail(`gives a result with an error: ${about()}`);
	// What comes after "--" are words.
	const json = argv.slice(0, argv.includes("--") ? argv.indexOf("--") : undefined).includes("--json");
	if (json && code >= 2 && code <= 5 && typeof JSON.parse(stderr).error.code !== "string")
		fail(`gives no code: ${about()}`);
	if (!json && code >= 2 && code <= 5 && !/^(stalk-check: |\{"error":)/m.test(stderr))
		fail(`gives no reason: ${about()}`);
	if (code === 0 && argv.at(-1) === "--json" && argv[0] !== "complete" && !argv.includes("completion")) {
		try {
			JSON.parse(stdout);
		} catch {
			if (!/^(Usage|\d)/.test(stdout)) fail(`gives no JSON: ${about()}`);
		}
	}
}

/** Reads responses independently of the program: with zod and TypeScript's parser. Undefined where one is wrong. */
export function referenceReader(content: Content): (bytes: Buffer) => Response | undefined {
	const shape = responseShape(content);
	const items = new Set(content.checklists.flatMap(({ items }) => items.map(({ id }) => id)));
	return (bytes) => {
		if (bytes.length > 1 << 20) return undefined;
		try {
			const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
			const value = JSON.parse(text);
			if (!shape.safeParse(value).success) return undefined;
			// zod drops __proto__.
			if (!Object.keys(value.answers).every((id) => items.has(id))) return undefined;
			if (Object.hasOwn(value, "__proto__")) return undefined;
			return hasRepeatedKey(text) ? undefined : value;
		} catch {
			return undefined;
		}
	};
}

function hasRepeatedKey(text: string): boolean {
	const isRepeated = (node: ts.Node | undefined): boolean => {
		if (!node || !ts.isObjectLiteralExpression(node)) return false;
		const all = node.properties as ts.NodeArray<ts.PropertyAssignment>;
		const names = all.map(({ name }) => (name as ts.StringLiteral).text);
		return new Set(names).size < names.length || all.some(({ initializer }) => isRepeated(initializer));
	};
	return isRepeated(ts.parseJsonText("response.json", text).statements[0]?.expression);
}

/** Returns a check of the results of an assessment, or of a brief one, against the oracle. */
export function oracleCheck(content: Content) {
	const read = oracle(content);
	return (assessment: Assessment & { results?: object }, response: Response) => {
		const expected = read(response).definitions;
		const given = Object.entries(
			assessment.results ??
				Object.fromEntries(assessment.verdicts.map(({ definition, result }) => [definition, result])),
		);
		if (given.length === 0) fail("gave no result");
		for (const [id, result] of given)
			if (expected[id] !== result) fail(`${id} is ${result}, and ${expected[id]} by the oracle`);
		if ((assessment.ref ?? null) !== (response.ref ?? null)) fail("gave another ref back");
	};
}
