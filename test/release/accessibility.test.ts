import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { styleFor } from "../../src/commands/output";
import type { Io } from "../../src/platform/io";

/** The success criteria of WCAG 2.2 of levels A and AA; 4.1.1 is obsolete. */
const CRITERIA = `
	1.1.1 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.3.3 1.3.4 1.3.5 1.4.1 1.4.2 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12
	1.4.13 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.4.5 2.4.6 2.4.7 2.4.11 2.5.1 2.5.2 2.5.3 2.5.4
	2.5.7 2.5.8 3.1.1 3.1.2 3.2.1 3.2.2 3.2.3 3.2.4 3.2.6 3.3.1 3.3.2 3.3.3 3.3.4 3.3.7 3.3.8 4.1.2 4.1.3`
	.trim()
	.split(/\s+/);

const page = readFileSync("docs/accessibility.md", "utf8");
const rows = [...page.matchAll(/^\| (\d[\d.]+) .+? \(AA?\) \| (.+?) \| (.+?) \| (.+) \|$/gm)].map(
	([, criterion, terminal = "", report = "", tests = ""]) => ({ criterion, ways: [terminal, report], tests }),
);

test("every criterion has its row, and is supported, partly, or not applicable", () => {
	expect(rows.map(({ criterion }) => criterion)).toEqual(CRITERIA);
	for (const { criterion, ways } of rows)
		for (const way of ways) expect(way, criterion).toMatch(/^(supported|partly|not applicable)\b/);
});

test("whatever is supported, even in part, has a test that shows it", () => {
	for (const { criterion, ways, tests } of rows) {
		const applies = ways.some((way) => !way.startsWith("not applicable"));
		if (applies) expect(tests, criterion).toMatch(/^\[/);
	}
});

test("colours of the terminal can be read on black and on white", async () => {
	const io = { env: { FORCE_COLOR: "3" }, isTerminal: () => true, columns: () => 80 } as unknown as Io;
	const { faint, yes, unclear, heading, alert } = await styleFor({}, io);
	const shown = [faint, yes, unclear, heading, alert].map((colour) => colour("x")).join("");
	const codes = new Set([...shown.matchAll(/38;5;(\d+)m/g)].map(([, code]) => Number(code)));
	expect(codes.size).toBeGreaterThan(2);
	for (const code of codes) {
		const light = luminance(rgb(code));
		expect((light + 0.05) / 0.05, `${code} on black`).toBeGreaterThan(4.4);
		expect(1.05 / (light + 0.05), `${code} on white`).toBeGreaterThan(4.4);
	}
});

/** A colour of the 256 that terminals have, from 16 up. */
function rgb(code: number): number[] {
	if (code >= 232) return Array(3).fill(8 + 10 * (code - 232));
	const level = (step: number) => (step === 0 ? 0 : 55 + 40 * step);
	return [36, 6, 1].map((unit) => level(Math.floor((code - 16) / unit) % 6));
}

/** Relative luminance, as WCAG defines it. */
function luminance(colour: number[]): number {
	const [red = 0, green = 0, blue = 0] = colour.map((value) => {
		const part = value / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
