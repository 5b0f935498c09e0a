import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import content from "virtual:content";
import {
	afterAll,
	afterEach,
	beforeEach,
	describe,
	expect,
	test,
} from "vitest";
import { AGAIN, KEY, Terminal } from "./terminal";

/** A file for results too long to read off a screen. */
const folder = mkdtempSync(join(tmpdir(), "stalk-check-"));
afterAll(() => rmSync(folder, { recursive: true }));
let file = "";
let files = 0;
beforeEach(() => {
	file = join(folder, `${files++}.json`);
});
let open: Terminal | undefined;
afterEach(() => open?.kill("SIGKILL"));
const start = (...of: ConstructorParameters<typeof Terminal>) => {
	open = new Terminal(...of);
	return open;
};

const { words } = content;
const label = (id: string) => itemOf(id).label;
const itemOf = (id: string) => {
	const item = content.checklists
		.flatMap((c) => c.items)
		.find((i) => i.id === id);
	if (!item) throw new Error(`no item ${id}`);
	return item;
};

/** Chooses by its place in the list, from 0. */
async function choose(terminal: Terminal, question: string, index: number) {
	await terminal.shows(question);
	terminal.press(...Array(index).fill(KEY.down), KEY.enter);
}

/** Ticks the boxes at these places, from 0, and says what the rest are. */
async function tick(
	terminal: Terminal,
	question: string,
	boxes: number[],
	rest: number,
) {
	await terminal.shows(question);
	let at = 0;
	for (const box of boxes) {
		terminal.press(...Array(box - at).fill(KEY.down), KEY.space);
		at = box;
	}
	terminal.press(KEY.enter);
	await choose(terminal, words.untickedQuestion, rest);
}

const NONE = 0;

/** Answers everything: followed more than once and one threatening message, afraid, one change. */
async function answerEverything(terminal: Terminal) {
	await choose(terminal, words.start, 0);
	await choose(terminal, itemOf("danger-now").text, 1);
	await choose(terminal, words.placeQuestion, 0);
	await tick(terminal, "Has any of this happened?", [0], NONE);
	await tick(terminal, label("unwanted-contact"), [2], NONE);
	await choose(
		terminal,
		`${label("threatening-contact")}. ${words.howOften}`,
		0,
	);
	await tick(terminal, label("waited-elsewhere"), [0], NONE);
	await choose(terminal, `${label("followed")}. ${words.howOften}`, 1);
	await tick(terminal, label("damaged-property"), [], NONE);
	for (const id of [
		"two-or-more-occasions",
		"same-person",
		"connected",
		"unwanted",
		"most-people-would-mind",
	])
		await choose(terminal, itemOf(id).text, 0);
	await choose(terminal, itemOf("others-targeted-too").text, 1);
	for (const id of ["distressed", "alarmed", "frightened"])
		await choose(terminal, itemOf(id).text, 0);
	await choose(terminal, itemOf("feared-violence").text, 2);
	await choose(terminal, itemOf("serious-effect").text, 0);
	await choose(terminal, itemOf("each-time-upset").text, 0);
	await tick(terminal, label("added-security"), [3], NONE);
	await tick(terminal, label("unusual-effort"), [0], NONE);
	await choose(terminal, itemOf("found-you-after-a-move").text, 2);
	await choose(terminal, itemOf("relationship").text, 8);
	await choose(terminal, itemOf("under-18").text, 1);
}

