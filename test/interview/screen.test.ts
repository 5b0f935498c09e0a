import { join } from "node:path";
import content from "virtual:content";
import { afterEach, describe, expect, test } from "vitest";
import { Person, resumeAtResult, savedAnswers } from "../support/person";
import { jsonIn, temporaryFolder } from "../support/run";
import { AGAIN } from "../support/terminal";

const folder = temporaryFolder();
const { words } = content;
const { keyboard } = words;
const items = new Map(content.checklists.flatMap(({ items }) => items.map((it) => [it.id, it])));
const text = (id: string) => items.get(id)?.text as string;
const label = (id: string) => items.get(id)?.label as string;

const pause = (part: string) => content.checklists.find(({ id }) => id === part)?.pause as string;

let person: Person | undefined;
afterEach(() => person?.terminal.kill("SIGKILL"));
const start = (...args: ConstructorParameters<typeof Person>) => {
	person = new Person(...args);
	return person;
};

/** Answers the first four screens. */
async function begins(person: Person, howMany = keyboard.allQuestions) {
	await person.answers(words.start, keyboard.begin);
	await person.answers(text("danger-now"), "No");
	await person.answers(words.placeQuestion, "England or Wales");
	await person.answers(keyboard.howMany, howMany);
}

/** Answers as somebody followed more than once, threatened once, and afraid. */
async function answersEverything(person: Person) {
	await begins(person);
	await person.ticks("Has any of this happened?", [label("threat-to-kill-or-harm")]);
	await person.ticks(label("unwanted-contact"), [label("threatening-contact")]);
	await person.answers(label("threatening-contact"), "Once");
	await person.answers(pause("following"), words.goOn);
	await person.ticks(label("waited-elsewhere"), [label("followed")]);
	await person.answers(label("followed"), "More than once");
	await person.answers(pause("harm"), words.goOn);
	await person.ticks(label("damaged-property"), []);
	for (const id of ["two-or-more-occasions", "same-person", "connected", "unwanted", "most-people-would-mind"])
		await person.answers(text(id), "Yes");
	await person.answers(text("others-targeted-too"), "No");
	await person.answers(pause("effect"), words.goOn);
	for (const id of ["distressed", "alarmed", "frightened"]) await person.answers(text(id), "Yes");
	await person.answers(text("feared-violence"), "More than once");
	for (const id of ["serious-effect", "each-time-upset"]) await person.answers(text(id), "Yes");
	await person.ticks(label("added-security"), [label("changed-phone-or-online")]);
	await person.ticks(label("unusual-effort"), [label("unusual-effort")]);
	await person.answers(text("found-you-after-a-move"), "I have not moved");
	await person.answers(text("relationship"), "A stranger");
	await person.answers(text("under-18"), "No");
}

/** Skips every question until the screen shows a text. */
async function skipsAll(person: Person, until: string) {
	const skips = [words.skip, keyboard.skipPart];
	for (;;) {
		const { choices, text, kind, more } = await person.sees();
		if (text.replace(/\s+/g, " ").includes(until)) return;
		const skip = choices.find(({ label }) => skips.includes(label));
		if (more || kind === "tick") await person.presses("0");
		else await person.presses((skip ?? choices[0])?.number ?? "0");
	}
}

