import fc from "fast-check";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { jsonProblems, parseJson, pointer } from "../../src/content/json";
import { many } from "../support/random";

const pathsOf = (text: string) => jsonProblems(text).map(({ path }) => path);

describe("JSON with a duplicate key", () => {
	test.each<[text: string, paths: string[]]>([
		["{}", []],
		["[]", []],
		["3", []],
		['"a:b{"', []],
		['{"a":1,"b":1}', []],
		['{"a":{"a":1},"b":{"a":1}}', []],
		['[{"a":1},{"a":1}]', []],
		['{"a":"a","b":["a","a"]}', []],
		['{"a":1,"a":1}', ["/a"]],
		['{"a":1,"a":1,"a":1}', ["/a", "/a"]],
		['{"a":1,"\\u0061":1}', ["/a"]],
		['{"":1,"":1}', ["/"]],
		['{"\\\\":1,"\\"":1,"\\\\":1}', ["/\\"]],
		['{"a/b~":1,"a/b~":1}', ["/a~1b~0"]],
		['{ "a" : { "b" : 1 , "b" : 2 } }', ["/a/b"]],
		['{"a":[0,"x",{"b":1,"c":[],"b":2}]}', ["/a/2/b"]],
		['{"a":{"b":1,"b":1},"a":{"b":1}}', ["/a/b", "/a"]],
		['{"__proto__":1,"__proto__":2}', ["/__proto__"]],
		['{"constructor":1,"toString":2}', []],
	])("%s is reported at %j", (text, paths) => {
		JSON.parse(text);
		expect(pathsOf(text)).toEqual(paths);
	});

	test("is reported wherever another parser finds one, and nowhere else", () => {
		const { anything } = fc.letrec((tie) => ({
			anything: fc.oneof(
				{ maxDepth: 4, withCrossShrink: true },
				fc.constantFrom("1", "null", '"a"', '"\\"a\\":"', '"{[,"'),
				fc.array(tie("anything"), { maxLength: 4 }).map((it) => `[ ${it} ]`),
				fc
					.array(fc.tuple(fc.constantFrom("a", "\\u0061", "b", "", "\\\\", '\\"', "a/b"), tie("anything")), {
						maxLength: 4,
					})
					.map((all) => `{${all.map(([key, it]) => `"${key}" : ${it}`)}}`),
			),
		}));
		fc.assert(
			fc.property(anything as fc.Arbitrary<string>, (text) => {
				expect([text, pathsOf(text).sort()]).toEqual([text, duplicatesIn(text)]);
			}),
			{ numRuns: many(3_000) },
		);
	});

	test("is reported for long keys without paths much longer than the text", () => {
		const long = "a".repeat(1 << 19);
		const repeated = '"b":1,'.repeat(1_000);
		const paths = pathsOf(`{"${long}":{${repeated}"c":1}}`);
		expect(paths.length).toBeGreaterThan(0);
		expect(paths.join("").length).toBeLessThan(4 << 20);
	});
});

describe("deep JSON", () => {
	const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
	test("is reported where it is too deep", () => {
		expect(pathsOf(deep(100))).toEqual([]);
		expect(pathsOf(deep(101))).toEqual(["/0".repeat(100)]);
		expect(pathsOf(`{"a":${deep(100)}}`)).toEqual([`/a${"/0".repeat(99)}`]);
		expect(pathsOf(`[${"[],".repeat(500)}1]`)).toEqual([]);
	});

	test("is not searched below that", () => {
		expect(jsonProblems(deep(500_000))).toHaveLength(1);
	});
});

/** The paths of duplicate keys by the parser of TypeScript, which keeps them all. */
function duplicatesIn(text: string): string[] {
	const paths: string[] = [];
	const visit = (node: ts.Node | undefined, path: string) => {
		if (!node) return;
		if (ts.isArrayLiteralExpression(node))
			node.elements.forEach((it, i) => {
				visit(it, path + pointer(i));
			});
		if (!ts.isObjectLiteralExpression(node)) return;
		const seen = new Set<string>();
		for (const property of node.properties as ts.NodeArray<ts.PropertyAssignment>) {
			const { text } = property.name as ts.StringLiteral;
			if (seen.has(text)) paths.push(path + pointer(text));
			seen.add(text);
			visit(property.initializer, path + pointer(text));
		}
	};
	const [statement] = ts.parseJsonText("text.json", text).statements;
	visit(statement?.expression, "");
	return paths.sort();
}

describe("what is not JSON", () => {
	const where = (text: string) => {
		try {
			parseJson(text);
		} catch (error) {
			return (error as Error).message.replace("look at ", "").replace(/: .*/, "");
		}
	};

	test.each([
		["", "line 1, column 1"],
		["hello", "line 1, column 1"],
		['{"a": {b: 1}}', "line 1, column 8"],
		['{\n  "a": 1,\n}', "line 3, column 1"],
		['{"a" 1}', "line 1, column 6"],
		["[1 2]", "line 1, column 4"],
		['["a\\x"]', "line 1, column 2"],
		['{"a": 1', "line 1, column 8"],
		["{} {}", "line 1, column 4"],
		["[01]", "line 1, column 3"],
	])("%s is to be looked at in %s", (text, place) => {
		expect(where(text)).toBe(place);
	});

	test.each(["a", "é", "\\n", '\\"', "\\u0041"])("has its place found after a string of 16 MiB: %s", (unit) => {
		const text = `{"b":1,"a":"${unit.repeat((16 << 20) / unit.length)}","b":1}`;
		expect(pathsOf(text)).toEqual(["/b"]);
		expect(where(text.slice(0, -1))).toBe(`line 1, column ${text.length}`);
	});

	test.each([
		['{"a": 1,}', "look at line 1, column 9: the comma before it has nothing after it"],
		['["a", \n]', "look at line 2, column 1: the comma before it has nothing after it"],
		["{'a': 1}", "look at line 1, column 2: write \" and not '"],
		["[\"it's\", 'b']", "look at line 1, column 10: write \" and not '"],
		["[1}", "look at line 1, column 3"],
		['["a,}', "look at line 1, column 2"],
		["[1,", "look at line 1, column 4"],
	])("%s is said to be wrong as commonly it is", (text, message) => {
		expect(() => parseJson(text)).toThrow(new SyntaxError(message));
	});

	test("is refused where JSON.parse refuses it, at a place before which nothing is wrong", () => {
		const value = fc.json().map((text) => JSON.stringify(JSON.parse(text), null, 1));
		const changed = fc
			.tuple(value, fc.nat(), fc.constantFrom("", "x", ",", "}", "]", ":", '"', "0", "\\"), fc.nat(2))
			.map(
				([text, at, by, less]) =>
					text.slice(0, at % (text.length + 1)) + by + text.slice((at % (text.length + 1)) + less),
			);
		fc.assert(
			fc.property(changed, (text) => {
				const found = where(text);
				try {
					JSON.parse(text);
					expect(found).toBeUndefined();
				} catch {
					const [line = 0, column = 0] = (found?.match(/\d+/g) ?? []).map(Number);
					const before = text.split("\n").slice(0, line).join("\n");
					const prefix = before.slice(0, before.lastIndexOf("\n") + column);
					expect(text.startsWith(prefix)).toBe(true);
					expect([undefined, found]).toContain(where(prefix));
				}
			}),
			{ numRuns: many(500) },
		);
	});
});
