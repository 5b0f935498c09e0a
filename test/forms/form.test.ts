import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answers, Response } from "../../src/content/schema";
import { assess, evaluatorFor } from "../../src/engine/assess";
import { buildForm, isQuestion } from "../../src/forms/form";
import { expression, type Relevance, relevanceOf } from "../../src/forms/relevance";
import { anyContent } from "../support/any-content";
import { answersAsked, questionsOf } from "../support/form-answers";
import { anyResponse, itemsOf, many } from "../support/random";

const parts = buildForm(content, {}).sections.flatMap(({ parts }) => parts);

/** Whether a part is shown, as a tool works it out from the answers. */
function isShown(relevance: Relevance | undefined, answers: Answers): boolean {
	if (!relevance) return true;
	if ("item" in relevance) return (answers[relevance.item] === relevance.option) === relevance.equals;
	const shown = relevance.of.map((part) => isShown(part, answers));
	return relevance.join === "and" ? shown.every(Boolean) : shown.some(Boolean);
}

describe("a form", () => {
	test("asks every question once, with every answer to it, and danger before anything else", () => {
		const questions = questionsOf(content, "scotland");
		expect(questions[0]?.id).toBe("danger-now");
		const asked = Object.fromEntries(questions.map(({ id, options }) => [id, options.map((option) => option.id)]));
		const items = itemsOf(content);
		expect(asked).toEqual(Object.fromEntries(items.map(({ id, set }) => [id, set.options.map((option) => option.id)])));
		expect(questions).toHaveLength(items.length);
	});

	test("asks for the place where none is given, of places that the program asks for", () => {
		const place = questionsOf(content).find(({ id }) => id === "place");
		expect(place?.options.map(({ id }) => id)).toEqual([
			"england",
			"wales",
			"scotland",
			"northern-ireland",
			"elsewhere",
		]);
	});

	test("says first who can read it, and last who can help, in the place", () => {
		const texts = (place: string) =>
			buildForm(content, { place }).sections.map(({ parts }) =>
				parts.flatMap((part) => (isQuestion(part) ? part.text : part.lines)).join("\n"),
			);
		const scotland = texts("scotland");
		expect(scotland[0]).toMatch(/^This form is not private\./);
		expect(scotland.at(-1)).toContain("0800 027 1234");
		expect(texts("northern-ireland").at(-1)).not.toContain("0800 027 1234");
	});

	test("is in the words for somebody who answers for another person", () => {
		const { sections } = buildForm(content, { whom: "someone-else" });
		const said = JSON.stringify(sections);
		expect(said).toContain("Are they in danger right now?");
		expect(said).not.toContain("Are you in danger right now?");
		expect(said).toContain("What you answer about them is sent");
	});

	test("shows what to do at once where the answers show a danger sign, and nowhere else", () => {
		const advice = parts.filter((part) => !isQuestion(part) && part.id.endsWith("-advice"));
		expect(advice).toHaveLength(content.signs.urgent.length);
		fc.assert(
			fc.property(anyResponse(content), (response) => {
				const answers = answersAsked(content, response);
				const shown = advice.filter(({ shownWhen }) => isShown(shownWhen, answers)).map(({ id }) => id);
				const { urgent } = assess(content, { answers });
				expect(shown.sort()).toEqual(urgent.map((item) => `${item}-advice`).sort());
			}),
			{ numRuns: many(40) },
		);
	});

	test("asks what the program would ask after the same answers", () => {
		const asked = parts.filter((part) => isQuestion(part) && part.shownWhen);
		expect(asked.map(({ id }) => id)).toEqual(["ordinary-reason"]);
		const evaluator = evaluatorFor(content);
		fc.assert(
			fc.property(anyResponse(content), ({ answers }: Response) => {
				for (const { id, shownWhen } of asked) {
					const given = Object.fromEntries(Object.entries(answers).filter(([, it]) => typeof it === "string"));
					expect(isShown(shownWhen, given)).toBe(evaluator.isAsked(id, given));
				}
			}),
			{ numRuns: many(100) },
		);
	});

	test("leaves out no question that the program would ask, whatever its condition", () => {
		fc.assert(
			fc.property(
				anyContent().chain((made) => fc.tuple(fc.constant(made), anyResponse(made))),
				([made, response]) => {
					const condition = made.signs.fixation.criterion;
					const [list] = made.checklists;
					const items = (list?.items ?? []).map((item) => (item.id === "who" ? { ...item, askWhen: condition } : item));
					const withQuestion = { ...made, checklists: list ? [{ ...list, items }] : [] };
					const given = Object.fromEntries(Object.entries(response.answers).filter(([, it]) => typeof it === "string"));
					const shown = isShown(relevanceOf(withQuestion).possibly(condition), given);
					if (!shown) expect(evaluatorFor(withQuestion).isAsked("who", given)).toBe(false);
				},
			),
			{ numRuns: many(300) },
		);
	});
});

test("an answer shows for sure what it cannot be without, and rules out what it cannot be with", () => {
	const { surely, possibly } = relevanceOf(content);
	const is = ["more-than-once"];
	const options = (relevance?: Relevance) =>
		(relevance && "join" in relevance ? relevance.of : [relevance]).map((it) => it && "option" in it && it.option);
	expect(options(surely("followed", is))).toEqual(["more-than-once", "ten-or-more"]);
	expect(options(possibly({ op: "answer", item: "followed", is }))).toEqual(["never", "once"]);
});

test("joined comparisons are written with brackets only where they are needed", () => {
	const comparison = (item: string, equals: boolean) => `${item}${equals ? "" : "!"}`;
	const is = (item: string, equals = true) => ({ item, equals, option: "yes" });
	const all: Relevance = { join: "and", of: [is("b"), is("c", false)] };
	expect(expression({ join: "or", of: [is("a"), all, is("d")] }, comparison)).toBe("a or (b and c!) or d");
	expect(expression({ join: "and", of: [is("a"), all] }, comparison)).toBe("a and b and c!");
});
