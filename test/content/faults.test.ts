import { expect, test, vi } from "vitest";
import type { Condition, Result } from "../../src/content/schema";
import type * as Meant from "../../src/engine/meaning";
import { prove } from "../../src/engine/prove";
import { defining, route, yes } from "../support/tiny";

/**
 * What a faulty engine makes of a yes-no answer, in place of the right one: for none, yes and no. First as it is, then
 * with no second occasion inferred.
 */
let faulty: [Result, Result, Result][] = [];

vi.mock("../../src/engine/meaning", async (original) => {
	const { Meaning } = await original<typeof Meant>();
	return {
		Meaning: class extends Meaning {
			readonly #made: number;
			constructor(...args: ConstructorParameters<typeof Meaning>) {
				super(...args);
				this.#made = args[2]?.inferring === false ? 1 : 0;
			}
			override condition(condition: Condition) {
				const results = faulty[this.#made];
				if (!results || condition.op !== "answer")
					return super.condition(condition);
				const index = this.variables.findIndex(
					({ item }) => item === condition.item,
				);
				return this.diagrams.branch(
					index,
					results.map((it) => this.diagrams.constant(it)),
				);
			}
		},
	};
});

const content = defining(
	[{ id: "cross", text: "Cross", criterion: yes("cross") }],
	[{ routes: [route("only", "cross")] }],
);
const failures = (...so: typeof faulty) => {
	faulty = so;
	return prove(content).failures.map(({ message, answers, then }) => [
		message,
		answers,
		...(then ? [then] : []),
	]);
};

test("a right engine has no fault", () => {
	expect(failures()).toEqual([]);
});

test("an engine that takes an unknown for a yes is found out", () => {
	expect(failures(["met", "met", "not-met"])).toEqual([
		["is met with nothing answered, and must be unclear", {}],
		["is weighed as unclear and proved met", {}],
		["can never be unclear", {}],
		[
			"flips between met and not-met when an unknown is answered",
			{},
			{ cross: "no" },
		],
	]);
});

test("an engine that takes an unknown for a no is found out", () => {
	expect(failures(["not-met", "met", "not-met"])).toEqual([
		["is not-met with nothing answered, and must be unclear", {}],
		["is weighed as unclear and proved not-met", {}],
		["can never be unclear", {}],
		[
			"flips between met and not-met when an unknown is answered",
			{},
			{ cross: "yes" },
		],
	]);
});

test("an engine for which the person's own word speaks against them is found out", () => {
	const backwards: [Result, Result, Result] = ["unclear", "not-met", "met"];
	const found = failures(backwards, ["met", "met", "met"]);
	expect(found.slice(-1)).toEqual([
		["is weakened by the person's own word", {}],
	]);
	// Without any inference it is just as backwards, and no word is to blame.
	expect(failures(backwards, backwards).slice(-1)).toEqual([
		["is weakened by more or worse", {}, { cross: "yes" }],
	]);
	// Where more never weakens anything, what was inferred is not asked about.
	expect(
		failures(["unclear", "met", "not-met"], ["met", "met", "met"]),
	).toEqual([]);
});
