import content from "virtual:content";
import { Ajv2020 } from "ajv/dist/2020";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonSchema, responseShape } from "../../src/content/schema";
import { checkResponse, closest } from "../../src/engine/response";
import { anyResponse, itemsOf, many } from "../support/random";

const good = { answers: { followed: "once" } };

describe("a response", () => {
	const bad: [what: string, value: unknown, paths: string[]][] = [
		["a list", [], [""]],
		["text", "yes", [""]],
		["nothing at all", null, [""]],
		["no answers", {}, ["/answers"]],
		["answers in a list", { answers: [] }, ["/answers"]],
		["an unknown key", { ...good, plase: "scotland" }, ["/plase"]],
		["an unknown place", { ...good, place: "narnia" }, ["/place"]],
		["a number as ref", { ...good, ref: 7 }, ["/ref"]],
		["an unknown item", { answers: { folowed: "once" } }, ["/answers/folowed"]],
		["an unknown option", { answers: { followed: "sometimes" } }, ["/answers/followed"]],
		["a count of a yes-no item", { answers: { distressed: 2 } }, ["/answers/distressed"]],
		["a negative count", { answers: { followed: -1 } }, ["/answers/followed"]],
		["half a time", { answers: { followed: 1.5 } }, ["/answers/followed"]],
		["a true", { answers: { followed: true } }, ["/answers/followed"]],
		["an item called constructor", { answers: { constructor: "yes" } }, ["/answers/constructor"]],
		["an item called __proto__", JSON.parse('{"answers":{"__proto__":"yes"}}'), ["/answers/__proto__"]],
		["a slash in an id", { answers: { "a/b~c": "yes" } }, ["/answers/a~1b~0c"]],
		[
			"several at once",
			{ place: "mars", answers: { a: 1, followed: [], distressed: "maybe" } },
			["/place", "/answers/a", "/answers/followed", "/answers/distressed"],
		],
	];
	test.each(bad)("with %s is refused, saying where", (_what, value, paths) => {
		expect(checkResponse(content, value).map(({ path }) => path)).toEqual(paths);
	});

	test.each([
		["folowed", "followed"],
		["unwanted_contact", "unwanted-contact"],
		["frightned", "frightened"],
	])("called %s is asked whether it meant %s", (given, meant) => {
		expect(checkResponse(content, { answers: { [given]: "yes" } })[0]?.suggestion).toBe(meant);
	});

	test.each([
		["scotlnd", "scotland"],
		["Scotland", "scotland"],
		["englnd", "england"],
		["England and Wales", "england-and-wales"],
		["wale", "wales"],
	])("the place %s is asked whether it meant %s", (place, meant) => {
		const [found] = checkResponse(content, { place, answers: {} });
		expect(found?.suggestion).toBe(meant);
		expect(found?.message).not.toContain("elsewhere.");
	});

	test.each(["ireland", "iceland", "Estland", "jersey", "switzerland"])(
		"the place %s is never taken for one with another law",
		(place) => {
			const [found] = checkResponse(content, { place, answers: {} });
			expect(found?.suggestion).toBeUndefined();
			expect(found?.message).toMatch(/, not "\w+"\. For anywhere else, write elsewhere$/);
		},
	);

	test("a name far from every other gets no suggestion", () => {
		const ids = itemsOf(content).map(({ id }) => id);
		// Being frightened and being alarmed are different parts of the law.
		expect(closest("scared", ids)).toBeUndefined();
		expect(closest("banana", ["followed", "weapon"])).toBeUndefined();
		expect(closest("", ["a"])).toBeUndefined();
	});

	test("is accepted here exactly when the published schema accepts it", () => {
		const valid = new Ajv2020({ strict: false }).compile(jsonSchema(responseShape(content)));
		const ids = itemsOf(content).map(({ id }) => id);
		const value = fc.oneof(
			fc.constantFrom("yes", "no", "once", "never", "not-sure", "has-not-come-up", "ex-partner", null, true, "maybe"),
			fc.integer({ min: -2, max: 3 }),
			fc.double(),
		);
		const odd = fc.record(
			{
				ref: fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
				place: fc.constantFrom("scotland", "england-and-wales", "narnia", null, 3),
				answers: fc.dictionary(fc.oneof(fc.constantFrom(...ids), fc.string()), value, { maxKeys: 3 }),
				more: fc.constant(1),
			},
			{ requiredKeys: ["answers"] },
		);
		let accepted = 0;
		fc.assert(
			fc.property(fc.oneof(odd, anyResponse(content), fc.anything()), (candidate) => {
				const parsed = candidate === undefined ? null : JSON.parse(JSON.stringify(candidate) ?? "null");
				const here = checkResponse(content, parsed).length === 0;
				if (here) accepted++;
				expect(here).toBe(valid(parsed));
			}),
			{ numRuns: many(3_000) },
		);
		expect(accepted).toBeGreaterThan(many(100));
	});
});
