import { expect, test } from "vitest";
import type { Condition, Content } from "../../src/content/schema";
import { assess } from "../../src/engine/assess";
import { defining, route, yes } from "../support/tiny";

test("what only rules settle rests on every answer that they need", () => {
	const again: Condition = { op: "all", of: [yes("twice"), { op: "answer", item: "rang", is: ["more-than-once"] }] };
	const content: Content = {
		...defining([{ id: "it", text: "It", criterion: again }], [{ id: "one", routes: [route("a", "it")] }]),
		checklists: [
			{
				...{ id: "all", order: 1, title: "All" },
				items: ["rang", "wrote", "twice"].map((id) => {
					return { id, answerSet: id === "twice" ? "yes-no" : "often", text: id, label: id };
				}),
			},
		],
		consistency: [
			{
				...{ id: "two", about: "twice", text: "Cannot be." },
				if: yes("twice"),
				// biome-ignore lint/suspicious/noThenProperty: it is so named in content.
				then: { op: "occasions", atLeast: 2, items: ["rang", "wrote"] },
			},
		],
		signs: { ...defining([], []).signs, fixation: { ...defining([], []).signs.fixation, criterion: yes("twice") } },
	};
	const [verdict] = assess(content, { answers: { wrote: "never", twice: "yes" } }).verdicts;
	expect(verdict?.elements.map(({ result, because }) => [result, because])).toEqual([["met", ["wrote", "twice"]]]);
});
