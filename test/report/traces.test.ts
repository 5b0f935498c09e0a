import content from "virtual:content";
import { describe, expect, test } from "vitest";
import { readingAge } from "../../src/content/reading-age";
import type { System } from "../../src/content/schema";
import { NO_COLOURS } from "../../src/platform/colours";
import { tracesFor, tracesText } from "../../src/report/traces";

const text = (width: number, system?: System) =>
	tracesText(tracesFor(content, system), {
		width,
		...NO_COLOURS,
	});
const systems: (System | undefined)[] = [undefined, "linux", "macos", "windows"];
const steps = (system?: System) =>
	tracesFor(content, system).sections.flatMap((section) =>
		(["kept", "look", "remove", "avoid", "stays"] as const).flatMap((part) => section[part] ?? []),
	);
const code = (system?: System) => steps(system).flatMap((it) => it.code ?? []);

describe.each(systems)("the page of traces for %s", (system) => {
	test("says the limits and whom to ask before anything can be removed", () => {
		const page = text(80, system);
		const helper = content.signposts.find(({ id }) => id === content.traces.ask.signpost);
		const first = [
			content.traces.limitsTitle.toUpperCase(),
			...content.traces.limits.map((it) => it.slice(0, 30)),
			`Call ${helper?.phone[0]}`,
			`\n${content.traces.labels.remove}\n`,
		].map((it) => page.indexOf(it));
		expect(first).toEqual([...first].sort((a, b) => a - b));
		expect(first).not.toContain(-1);
	});

	test("says of every place what is kept, how to look, how to remove it and what stays", () => {
		for (const section of tracesFor(content, system).sections)
			for (const part of ["kept", "look", "remove", "stays"] as const)
				expect([section.id, part, section[part]?.length]).not.toContain(0);
	});

	test.each([40, 80])("keeps within %i columns, and every command whole", (width) => {
		const lines = text(width, system).split("\n");
		const commands = code(system).map((it) => `      ${it}`);
		expect(lines).toEqual(expect.arrayContaining(commands));
		// Addresses are never broken either.
		for (const line of lines)
			if (!commands.includes(line) && line.trim().includes(" ")) expect(line.length, line).toBeLessThanOrEqual(width);
		if (width === 80) for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
	});

	test("is plain ASCII", () => {
		expect(text(80, system)).toMatch(/^[\n -~]*$/);
	});
});

test("one system has nothing that is only for another, and all have everything", () => {
	const all = code();
	for (const system of ["linux", "macos", "windows"] as const)
		for (const line of code(system)) expect(all).toContain(line);
	expect(text(80, "linux")).not.toMatch(/PowerShell|on a mac|windows key/i);
	expect(text(80, "windows")).not.toMatch(/zsh|tmux|on a mac\b/i);
	expect(text(80)).toContain("(macOS) ");
	expect(text(80, "macos")).not.toContain("(macOS) ");
});

test("can be read by a child", () => {
	const { intro, limits } = content.traces;
	const prose = [intro, ...limits, ...steps("linux").map((it) => it.text)];
	expect(readingAge(prose.join(" "))).toBeLessThan(11);
	for (const it of prose) expect(readingAge(it), it).toBeLessThan(14);
});
