import { isDeepStrictEqual } from "node:util";
import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineScanner } from "../../src/batch/scan";
import { jsonProblems } from "../../src/content/json";
import type { Content, Response } from "../../src/content/schema";
import { compile } from "../../src/engine/compile";
import { checkResponse } from "../../src/engine/response";
import { Table } from "../../src/engine/table";

import { anyResponse, many } from "../support/random";
import { linesFor, seeded } from "../support/response-lines";
import { small } from "../support/small";

/** What a line says, read in both ways; undefined where a way has nothing to say. */
function reader(content: Content) {
	const compiled = compile(content);
	const table = new Table(compiled);
	const scan = lineScanner(compiled, table);
	return {
		quickly(line: Buffer) {
			const scanned = scan(line.toString("latin1"));
			if (!scanned) return undefined;
			const { ref, place, for: whom } = scanned;
			return { beliefs: scanned.answers.map((given, item) => given?.values ?? table.all[item]), ref, place, for: whom };
		},
		slowly(line: Buffer) {
			let text: string;
			let value: Response;
			try {
				text = new TextDecoder("utf-8", { fatal: true }).decode(line);
				value = JSON.parse(text);
			} catch {
				return undefined;
			}
			if (checkResponse(content, value).length > 0) return undefined;
			if (jsonProblems(text).length > 0) return undefined;
			return {
				beliefs: [...table.beliefsOf(value.answers)],
				ref: value.ref == null ? undefined : JSON.stringify(value.ref),
				place: value.place ?? undefined,
				for: value.for ?? undefined,
			};
		},
	};
}

const contents: [name: string, content: Content, seeds: number][] = [
	["the content as it is", content, 6],
	["a small one", small, 15],
];

