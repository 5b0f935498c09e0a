/** How old content is, and what must be known of it before anything in it is relied on. */
import type { Content } from "./schema";

/** Whether something was last checked more than a year before `today`; both are days (yyyy-mm-dd). */
export function isOld(checkedOn: string, today: string): boolean {
	return checkedOn < `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
}

/** A text for each thing to be known first of this content: that it is not what was shipped, that it is old. */
export function notices({
	changed,
	old,
	checkedOn,
	words,
}: Pick<Content, "changed" | "old" | "checkedOn" | "words">): string[] {
	return [
		...(changed ? [words.notices.changed] : []),
		...(old ? [`${words.notices.old} ${checkedOn}.`] : []),
	];
}
