/** How often an answer says that something happened. */
import type { Option } from "../content/schema";

/** What one answer says. Occasions are 0 to infinity when it says nothing of them. */
export type Bounds = {
	/** The option, also when it says nothing; undefined when unanswered. */
	option?: string;
	/** False when unanswered, or answered with an option that says nothing. */
	known: boolean;
	/** Separate occasions, at least and at most. */
	min: number;
	max: number;
};

const UNKNOWN: Bounds = { known: false, min: 0, max: Number.POSITIVE_INFINITY };

/** The bounds that an answer sets, among the options of its item. A number counts as the first option that holds it. */
export function boundsOf(
	options: Pick<Option, "id" | "unknown" | "occasions">[],
	answer: string | number | null | undefined,
): Bounds {
	const option = options.find(({ id, occasions }) =>
		typeof answer === "number"
			? occasions && occasions[0] <= answer && answer <= (occasions[1] ?? answer)
			: id === answer,
	);
	if (!option) return UNKNOWN;
	if (option.unknown) return { ...UNKNOWN, option: option.id };
	const known = { option: option.id, known: true };
	if (typeof answer === "number") return { ...known, min: answer, max: answer };
	const [min, max] = option.occasions ?? [0, null];
	return { ...known, min, max: max ?? Number.POSITIVE_INFINITY };
}