describe("a line read by the scanner", () => {
	test.each(contents)("says what JSON.parse says of it, or nothing: %s", (_, content, seeds) => {
		const { quickly, slowly } = reader(content);
		const misread: string[] = [];
		const count = { read: 0, left: 0, wrong: 0 };
		for (let seed = 1; seed <= many(seeds); seed++) {
			const line = linesFor(content, seeded(seed));
			for (let i = 0; i < 1000; i++) {
				const bytes = line();
				const quick = quickly(bytes);
				const slow = slowly(bytes);
				if (quick && !isDeepStrictEqual(quick, slow)) misread.push(bytes.toString());
				count[quick ? "read" : slow ? "left" : "wrong"]++;
			}
		}
		expect(misread).toEqual([]);
		for (const times of Object.values(count)) expect(times).toBeGreaterThan(500 * many(1));
	});

	const { quickly, slowly } = reader(small);
	const [counted = "", yesNo = ""] = ["often", "yes-no"].map(
		(set) => small.checklists.flatMap((it) => it.items).find((it) => it.answerSet === set)?.id,
	);

	test.each([
		["null in a string that a tab breaks off", `{"answers":{"${counted}":"null\t}}`],
		["a number in one", `{"answers":{"${counted}":"5\t,"${yesNo}":"yes"}}`],
		["a string that a carriage return breaks off", `{"answers":{"${counted}":"null\r}}`],
		["a raw tab in a string", '{"ref":"a\tb","answers":{}}'],
		["a comma after the last answer", `{"answers":{"${counted}":1,}}`],
		["a comma after the answers", '{"answers":{},}'],
		["more after the end", '{"answers":{}}}'],
		["nothing but an end", "}"],
		["no answers", '{"ref":"a"}'],
		["an empty object", "{}"],
		["a number with a zero before it", `{"answers":{"${counted}":01}}`],
		["no number after a minus", `{"answers":{"${counted}":-}}`],
		["a number for what is not counted", `{"answers":{"${yesNo}":1}}`],
		["an option of another item", `{"answers":{"${yesNo}":"never"}}`],
		["a list", `{"answers":{"${yesNo}":["yes"]}}`],
		["a key without quotes", "{answers:{}}"],
		["a number that is not safe", `{"answers":{"${counted}":9007199254740993}}`],
		["nulls", `{"answers":null}`],
		["a word that begins as null", `{"answers":{"${counted}":nul}}`],
		["a word that goes on after null", `{"answers":{"${counted}":nulls}}`],
		["an unknown voice", '{"for":"me","answers":{}}'],
		["an unknown place", '{"place":"narnia","answers":{}}'],
		["ref twice", '{"ref":"a","ref":null,"answers":{}}'],
		["a place twice", '{"place":"here","place":null,"answers":{}}'],
		["a voice twice", '{"for":"someone-else","answers":{},"for":null}'],
		["answers twice", `{"answers":{"${counted}":3},"answers":{}}`],
		["an answer twice", `{"answers":{"${counted}":3,"${counted}":null}}`],
		["the same answer twice", `{"answers":{"${yesNo}":"yes","${yesNo}":"yes"}}`],
		["nothing twice", `{"answers":{"${yesNo}":null,"${yesNo}":null}}`],
	])("is not taken for right: %s", (_, text) => {
		const line = Buffer.from(text);
		expect(slowly(line)).toBeUndefined();
		expect(quickly(line)).toBeUndefined();
	});

	const withoutAnswers = {
		beliefs: slowly(Buffer.from('{"answers":{}}'))?.beliefs,
	};

	test("leaves nothing behind for the next", () => {
		const place = small.places[0]?.id;
		const full = {
			ref: "a",
			place,
			for: "someone-else",
			answers: { [yesNo]: "yes", [counted]: 3 },
		};
		expect(quickly(Buffer.from(JSON.stringify(full)))).toMatchObject({
			ref: '"a"',
			place,
			for: "someone-else",
		});
		expect(quickly(Buffer.from('{"answers":{}}'))).toEqual({
			...withoutAnswers,
			ref: undefined,
			place: undefined,
			for: undefined,
		});
	});

	test("may be about thousands of items", () => {
		const items = Array.from({ length: 5_000 }, (_, i) => ({
			id: `item-${i}`,
			answerSet: "yes-no",
			text: `${i}?`,
			label: `${i}`,
		}));
		const [first, ...others] = small.checklists as [Content["checklists"][number]];
		const { quickly, slowly } = reader({
			...small,
			checklists: [{ ...first, items: [...first.items, ...items] }, ...others],
		});
		const line = Buffer.from('{"answers":{"item-0":"yes","item-16":"no","item-4999":"not-sure"}}');
		expect(quickly(line)).toEqual(slowly(line));
		expect(quickly(line)).toBeDefined();
	});

	/** As Python's `json.dumps` writes it. */
	const spaced = (value: object): string =>
		`{${Object.entries(value)
			.filter(([, it]) => it !== undefined)
			.map(([key, it]) => `"${key}": ${it !== null && typeof it === "object" ? spaced(it) : JSON.stringify(it)}`)
			.join(", ")}}`;
	const spellings: [writer: string, write: (response: Response) => string][] = [
		["JSON.stringify", (response) => JSON.stringify(response)],
		["json.dumps", spaced],
		["a pretty printer, put on one line", (response) => JSON.stringify(response, null, 2).replaceAll("\n", "")],
		["a writer on Windows", (response) => `${JSON.stringify(response)}\r`],
	];
	test.each(spellings)("is read so when written by %s", (_, write) => {
		const { quickly, slowly } = reader(content);
		const optional = <T>(value: T) => fc.option(fc.constantFrom(value), { nil: undefined });
		fc.assert(
			fc.property(
				anyResponse(content),
				fc.constantFrom(undefined, null, "row 12", "a/b ~ 'c' {d}: [e], 1"),
				fc.constantFrom(undefined, null, ...content.places.map(({ id }) => id)),
				optional("someone-else" as const),
				({ answers }, ref, place, whom) => {
					const whole: Response = { ref, place, for: whom, answers };
					const line = Buffer.from(write(whole));
					const quick = quickly(line);
					expect(quick).toBeDefined();
					expect(quick).toEqual(slowly(line));
				},
			),
			{ numRuns: many(300) },
		);
	});
});
