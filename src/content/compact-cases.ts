/** Packs the cases that come with the program: each spells out up to 66 answers, most of them the same. */
import type { Case } from "./schema";

/** A case, and where it stands: its file and a pointer. */
export type LocatedCase = { path: string; case: Case };

type Answer = Case["response"]["answers"][string];

/** An answer, and the index of every item that it is given to. */
type AnswerRow = [answer: Answer, ...items: number[]];

export type CompactCases = {
	items: string[];
	cases: (LocatedCase & { answers: AnswerRow[] })[];
};

export function compactCases(cases: LocatedCase[]): CompactCases {
	const items = [
		...new Set(cases.flatMap((it) => Object.keys(it.case.response.answers))),
	];
	const compact = (located: LocatedCase) => {
		const { response } = located.case;
		const rows = new Map<Answer, AnswerRow>();
		for (const [item, answer] of Object.entries(response.answers)) {
			const row = rows.get(answer) ?? [answer];
			rows.set(answer, [...row, items.indexOf(item)]);
		}
		return {
			path: located.path,
			case: { ...located.case, response: { ...response, answers: {} } },
			answers: [...rows.values()],
		};
	};
	return { items, cases: cases.map(compact) };
}

export function expandCases({ items, cases }: CompactCases): LocatedCase[] {
	return cases.map(({ path, case: compact, answers: rows }) => {
		const answers = rows.flatMap(([answer, ...indices]) =>
			indices.map((index) => [items[index], answer]),
		);
		const response = {
			...compact.response,
			answers: Object.fromEntries(answers),
		};
		return { path, case: { ...compact, response } };
	});
}
