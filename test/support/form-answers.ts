/** Answers as a person can give them in a form: options only, to the questions that are asked. */
import type { Answers, Content, Response } from "../../src/content/schema";
import { evaluatorFor } from "../../src/engine/assess";
import { buildForm, isQuestion, type Question } from "../../src/forms/form";

/** The questions of the form, in order. */
export function questionsOf(content: Content, place?: string): Question[] {
	return buildForm(content, { place }).sections.flatMap(({ parts }) => parts.filter(isQuestion));
}

/** The answers of a response that the program would have asked for, one after the other, without numbers. */
export function answersAsked(content: Content, { answers }: Response): Answers {
	const evaluator = evaluatorFor(content);
	const given: Answers = {};
	for (const { id } of questionsOf(content, "elsewhere")) {
		const answer = answers[id];
		if (typeof answer === "string" && evaluator.isAsked(id, given)) given[id] = answer;
	}
	return given;
}
