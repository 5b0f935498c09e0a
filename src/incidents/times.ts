/** Times of day as people write them. */

const CLOCK = /^(\d{1,2})(?:[:.]?(\d{2})(?:[:.]\d{2}(?:[.,]\d+)?)?)?(?: ?h(?:rs|ours)?)?(?: ?([ap])\.?m\.?)?$/;

/** Reads a time as minutes after midnight. Words such as "evening" have no minute; an impossible time is a problem. */
export function readTime(text: string): { minute?: number; problem?: string } {
	const plain = text.trim().toLowerCase();
	if (/^0?\.\d+$/.test(plain))
		return {
			problem: "may be how a spreadsheet keeps a time: give the column a time format, or write it as 18:30",
		};
	const [, hours, minutes, half] = CLOCK.exec(plain) ?? [];
	if (hours === undefined || (minutes ?? half) === undefined) return {};
	const [hour, minute] = [Number(hours), Number(minutes ?? 0)];
	if (minute > 59 || hour > 23 || (half === "a" && hour > 12) || (half === "p" && hour === 0))
		return {
			problem: "is not a time that there is: write it as 18:30, or in words, such as evening",
		};
	if (half === undefined) return { minute: hour * 60 + minute };
	return { minute: ((hour % 12) + (half === "p" ? 12 : 0)) * 60 + minute };
}
