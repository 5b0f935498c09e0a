/** Random responses to the content, dull enough that both "never" everywhere and "nearly met" occur often. */
import fc from "fast-check";
import type {
	AnswerSet,
	Answers,
	Content,
	Response,
} from "../../src/content/schema";

/** How many runs of a property: fewer when RUNS says so, for mutation testing, which runs them a thousand times over. */
export function many(runs: number): number {
	return Math.ceil(runs * Number(process.env.RUNS ?? 1));
}

export function itemsOf(content: Content) {
	return content.checklists.flatMap((checklist) =>
		checklist.items.map((item) => ({
			...item,
			checklist: checklist.id,
			behaviour: checklist.behaviours ?? false,
			set: content.answerSets.find(
				({ id }) => id === item.answerSet,
			) as AnswerSet,
		})),
	);
}

/** A response whose answers lean, all together, towards or away from something having happened and being known. */
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
				const [first, second, third] = draws.slice(i * 3) as [
					number,
					number,
					number,
				];
				const pick = <T>(list: T[]) =>
					list[Math.floor(third * list.length)] as T;
				const unknown = set.options.filter((o) => o.unknown);
				const known = set.options.filter((o) => !o.unknown);
				const against = set.ticks?.unticked ?? "no";
				if (first < open)
					answers[id] = pick([null, ...unknown.map((o) => o.id)]);
				else if (second < happened)
					answers[id] = pick([
						...known.map((o) => o.id).filter((it) => it !== against),
						...(set.counts ? [1, 2, 7] : []),
					]);
				else
					answers[id] = known.some((o) => o.id === against)
						? against
						: pick(known.map((o) => o.id));
			});
			return { answers };
		});
}
