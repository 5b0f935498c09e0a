/** How old content is, and what to say about that before anything else. */
import type { Content } from "./schema";

/** Whether `checkedOn` is more than a year before `today`; both are days (yyyy-mm-dd). */
export function isOld(checkedOn: string, today: string): boolean {
	return checkedOn < `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
}

/** Warnings about the content itself: that it is not what came with the program, that it is old. */
export function notices({
	changed,
	old,
	checkedOn,
	words,
}: Pick<Content, "changed" | "old" | "checkedOn" | "words">): string[] {
	return [...(changed ? [words.notices.changed] : []), ...(old ? [`${words.notices.old} ${checkedOn}.`] : [])];
}
