import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assessorFor } from "../../src/engine/assess";
import { type Interview, keep, newInterview, nextStep, type Step } from "../../src/interview/routing";
import { itemsOf, many } from "../support/random";

/** Answers every step by picking an option, or none, for each item; gives the steps in order. */
function run(pick: (step: Step, item: string) => string | null) {
	let interview: Interview = newInterview();
	const steps: Step[] = [];
	for (;;) {
		const step = nextStep(content, interview);
		if (!step) return { steps, interview };
		steps.push(step);
		if (steps.length > 200) throw new Error("never ends");
		for (const item of step.items) interview = keep(interview, step, item, pick(step, item.id));
	}
}

describe("routing of the built-in content", () => {
	test("danger now is asked first", () => {
		expect(nextStep(content, newInterview())?.items.map(({ id }) => id)).toEqual(["danger-now"]);
	});

	test("how often is asked only of what happened", () => {
		const { steps } = run((_, item) => (item === "followed" ? "happened" : "never"));
		expect(steps.filter(({ kind }) => kind === "how-often").flatMap(({ items }) => items.map(({ id }) => id))).toEqual([
			"followed",
		]);
	});

	test("pattern and effects are not asked when nothing happened", () => {
		const { steps } = run((step, item) => {
			const never = step.options.find(({ id }) => id === "never");
			return never && !["relationship"].includes(item) ? "never" : "no";
		});
		expect([...new Set(steps.map(({ checklist }) => checklist.id))]).toEqual([
			"safety",
			"contact",
			"following",
			"harm",
			"about",
		]);
	});

	test("skipping everything asks every item: unknown is never no", () => {
		const { steps, interview } = run(() => null);
		expect(new Set(steps.flatMap(({ items }) => items.map(({ id }) => id)))).toEqual(
			new Set(itemsOf(content).map(({ id }) => id)),
		);
		expect(interview.given).toEqual({});
	});

	test("a lawful reason is not asked when there is an urgent sign", () => {
		const { steps } = run((_, item) => (item === "weapon" ? "yes" : item === "followed" ? "more-than-once" : null));
		expect(steps.flatMap(({ items }) => items.map(({ id }) => id))).not.toContain("ordinary-reason");
	});

	test("routing ends, asks nothing twice, and leaves out only what does not apply", () => {
		fc.assert(
			fc.property(fc.infiniteStream(fc.nat()), (stream) => {
				const { steps, interview } = run((step, id) => {
					const set = itemsOf(content).find((item) => item.id === id)?.set;
					const options = step.kind === "how-often" ? step.options : (set?.options ?? []);
					const picks = [null, ...options.map((option) => option.id)];
					return picks[(stream.next().value ?? 0) % picks.length] ?? null;
				});
				const put = steps.filter(({ kind }) => kind !== "how-often").flatMap(({ items }) => items.map(({ id }) => id));
				expect(new Set(put).size).toBe(put.length);
				const assessor = assessorFor(content);
				for (const checklist of content.checklists)
					for (const item of checklist.items) {
						if (put.includes(item.id)) continue;
						const closed =
							!assessor.isAsked("checklists", checklist.id, interview.given) ||
							!assessor.isAsked("items", item.id, interview.given);
						expect([item.id, closed]).toEqual([item.id, true]);
					}
			}),
			{ numRuns: many(100) },
		);
	});
});
