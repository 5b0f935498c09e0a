import content from "virtual:content";
import { describe, expect, test } from "vitest";
import { wordedFor } from "../../src/content/wording";
import { isResult, Person, savedAnswers } from "../support/person";
import { itemsOf } from "../support/random";
import { starter, temporaryFolder } from "../support/run";
import { AGAIN, KEY } from "../support/terminal";

const folder = temporaryFolder();
const { change, keys, start: words } = content.words.keyboard;
const start = starter(Person);
async function starts(...args: ConstructorParameters<typeof Person>) {
	const person = start(...args);
	await person.isAsked("in danger right now?");
	return person;
}
const marks = async (person: Person) => (await person.sees()).rows.map(({ mark }) => mark);
/** The keys of a whole interview, after the start. */
const AFTER_START = [..."1", ..."580", ..."130", ..."20", ..."0", ..."1130", ..."120", ..."2"];

describe.concurrent("going back and changing", AGAIN, () => {
	test("b shows earlier screens with their marks, and nothing is lost on the way forward", async () => {
		const person = await starts();
		await person.presses("2", "1", ..."150", ..."1", "1", "b");
		expect((await marks(person)).slice(0, 5)).toEqual(["x", "", "", "", "x"]);
		await person.presses("b", "b");
		await person.isAsked("in danger right now?");
		await person.presses("2", "1", "0");
		await person.isAsked("4 of 9");
	});

	test("an answer is changed from the result, and the result is shown again", async () => {
		const person = await starts();
		await person.presses("2", ...AFTER_START, "5");
		await person.isAsked(change.question);
		await person.chooses("Following and watching");
		expect((await marks(person)).slice(0, 2)).toEqual(["", "x"]);
		await person.presses("1", "0");
		expect(isResult(await person.sees())).toBe(true);
		await person.presses("5");
		await person.isAsked("Following and watching marked: 2");
	});

	test("the question that would tell the most is offered first, by itself", async () => {
		const person = await starts(["--resume", savedAnswers(folder, () => undefined)]);
		await person.presses("2", ..."0", ..."120", "0", "0", "0", "0", "s");
		await person.presses("5");
		const { label = "" } = (await person.sees()).rows[0] ?? {};
		expect(itemsOf(content).filter(({ text }) => text.startsWith(label))).toHaveLength(1);
		await person.presses("1");
		await person.isAsked(label);
		await person.presses("1");
		expect(isResult(await person.sees())).toBe(true);
	});

	test("the four other screens are added from the result, and not offered again", async () => {
		const person = await starts();
		await person.presses("2", ...AFTER_START, "6");
		await person.isAsked("Extra 1 of 4");
		await person.presses("b", "6", ..."120", ..."30", ..."10", "2");
		const now = await person.sees();
		expect(isResult(now)).toBe(true);
		expect(now.flat).not.toContain(content.words.keyboard.result.add);
	});

	test("why, words and help lead back to the answer", async () => {
		const person = await starts();
		await person.presses("2", ...AFTER_START);
		const answer = (await person.sees()).text;
		for (const key of ["1", "2", "3"]) {
			await person.presses(key);
			await person.isAsked(keys.toAnswer);
			await person.presses("b");
			expect((await person.sees()).text).toBe(answer);
		}
	});
});

describe.concurrent("a terminal", AGAIN, () => {
	test("is asked for someone else, in other words, as is chosen at the start", async () => {
		const [, , safety] = wordedFor(content, "someone-else").screens;
		for (const args of [[], ["--for", "someone-else"]]) {
			const person = await starts(args);
			if (args.length === 0) await person.chooses(words["someone-else"]);
			await person.isAsked("Are they in danger right now?");
			await person.presses("2", "1");
			await person.isAsked(safety?.title as string);
		}
	});

	test("is not asked for a place that was given", async () => {
		const person = await starts(["--place", "scotland"]);
		await person.presses("2");
		await person.isAsked("3 of 9");
	});

	test("answers nothing from a paste", async () => {
		const person = await starts();
		for (const pasted of ["\x1b[200~2\x1b[201~", "2222"]) person.terminal.press(pasted);
		// A key that is read together with a paste does nothing either.
		while (!(await person.sees()).text.includes(">")) {
			person.terminal.press(KEY.down);
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		expect((await person.sees()).flat).toContain("danger right now?");
	});

	test("is laid out anew when its size changes, with the marks", async () => {
		const person = await starts();
		await person.presses("2", "1", "1");
		person.terminal.resize(40, 24);
		await person.isAsked("3 of 9 Your safety Has any");
		expect((await marks(person))[0]).toBe("x");
		for (const line of (await person.sees()).text.split("\n")) expect(line.length).toBeLessThan(40);
	});

	test("shows whom to call from the start, and comes back", async () => {
		const person = await starts();
		await person.chooses(words.helplines);
		expect((await person.sees()).text).toContain("0808 802 0300");
		await person.presses("b");
		await person.isAsked("in danger right now?");
	});

	test("has colour and bold unless told otherwise, and marks without", async () => {
		const coloured = await starts();
		expect(coloured.terminal.written).toContain("\x1b[1m");
		for (const options of [{ env: { NO_COLOR: "1" } }, {}]) {
			const person = await starts(options.env ? [] : ["--no-color"], options);
			await person.presses("2", "1", "1");
			expect((await marks(person))[0]).toBe("x");
			// biome-ignore lint/suspicious/noControlCharactersInRegex: these set colours and bold.
			expect(person.terminal.written).not.toMatch(/\x1b\[(1|7|38)[;m]/);
		}
	});
});