describe("at a terminal", AGAIN, () => {
	test("a person who answers everything gets the whole assessment on the main screen", async () => {
		const terminal = start([], { lingers: true });
		await terminal.shows(words.start);
		expect(terminal.alternate).toBe(true);
		await answerEverything(terminal);
		expect((await terminal.exited).exitCode).toBe(0);
		expect(terminal.alternate).toBe(false);
		const text = (await terminal.text()).replace(/\s+/g, " ");
		expect(text).toContain(words.report.urgentTitle.toUpperCase());
		expect(text).toContain(
			"Stalking with fear of violence, or serious alarm or distress (law of England and Wales)",
		);
		expect(text).not.toContain(words.report.inShort["not-met"]);
		expect(text).not.toContain(words.report.inShort.unclear);
		expect(text).toContain("threatened me and followed me (more than once)");
		expect(text.endsWith(words.report.moreSignposts)).toBe(true);
	});

	test("the same answers by keyboard and by pipe give the same assessment", async () => {
		const terminal = start(["--json", "--output", file]);
		await answerEverything(terminal);
		await terminal.exited;
		const assessment = JSON.parse(readFileSync(file, "utf8"));
		expect(assessment.summary).toEqual({ harassment: "met", stalking: "met" });
		expect(assessment.urgent).toEqual(["threat-to-kill-or-harm"]);
		expect(assessment.place).toBe("england-and-wales");
	});

	test("danger now shows 999 at once and offers to stop", async () => {
		const terminal = start([]);
		await choose(terminal, words.start, 0);
		await choose(terminal, itemOf("danger-now").text, 0);
		await terminal.shows("CALL 999 NOW");
		await choose(terminal, words.stop, 1);
		expect((await terminal.exited).exitCode).toBe(130);
		expect(await terminal.text()).toBe(words.stopped);
	});

	test("a box left empty and skipped is not a no", async () => {
		const terminal = start([
			"--json",
			"--place",
			"england-and-wales",
			"--output",
			file,
		]);
		await choose(terminal, words.start, 0);
		await choose(terminal, itemOf("danger-now").text, 4);
		const skip = 2;
		await tick(terminal, "Has any of this happened?", [], skip);
		await tick(terminal, label("unwanted-contact"), [], skip);
		await choose(terminal, itemOf("obscene-or-threatening-posts").text, 6);
		for (const id of ["waited-elsewhere", "damaged-property"])
			await tick(terminal, label(id), [], skip);
		for (const id of [
			"two-or-more-occasions",
			"same-person",
			"connected",
			"unwanted",
			"most-people-would-mind",
			"ordinary-reason",
			"others-targeted-too",
			"pressured-to-act",
			"distressed",
			"alarmed",
			"frightened",
		])
			await choose(terminal, itemOf(id).text, 4);
		await choose(terminal, itemOf("feared-violence").text, 6);
		for (const id of ["serious-effect", "each-time-upset"])
			await choose(terminal, itemOf(id).text, 4);
		await tick(terminal, label("added-security"), [], skip);
		await tick(terminal, label("unusual-effort"), [], skip);
		await choose(terminal, itemOf("found-you-after-a-move").text, 5);
		await choose(terminal, itemOf("relationship").text, 12);
		await choose(terminal, itemOf("under-18").text, 4);
		await choose(terminal, words.followUp, 1);
		await terminal.exited;
		const assessment = JSON.parse(readFileSync(file, "utf8"));
		expect(assessment.summary).toEqual({
			harassment: "unclear",
			stalking: "unclear",
		});
	});

	const leavings: [string, (terminal: Terminal) => void][] = [
		["Ctrl-C", (terminal) => terminal.press(KEY.ctrlC)],
		["Ctrl-D", (terminal) => terminal.press(KEY.ctrlD)],
		["SIGTERM", (terminal) => terminal.kill("SIGTERM")],
		["SIGHUP", (terminal) => terminal.kill("SIGHUP")],
	];
	test.each(leavings)(
		"%s half-way leaves a clean terminal and tells nothing",
		async (_name, leave) => {
			const terminal = start([]);
			await choose(terminal, words.start, 0);
			await choose(terminal, itemOf("danger-now").text, 1);
			await choose(terminal, words.placeQuestion, 0);
			await tick(terminal, "Has any of this happened?", [0, 2], NONE);
			await terminal.shows(label("unwanted-contact"));
			leave(terminal);
			expect((await terminal.exited).exitCode).toBe(130);
			expect(terminal.alternate).toBe(false);
			expect(await terminal.text()).toBe(words.stopped);
			expect(terminal.written.endsWith("\r\n")).toBe(true);
			expect(terminal.written).toContain("\x1b[?25h");
		},
	);

	test("Ctrl-C on the very first screen stops as well", async () => {
		const terminal = start([]);
		await terminal.shows(words.start);
		terminal.press(KEY.ctrlC);
		expect((await terminal.exited).exitCode).toBe(130);
		expect(await terminal.text()).toBe(words.stopped);
	});

	test("fits 40 columns", async () => {
		const terminal = start([], { columns: 40, rows: 40 });
		await terminal.shows(words.start);
		await choose(terminal, words.start, 0);
		const screen = await terminal.shows(itemOf("danger-now").text);
		expect(screen).toContain(words.skip);
	});
});
