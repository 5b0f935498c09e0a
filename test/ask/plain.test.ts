import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import content from "virtual:content";
import { spawn } from "@lydell/node-pty";
import { afterEach, describe, expect, test } from "vitest";
import { plainPrompter } from "../../src/ask/plain";
import { StalkCheckError } from "../../src/errors";
import { run } from "../cli/run";
import { AGAIN, commandLine, KEY } from "./terminal";

const { words } = content;
const items = new Map(
	content.checklists.flatMap(({ items }) => items.map((it) => [it.id, it])),
);
const text = (id: string) => items.get(id)?.text as string;
const label = (id: string) => items.get(id)?.label as string;

/** The built program on a terminal that only ever adds lines; what it wrote is all there is to see. */
class Lines {
	written = "";
	readonly exited: Promise<number>;
	readonly #pty;
	#answered = 0;

	constructor(args: string[], name: string, lingers: boolean) {
		this.#pty = spawn(...commandLine(args, lingers), {
			name,
			cols: 80,
			env: { PATH: process.env.PATH },
		});
		this.#pty.onData((data) => {
			this.written += data;
		});
		// What was written last may still be on its way when the program has gone.
		this.exited = new Promise((resolve) =>
			this.#pty.onExit(({ exitCode }) => {
				const settle = (seen: number) =>
					this.written.length === seen
						? resolve(exitCode)
						: setTimeout(settle, 100, this.written.length);
				setTimeout(settle, 100, this.written.length);
			}),
		);
	}

	/** Waits until the question has been put since the last answer, and an answer is awaited. Gives what was said. */
	async asks(question: string): Promise<string> {
		const until = Date.now() + 10_000;
		for (;;) {
			const said = this.written.slice(this.#answered);
			const flat = said.replace(/\s+/g, " ");
			if (flat.includes(question) && /Type [^:]*: $/.test(flat)) return said;
			if (Date.now() > until)
				throw new Error(`never asked ${question}, but said:\n${said}`);
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
	}

	/** Types a line, without waiting. */
	type(answer: string) {
		this.#answered = this.written.length;
		this.#pty.write(`${answer}\r`);
	}

	press(key: string) {
		this.#pty.write(key);
	}

	kill(signal: string) {
		this.#pty.kill(signal);
	}
}

let open: Lines | undefined;
afterEach(() => open?.kill("SIGKILL"));
const start = (args: string[], name = "xterm-256color", lingers = false) => {
	open = new Lines(args, name, lingers);
	return open;
};

type Exchange = [question: string, typed: string, echo: string];
const yes = (id: string): Exchange => [text(id), "1", "Yes"];
const tick = (typed: string, ...ids: string[]): Exchange => [
	label(ids[0] as string),
	typed,
	`Ticked: ${ids.map(label).join("; ")}`,
];
const none: Exchange = [words.untickedQuestion, "1", words.untickedNone];
const often = (id: string, typed: string, echo: string): Exchange => [
	`${label(id)}. ${words.howOften}`,
	typed,
	echo,
];
/** All that somebody is asked who was threatened once and followed more than once, what is typed, and what is said to it. */
const interview: Exchange[] = [
	[words.start, "1", words.goOn],
	[text("danger-now"), "2", "No"],
	[words.placeQuestion, "1", "England or Wales"],
	tick("1", "threat-to-kill-or-harm"),
	none,
	tick("3, 1", "threatening-contact", "unwanted-contact"),
	none,
	often("unwanted-contact", "2", "More than once"),
	often("threatening-contact", "1", "Once"),
	tick("1", "followed"),
	none,
	often("followed", "2", "More than once"),
	[label("damaged-property"), "0", "None ticked"],
	none,
	yes("two-or-more-occasions"),
	yes("same-person"),
	yes("connected"),
	yes("unwanted"),
	yes("most-people-would-mind"),
	[text("others-targeted-too"), "2", "No"],
	yes("distressed"),
	yes("alarmed"),
	yes("frightened"),
	[text("feared-violence"), "3", "More than once"],
	yes("serious-effect"),
	yes("each-time-upset"),
	tick("3 4", "sleep-or-health", "changed-routine"),
	none,
	tick("1", "aimed-at-you"),
	none,
	[text("found-you-after-a-move"), "3", "I have not moved or changed anything"],
	[text("relationship"), "9", "A stranger"],
	[text("under-18"), "5", words.skip],
];
/** The same as a response. */
const response = {
	place: "england-and-wales",
	answers: {
		...Object.fromEntries(
			content.checklists
				.filter(({ tick }) => tick)
				.flatMap((checklist) => checklist.items)
				.filter((item) => !item.askWhen)
				.map(({ id, answerSet }) => [
					id,
					answerSet === "frequency" ? "never" : "no",
				]),
		),
		"threat-to-kill-or-harm": "yes",
		"unwanted-contact": "more-than-once",
		"threatening-contact": "once",
		followed: "more-than-once",
		"two-or-more-occasions": "yes",
		"same-person": "yes",
		connected: "yes",
		unwanted: "yes",
		"most-people-would-mind": "yes",
		"others-targeted-too": "no",
		distressed: "yes",
		alarmed: "yes",
		frightened: "yes",
		"feared-violence": "more-than-once",
		"serious-effect": "yes",
		"each-time-upset": "yes",
		"sleep-or-health": "yes",
		"changed-routine": "yes",
		"aimed-at-you": "yes",
		"found-you-after-a-move": "has-not-come-up",
		relationship: "stranger",
	},
};

/** Answers the questions, and sees that each answer is said again. */
async function answer(lines: Lines, exchanges: Exchange[]) {
	let before = "";
	for (const [question, typed, echo] of exchanges) {
		const said = await lines.asks(question);
		expect(said.replace(/\s+/g, " ").startsWith(before)).toBe(true);
		lines.type(typed);
		before = `${typed} ${echo} `;
	}
}

const plainly: [how: string, args: string[], terminal: string][] = [
	["--plain", ["--plain"], "xterm-256color"],
	["TERM=dumb", [], "dumb"],
];
describe.each(plainly)(
	"at a terminal with %s",
	AGAIN,
	(_how, args, terminal) => {
		test("a person answers everything in numbers, and no escape code is ever written", async () => {
			const lines = start(args, terminal, true);
			await answer(lines, interview);
			expect(await lines.exited).toBe(0);
			const report = await run([], JSON.stringify(response));
			expect(lines.written).not.toContain("\x1b");
			expect(
				lines.written.replaceAll("\r\n", "\n").endsWith(report.stdout),
			).toBe(true);
		});

		test("the same answers by number and by pipe give the same assessment", async () => {
			// To a file: more than a pseudo-terminal holds is lost to a test that is not quick enough to read it.
			const folder = mkdtempSync(join(tmpdir(), "stalk-check-"));
			const file = join(folder, "assessment.json");
			const lines = start([...args, "--json", "--output", file], terminal);
			await answer(lines, interview);
			expect(await lines.exited).toBe(0);
			const piped = await run(["--json"], JSON.stringify(response));
			expect(JSON.parse(piped.stdout).summary.stalking).toBe("met");
			expect(readFileSync(file, "utf8")).toBe(piped.stdout);
			rmSync(folder, { recursive: true });
		});

		test("says how to leave before anything else, and 999 before any question", async () => {
			const lines = start(args, terminal);
			const said = await lines.asks(words.start);
			expect(said.startsWith(words.leave)).toBe(true);
			expect(said).toContain("999");
		});

		const leavings: [string, (lines: Lines) => void][] = [
			["Ctrl-D", (lines) => lines.press(KEY.ctrlD)],
			["Ctrl-C", (lines) => lines.press(KEY.ctrlC)],
			["SIGTERM", (lines) => lines.kill("SIGTERM")],
			["SIGHUP", (lines) => lines.kill("SIGHUP")],
		];
		test.each(leavings)(
			"%s half-way stops and tells nothing",
			async (_name, leave) => {
				const lines = start(args, terminal);
				await answer(lines, interview.slice(0, 5));
				await lines.asks(label("unwanted-contact"));
				leave(lines);
				expect(await lines.exited).toBe(130);
				expect(lines.written.endsWith(`${words.stopped}\r\n`)).toBe(true);
				expect(lines.written).not.toContain("\x1b");
			},
		);

		test("danger now shows 999 at once and offers to stop", async () => {
			const lines = start(args, terminal);
			await lines.asks(words.start);
			lines.type("1");
			await lines.asks(text("danger-now"));
			lines.type("yes");
			await lines.asks("CALL 999 NOW");
			lines.type("2");
			expect(await lines.exited).toBe(130);
			expect(lines.written.endsWith(`${words.stopped}\r\n`)).toBe(true);
		});

		test("what cannot be understood is asked again, and changes nothing", async () => {
			const lines = start(args, terminal);
			await lines.asks(words.start);
			lines.type("g");
			for (const odd of ["", "  ", "perhaps", "0", "6", "-1", "1.5", "i"]) {
				await lines.asks("Type a number from 1 to 5: ");
				lines.type(odd);
			}
			const said = await lines.asks("Type a number from 1 to 5: ");
			expect(said).toBe("i\r\nType a number from 1 to 5: ");
			lines.type("no");
			await lines.asks(words.placeQuestion);
		});
	},
);

describe("lines", () => {
	const choices = [
		{ id: "yes", label: "Yes" },
		{ id: "no", label: "No", hint: "never" },
		{ id: "unsure", label: "I am not sure" },
		{ id: "unsaid", label: "I would rather not say" },
	];
	function lines(columns = 80) {
		const input = new PassThrough();
		const output = Object.assign(new PassThrough(), { columns });
		let said = "";
		output.on("data", (chunk) => {
			said += chunk;
		});
		const controller = new AbortController();
		const prompter = plainPrompter({
			input,
			output,
			signal: controller.signal,
			leave: "LEAVE",
			stopped: "STOPPED",
		});
		return { input, controller, prompter, said: () => said };
	}
	const stopped = { code: "stopped", exitCode: 130, message: "STOPPED" };

	test.each([
		["1", "yes"],
		["4", "unsaid"],
		[" 2 ", "no"],
		["y", "yes"],
		["YES", "yes"],
		["n", "no"],
		["i a", "unsure"],
		["I would rather not say", "unsaid"],
	])("%j chooses %s", async (typed, id) => {
		const { input, prompter, said } = lines();
		input.write(`${typed}\n`);
		expect(await prompter.choose("Is it?", choices)).toBe(id);
		const chosen = choices.find((choice) => choice.id === id);
		expect(said().endsWith(`: ${chosen?.label}\n`)).toBe(true);
		expect(said().match(/Type a number/g)).toHaveLength(1);
	});

	test.each(["", " ", "0", "5", "-1", "1.5", "1 2", "i", "x", "yes please"])(
		"%j is asked again",
		async (typed) => {
			const { input, prompter, said } = lines();
			input.write(`${typed}\n2\n`);
			expect(await prompter.choose("Is it?", choices)).toBe("no");
			expect(said().match(/Type a number from 1 to 4: /g)).toHaveLength(2);
			expect(said().match(/Is it\?/g)).toHaveLength(1);
		},
	);

	test("that are blank choose nothing, even from one", async () => {
		const { input, prompter } = lines();
		input.end("\n");
		await expect(
			prompter.choose("Is it?", choices.slice(0, 1)),
		).rejects.toMatchObject(stopped);
	});

	test.each([
		["0", []],
		["1", ["yes"]],
		["1 3", ["yes", "unsure"]],
		["3,1", ["unsure", "yes"]],
		[" 2 ,  4 ", ["no", "unsaid"]],
		["1 1", ["yes"]],
	])("%j ticks %j", async (typed, ids) => {
		const { input, prompter, said } = lines();
		input.write(`${typed}\n`);
		expect(await prompter.tick("Which?", choices)).toEqual(ids);
		const ticked = ids.map((id) => choices.find((it) => it.id === id)?.label);
		const echo = ids.length ? `Ticked: ${ticked.join("; ")}` : "None ticked";
		expect(said().endsWith(`: ${echo}\n`)).toBe(true);
	});

	test.each(["", ",", "5", "0 1", "-1", "1 x", "x", "yes", "1.5"])(
		"%j ticks nothing and is asked again",
		async (typed) => {
			const { input, prompter, said } = lines();
			input.write(`${typed}\n2\n`);
			expect(await prompter.tick("Which?", choices)).toEqual(["no"]);
			expect(said().match(/Type the numbers/g)).toHaveLength(2);
		},
	);

	test("show each choice with its number and its example", async () => {
		const { input, prompter, said } = lines();
		input.write("1\n");
		prompter.show(["Part 1 of 9", "Think back."]);
		await prompter.choose("Is it?", choices);
		expect(said()).toBe(
			"LEAVE\n\nPart 1 of 9\nThink back.\nIs it?\n1. Yes\n2. No (for example: never)\n3. I am not sure\n4. I would rather not say\nType a number from 1 to 4: Yes\n",
		);
	});

	test("are no longer than the terminal is wide", async () => {
		const { prompter, said } = lines(30);
		prompter.show(content.words.welcome);
		await new Promise(setImmediate);
		expect(said()).toContain("stalk-check");
		for (const line of said().split("\n"))
			expect(line.length).toBeLessThanOrEqual(30);
	});

	test("are used up before the end of input stops", async () => {
		const { input, prompter } = lines();
		input.end("1\n2\n");
		expect(await prompter.choose("Is it?", choices)).toBe("yes");
		expect(await prompter.choose("Is it?", choices)).toBe("no");
		await expect(prompter.choose("Is it?", choices)).rejects.toMatchObject(
			stopped,
		);
	});

	test("count without a line end when input ends there", async () => {
		const { input, prompter } = lines();
		input.end("2");
		expect(await prompter.choose("Is it?", choices)).toBe("no");
	});

	test.each(["choose", "tick"] as const)(
		"that end in the middle of a question (%s) stop",
		async (kind) => {
			const { input, prompter } = lines();
			const asked = prompter[kind]("Is it?", choices);
			input.write("perhaps\n");
			input.end();
			await expect(asked).rejects.toBeInstanceOf(StalkCheckError);
			await expect(asked).rejects.toMatchObject(stopped);
		},
	);

	test.each(["choose", "tick"] as const)(
		"that are cut off in the middle of a question (%s) stop, whatever was typed",
		async (kind) => {
			const { input, controller, prompter } = lines();
			const asked = prompter[kind]("Is it?", choices);
			controller.abort();
			input.write("1\n");
			await expect(asked).rejects.toMatchObject(stopped);
			await expect(prompter[kind]("Is it?", choices)).rejects.toMatchObject(
				stopped,
			);
		},
	);
});
