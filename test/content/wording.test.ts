import content from "virtual:content";
import { Ajv2020 } from "ajv/dist/2020";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Assessment, type Content, jsonSchema, responseShape } from "../../src/content/schema";
import { wordedFor } from "../../src/content/wording";
import { assess } from "../../src/engine/assess";
import { checkResponse } from "../../src/engine/response";
import { anyResponse, many } from "../support/random";

/** The content with other words, at every depth there is. */
const worded: Content = structuredClone(content);
const [set] = worded.answerSets as [Content["answerSets"][number]];
const [option] = set.options as [(typeof set.options)[number]];
option.someoneElse = { label: "option" };
const [checklist] = worded.checklists as [Content["checklists"][number]];
checklist.someoneElse = { title: "checklist" };
const [item] = checklist.items as [(typeof checklist.items)[number]];
item.someoneElse = { text: "item" };
worded.words.someoneElse = { welcome: ["screen"] };
worded.words.danger.someoneElse = { text: ["danger"] };
worded.words.report.someoneElse = { resultTitle: "report" };

describe("the words for somebody who answers for another person", () => {
	test("cost nothing when nobody does", () => {
		expect(wordedFor(worded, undefined)).toBe(worded);
		expect(wordedFor(worded, null)).toBe(worded);
	});

	test("stand in place of the others, wherever they are given, and nothing else changes", () => {
		const before = structuredClone(worded);
		const said = wordedFor(worded, "someone-else");
		expect(worded).toEqual(before);
		expect(said.hash).toBe(content.hash);
		expect(said.answerSets[0]?.options[0]?.label).toBe("option");
		expect(said.checklists[0]).toMatchObject({
			id: checklist.id,
			title: "checklist",
		});
		expect(said.checklists[0]?.items[0]).toMatchObject({
			id: item.id,
			text: "item",
			label: item.label,
		});
		expect(said.words.welcome).toEqual(["screen"]);
		expect(said.words.stop).toBe(content.words.stop);
		expect(said.words.danger).toMatchObject({
			item: content.words.danger.item,
			text: ["danger"],
		});
		expect(said.words.report.resultTitle).toBe("report");
		expect(JSON.stringify(said)).not.toContain("someoneElse");
	});
});

function reachable({ signposts }: Assessment) {
	return signposts.map(({ for: _, bill, remarks, ...it }) => it);
}

/** What an assessment says apart from its words, and who can help. */
function results(assessment: Assessment) {
	const { for: _, headline, readOut, notes, signposts, verdicts, ...rest } = assessment;
	return {
		...rest,
		verdicts: verdicts.map(({ elements, ...verdict }) => ({
			...verdict,
			elements: elements.map(({ softenedBy, ...finding }) => ({
				...finding,
				softened: softenedBy?.length,
			})),
		})),
		notes: notes.length,
	};
}

describe("a response for someone else", () => {
	test("comes to the same results as one's own", () => {
		const places = [undefined, ...content.places.map(({ id }) => id)];
		fc.assert(
			fc.property(anyResponse(content), fc.constantFrom(...places), (response, place) => {
				const own = assess(content, { ...response, place });
				const other = assess(content, {
					...response,
					place,
					for: "someone-else",
				});
				expect(results(other)).toEqual(results(own));
				// An adult who asks about a child has a line for adults too.
				if (response.answers["under-18"] !== "yes") expect(reachable(other)).toEqual(reachable(own));
			}),
			{ numRuns: many(100) },
		);
	});

	test("says so in the assessment, and only then", () => {
		expect(assess(content, { for: "someone-else", answers: {} }).for).toBe("someone-else");
		for (const response of [{ answers: {} }, { for: null, answers: {} }])
			expect("for" in assess(content, response)).toBe(false);
	});

	test("is accepted by the program and by the published schema alike", () => {
		const accepts = new Ajv2020({ strict: false }).compile(jsonSchema(responseShape(content)));
		for (const [value, good] of [
			["someone-else", true],
			[null, true],
			[undefined, true],
			["myself", false],
			["", false],
			[true, false],
			[["someone-else"], false],
		] as const) {
			const response = {
				...(value === undefined ? {} : { for: value }),
				answers: {},
			};
			const problems = checkResponse(content, response);
			expect([value, problems.length === 0]).toEqual([value, good]);
			expect([value, accepts(response)]).toEqual([value, good]);
			if (!good) expect(problems[0]?.path).toBe("/for");
		}
		expect(checkResponse(content, { for: "someone else", answers: {} })).toEqual([
			{
				path: "/for",
				message: 'must be one of someone-else, not "someone else"',
				suggestion: "someone-else",
			},
		]);
	});
});
