import content from "virtual:content";
import fc from "fast-check";
import { Model, type Question } from "survey-core";
import { lintSurvey } from "survey-core/linter";
import { expect, test } from "vitest";
import type { Response } from "../../src/content/schema";
import { assess } from "../../src/engine/assess";
import { buildForm, type FormOptions } from "../../src/forms/form";
import { surveyJs } from "../../src/forms/surveyjs";
import { answersAsked } from "../support/form-answers";
import { anyResponse, many } from "../support/random";

const surveyFor = (options: FormOptions = {}) => new Model(surveyJs(buildForm(content, options)));
const survey = surveyFor();

/** The answers that are options: a form has no numbers. */
const optionsIn = ({ answers }: Response) =>
	Object.fromEntries(Object.entries(answers).filter(([, answer]) => typeof answer === "string"));

/** Sends the form with these answers. Returns its data. */
function sent({ place, answers }: Response) {
	survey.clear();
	survey.data = { place, ...answers };
	expect(survey.tryComplete()).toBe(true);
	return survey.data;
}

test("the library of SurveyJS finds nothing wrong with the form, in either wording, with a place or without", () => {
	for (const options of [{}, { place: "scotland" }, { whom: "someone-else" as const }]) {
		expect(surveyFor(options).jsonErrors ?? []).toEqual([]);
		expect(lintSurvey(surveyJs(buildForm(content, options))).findings).toEqual([]);
	}
});

test("its data are the answers of a response, which is assessed to the same bytes", () => {
	const places = fc.constantFrom(undefined, "england", "scotland", "elsewhere");
	fc.assert(
		fc.property(anyResponse(content), places, (response, place) => {
			const { place: chosen, ...answers } = sent({ place, answers: optionsIn(response) });
			const expected = assess(content, { place, answers: answersAsked(content, response) });
			expect(JSON.stringify(assess(content, { place: chosen, answers }))).toBe(JSON.stringify(expected));
		}),
		{ numRuns: many(20) },
	);
});

test("it shows what to do as soon as danger is answered with yes, and not before", () => {
	survey.clear();
	const advice = survey.getQuestionByName("danger-now-advice");
	const danger = survey.getQuestionByName("danger-now");
	expect(survey.currentPage.questions).toContain(advice);
	expect(advice.isVisible).toBe(false);
	danger.value = "yes";
	expect(advice.isVisible).toBe(true);
	expect(advice.html).toContain("CALL 999 NOW, or 112.");
	danger.value = "not-sure";
	expect(advice.isVisible).toBe(false);
});

test("filled in page by page, it puts what is asked, and nothing must be answered", () => {
	survey.clear();
	const first = ["danger-now", "place", "threat-to-kill-or-harm", "unwanted-contact", "followed", "damaged-property"];
	const asked: string[] = [];
	do {
		const questions = survey.currentPage.questions.filter(
			(question: Question) => question.isVisible && question.choices,
		);
		asked.push(questions[0]?.name);
		if (survey.currentPage.name === "section-safety") questions[0].value = "yes";
	} while (survey.nextPage());
	expect(asked.slice(0, first.length)).toEqual(first);
	expect(survey.getQuestionByName("ordinary-reason").isVisible).toBe(false);
	expect(survey.tryComplete()).toBe(true);
	expect(survey.data).toEqual({ "threat-to-kill-or-harm": "yes" });
});
