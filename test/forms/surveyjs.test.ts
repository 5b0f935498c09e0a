import content from "virtual:content";
import fc from "fast-check";
import { Model } from "survey-core";
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

/** Fills the form in as somebody would who goes on page by page, and sends it. Returns its data. */
function filledIn({ place, answers }: Response) {
	survey.clear();
	const given: Record<string, unknown> = { place, ...answers };
	do {
		for (const question of survey.currentPage.questions)
			if (question.isVisible && given[question.name] != null) question.value = given[question.name];
	} while (survey.nextPage());
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
			const { place: chosen, ...answers } = filledIn({ ...response, place });
			const expected = assess(content, { place, answers: answersAsked(content, response) });
			expect(JSON.stringify(assess(content, { place: chosen, answers }))).toBe(JSON.stringify(expected));
		}),
		{ numRuns: many(12) },
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

test("nothing in it must be answered", () => {
	expect(filledIn({ answers: {} })).toEqual({});
});
