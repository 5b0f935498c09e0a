/** Random responses, weighted so that both "never" everywhere and nearly met definitions occur often. */
import fc from "fast-check";
import type { AnswerSet, Answers, Content, Response } from "../../src/content/schema";

/** The number of runs of a property, times the environment variable RUNS: below 1 to save time, above to search longer. */
export function many(runs: number): number {
	return Math.ceil(runs * Number(process.env.RUNS ?? 1));
}

export function itemsOf(content: Content) {
	return content.checklists.flatMap((checklist) =>
		checklist.items.map((item) => ({
			...item,
			checklist: checklist.id,
			behaviour: checklist.behaviours ?? false,
			set: content.answerSets.find(({ id }) => id === item.answerSet) as AnswerSet,
		})),
	);
}

/** Any response. All its answers share a probability of having happened, and one of being open or unknown. */
export function anyResponse(content: Content): fc.Arbitrary<Response> {
	const items = itemsOf(content);
	return fc
		.record({
			happened: fc.constantFrom(0.02, 0.1, 0.5, 0.9),
			open: fc.constantFrom(0, 0.05, 0.4),
			draws: fc.array(fc.double({ min: 0, max: 0.999999, noNaN: true }), {
				minLength: items.length * 3,
				maxLength: items.length * 3,
			}),
		})
		.map(({ happened, open, draws }) => {
			const answers: Answers = {};
			items.forEach(({ id, set }, i) => {
				const [openDraw, happenedDraw, optionDraw] = draws.slice(i * 3) as [number, number, number];
				const pick = <T>(list: T[]) => list[Math.floor(optionDraw * list.length)] as T;
				const unknown = set.options.filter((o) => o.unknown);
				const known = set.options.filter((o) => !o.unknown);
				const denial = set.ticks?.unticked ?? "no";
				if (openDraw < open) answers[id] = pick([null, ...unknown.map((o) => o.id)]);
				else if (happenedDraw < happened)
					answers[id] = pick([
						...known.map((o) => o.id).filter((option) => option !== denial),
						...(set.counts ? [1, 2, 12] : []),
					]);
				else answers[id] = known.some((o) => o.id === denial) ? denial : pick(known.map((o) => o.id));
			});
			return { answers };
		});
}
