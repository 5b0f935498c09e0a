import { PassThrough } from "node:stream";
import content from "virtual:content";
import { expect, test } from "vitest";
import { progressOn } from "../../src/batch/progress";
import { emptySummary } from "../../src/batch/summary";

const summary = emptySummary(content);

/** What a terminal was sent for progress at these times. */
function shown(columns: number | undefined, updates: [seconds: number, lines: number, read?: number][]): string {
	let now = 0;
	let text = "";
	const output = Object.assign(new PassThrough(), { columns });
	output.on("data", (chunk) => {
		text += chunk;
	});
	const progress = progressOn(output as unknown as NodeJS.WriteStream, () => now);
	for (const [seconds, lines, read] of updates) {
		now = seconds * 1000;
		progress.update({ ...summary, lines, bad: 3 }, read ?? 0);
	}
	progress.clear();
	return text;
}
const line = (text: string) => `\r\x1b[2K${text}`;

test("progress is one line, erased in the end", () => {
	expect(shown(80, [[27, 1_234_567]])).toBe(line("1,234,567 lines, 45,725 a second, 3 wrong") + line(""));
});

test("progress through a file is given in per cent, with the time left", () => {
	const through = (updates: [number, number, number][]) => shown(undefined, updates);
	expect(
		through([
			[0.1, 0, 0],
			[10, 500, 0.25],
			[20, 1_000, 0.05],
		]),
	).toBe(
		line("500 lines, 50 a second, 3 wrong, 25% done, about 30 seconds left") +
			line("1,000 lines, 50 a second, 3 wrong, 5% done, about 6 minutes left") +
			line(""),
	);
});

test("lines that are skipped do not make the rest look faster", () => {
	const updates: [number, number, number][] = [
		[0.1, 1, 0.5],
		[10, 500, 0.75],
	];
	expect(shown(80, updates)).toContain("75% done, about 10 seconds left");
});

test("progress is shown neither at once nor too often, and fits into a narrow terminal", () => {
	expect(shown(80, [[0.2, 5]])).toBe("");
	const text = shown(20, [
		[1, 1_000],
		[1.2, 1_200],
	]);
	expect(text).toBe(line("1,000 lines, 1,000 ") + line(""));
});