describe("an interview in a pseudo-terminal, with number keys", AGAIN, () => {
	test("a person answers everything, reads the result, and keeps it on the screen", async () => {
		const person = start([], { lingers: true });
		await person.terminal.shows(words.welcome[0] as string);
		expect(person.terminal.alternate).toBe(true);
		await answersEverything(person);
		await person.answers(keyboard.review.offer, keyboard.review.result);
		const first = await person.sees();
		expect(first.text).toContain(words.report.urgentTitle.toUpperCase());
		await person.goesOn();
		await person.answers(keyboard.finish.question, keyboard.finish.keep);
		expect((await person.terminal.exited).exitCode).toBe(0);
		expect(person.terminal.alternate).toBe(false);
		const said = (await person.terminal.text()).replace(/\s+/g, " ");
		expect(said.startsWith(words.report.urgentTitle.toUpperCase())).toBe(true);
		expect(said).toContain("Stalking with fear or serious distress (the law of England and Wales)");
		expect(said).toContain("threatened me and followed me (more than once)");
		expect(said.endsWith(words.report.moreSignposts)).toBe(true);
	});

	test("answering for another person uses their wording, and options are not asked", async () => {
		const person = start(["--place", "scotland", "--short"]);
		await person.answers(words.start, keyboard.forSomeoneElse);
		const { text } = await person.isAsked(/in danger right now/);
		expect(text.replace(/\s+/g, " ")).toContain(items.get("danger-now")?.someoneElse?.text);
		await person.chooses("No");
		expect((await person.sees()).kind).toBe("tick");
	});

	test("danger now shows 999 at once, offers to stop, and to go on", async () => {
		const person = start();
		await person.answers(words.start, keyboard.begin);
		await person.answers(text("danger-now"), "Yes");
		await person.terminal.shows("CALL 999 NOW");
		await person.chooses(words.goOn);
		await person.isAsked(words.placeQuestion);
		await person.presses("b");
		await person.answers(text("danger-now"), "Yes");
		await person.terminal.shows("CALL 999 NOW");
		await person.chooses(words.stop);
		expect((await person.terminal.exited).exitCode).toBe(130);
		expect(await person.terminal.text()).toBe(words.stopped);
	});

	test("going back shows the earlier answers, and loses none", async () => {
		const person = start(["--json"]);
		await begins(person);
		await person.ticks("Has any of this happened?", [label("weapon")]);
		await person.ticks(label("unwanted-contact"), [label("unwanted-contact")]);
		await person.answers(label("unwanted-contact"), "More than once");
		await person.terminal.shows("followed or watched");
		await person.presses("b");
		await person.isAsked(words.howOften);
		expect((await person.sees()).text).toContain("> 2. More than once");
		await person.presses("b");
		await person.terminal.shows(`1. [x] ${label("unwanted-contact")}`);
		await person.presses("b");
		await person.isAsked("Has any of this happened?");
		const { choices } = await person.sees();
		expect(choices.filter(({ ticked }) => ticked)).toHaveLength(1);
		await person.goesOn();
		await person.entersOn();
		await person.goesOn();
		await person.entersOn();
		await person.isAsked(words.howOften);
		await person.entersOn();
		await person.terminal.shows("followed or watched");
	});

	test("every answer can be looked through and changed at the end, which can open a question", async () => {
		const file = join(folder, "changed.json");
		const person = start(["--json", "--output", file]);
		await answersEverything(person);
		await person.answers(keyboard.review.offer, keyboard.review.look);
		await person.answers(keyboard.review.whichPart, "Your safety");
		await person.answers(keyboard.review.whichAnswer, `${label("threat-to-kill-or-harm")}: yes`);
		await person.answers(text("threat-to-kill-or-harm"), "No");
		await person.terminal.shows(`${label("threat-to-kill-or-harm")}: no`);
		await person.chooses(keyboard.review.done);
		await person.answers(keyboard.review.whichPart, keyboard.review.place);
		await person.answers(words.placeQuestion, "Scotland");
		await person.answers(keyboard.review.whichPart, keyboard.review.done);
		// It is asked only of those with no sign of danger.
		await person.answers(text("ordinary-reason"), "No");
		await person.answers(keyboard.review.offer, keyboard.review.result);
		await person.terminal.exited;
		const { urgent, place, summary } = jsonIn(file);
		expect({ urgent, place, summary }).toEqual({
			urgent: [],
			place: "scotland",
			summary: { harassment: "met", stalking: "met" },
		});
	});

	test("an unclear result is followed by the questions that could settle it", async () => {
		const file = join(folder, "settled.json");
		const unsure = savedAnswers(
			folder,
			(options) => options.find(({ id }) => id === "not-sure" || id === "not-known")?.id,
		);
		const person = start(["--resume", unsure, "--json", "--output", file]);
		await person.answers(words.start, words.goOn);
		await person.answers(words.followUp, words.goOn);
		const { question } = await person.sees();
		const asked = [...items.values()].find(({ text }) => question.includes(text));
		expect(asked).toBeDefined();
		for (;;) {
			const { text, choices } = await person.sees();
			if (text.includes(keyboard.review.offer)) break;
			const wanted = ["More than once", "Yes", words.goOn];
			const choice = choices.find(({ label }) => wanted.includes(label));
			await person.presses((choice ?? choices[0])?.number ?? "0");
		}
		await person.answers(keyboard.review.offer, keyboard.review.result);
		await person.terminal.exited;
		const { summary } = jsonIn(file);
		expect(summary.harassment).toBe("met");
	});

	test("a skipped empty box is not a no", async () => {
		const file = join(folder, "skipped.json");
		const person = start(["--json", "--output", file]);
		await person.answers(words.start, keyboard.begin);
		await skipsAll(person, words.followUp);
		await person.chooses(words.showResult);
		await person.chooses(keyboard.review.result);
		await person.terminal.exited;
		const { summary } = jsonIn(file);
		expect(summary).toEqual({ harassment: "unclear", stalking: "unclear" });
	});

	test("the result can be read again, followed by helplines, a changed answer, or leaving", async () => {
		const person = await resumeAtResult(folder, (args) => start(args));
		await person.goesOn();
		const { finish } = keyboard;
		await person.answers(finish.question, finish.again);
		await person.terminal.shows(words.report.urgentTitle.toUpperCase());
		await person.goesOn();
		await person.answers(finish.question, finish.helplines);
		await person.terminal.shows("999 (or 112) emergency call");
		await person.goesOn();
		await person.answers(finish.question, finish.change);
		await person.answers(keyboard.review.whichPart, keyboard.review.done);
		await person.answers(keyboard.review.offer, keyboard.review.result);
		await person.goesOn();
		await person.answers(finish.question, finish.leave);
		expect((await person.terminal.exited).exitCode).toBe(0);
		expect(await person.terminal.text()).toBe(keyboard.left);
	});
});
