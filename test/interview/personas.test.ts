import { readFileSync } from "node:fs";
import content from "virtual:content";
import { describe, expect, test } from "vitest";
import { Person } from "../support/person";
import { AGAIN } from "../support/terminal";

/** `sees` is on their answer, which shows that the keys are those of their place. */
type Persona = { who: string; sees?: string; keys: string[]; more: string[] };
const { personas }: { personas: Persona[] } = JSON.parse(
	readFileSync(new URL("personas.json", import.meta.url), "utf8"),
);
const readme = readFileSync("README.md", "utf8").replace(/\s+/g, " ");
const { result } = content.words.keyboard;

/** The numbers of services, without those of the police and of emergency calls. */
const numbers = content.signposts.flatMap(({ phone }) => phone).filter((number) => number.length > 5);

/** Goes through an interview to the result, and says what it took. */
async function run({ keys, more }: Persona, args: string[]) {
	const person = new Person(args);
	await person.isAsked("danger right now?");
	await person.presses(...[...keys, ...(args.includes("--full") ? more : [])].join(""));
	const { text } = await person.sees();
	const taken = { screens: person.screens().length, text };
	person.terminal.kill("SIGKILL");
	return taken;
}

describe("ten people at a terminal, every screen counted", AGAIN, () => {
	test("see nine screens before the answer, at most ten, and a number to call on it", async () => {
		const taken = await Promise.all(personas.map((persona) => run(persona, [])));
		for (const [i, { text }] of taken.entries()) {
			expect(text).toContain(`0 ${result.finish}`);
			expect(text).toContain(personas[i]?.sees ?? "");
			expect(numbers.some((number) => text.includes(number))).toBe(true);
		}
		const screens = taken.map(({ screens }) => screens);
		expect(screens).toEqual([9, 9, 9, 9, 9, 8, 10, 9, 9, 9]);
		expect(readme).toContain(`${Math.min(...screens)} to ${Math.max(...screens)} screens before the answer`);
	});

	test("see thirteen or fourteen with --full, or twelve when nothing is certain", async () => {
		const taken = await Promise.all(personas.map((persona) => run(persona, ["--full"])));
		for (const { text } of taken) expect(text).toContain(`0 ${result.finish}`);
		const screens = taken.map(({ screens }) => screens);
		expect(screens).toEqual([13, 13, 13, 13, 13, 12, 14, 13, 13, 13]);
		expect(readme).toContain(`(${Math.min(...screens)} to ${Math.max(...screens)} with \`--full\`)`);
	});
});
