/** How old content is, and what to say about that before anything else. */
import type { Content } from "./schema";

/** Whether `checkedOn` is more than so many months, or a year, before `today`; both are days (yyyy-mm-dd). */
export function isOld(checkedOn: string, today: string, months = 12): boolean {
	const month = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 - months;
	const [year, inYear] = [Math.floor(month / 12), (month % 12) + 1];
	return checkedOn < `${year}-${String(inYear).padStart(2, "0")}${today.slice(7)}`;
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
