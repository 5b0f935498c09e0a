/** Time to start, compared with starting Node, and time to choose the next screen. */
import { readFileSync } from "node:fs";
import { spawn } from "@lydell/node-pty";
import { answerScreen, content, screensFor } from "../../dist/index.mjs";
import { readJson } from "./content.mjs";
import { randomFrom, ratios } from "./measure.mjs";
import { ENVIRONMENT, PROGRAM, ROOT, time } from "./run.mjs";
import { atMost } from "./table.mjs";

/** Stays alive until it is killed: output written just before an exit can be lost. */
const PRINT = "console.log('x'); setTimeout(() => {}, 60_000)";

/** One response piped in, and its limit, which is lower from Node 24 on. */
const PIPED = "FILE | stalk-check --json";
const PIPED_LIMIT = Number.parseInt(process.versions.node, 10) < 24 ? 1.5 : 1.35;

/** @param {import("./bench.mjs").Bench} bench */
export async function start({ responses, rounds, show }) {
	const file = responses(1);
	const input = readFileSync(file);
	const runs = rounds(120);
	const ours = (...args) => time([...PROGRAM, ...args]);
	const times = await show(
		"start: one run, ms",
		{
			"node -e 0": () => time([process.execPath, "-e", "0"]),
			"assess FILE --json": () => ours("assess", file, "--json"),
			[PIPED]: () => time([...PROGRAM, "--json"], { input }),
			"--version": () => ours("--version"),
			"--help": () => ours("--help"),
			helplines: () => ours("helplines"),
		},
		runs,
	);
	const { leave } = readJson(ROOT, "questions/words.json").keyboard.keys;
	const inTerminal = await show(
		"first prompt: in a pseudo-terminal, ms",
		{
			"node prints a line": () => timeToShow([process.execPath, "-e", PRINT], "x"),
			// The key to leave is at the foot of every screen, so it is drawn last.
			"first prompt": () => timeToShow(PROGRAM, leave),
		},
		runs,
	);
	const { interview } = await show("next screen, ms", { interview: interviewer() }, rounds(20));
	const { "node -e 0": floor, ...commands } = times;
	return [
		...Object.entries(commands).map(([name, measured]) =>
			atMost(`\`${name}\` to \`node -e 0\``, name === PIPED ? PIPED_LIMIT : 1.5, " times", ratios(measured, floor)),
		),
		atMost(
			"First prompt to Node printing a line, both in a terminal",
			2.7,
			" times",
			ratios(inTerminal["first prompt"], inTerminal["node prints a line"]),
		),
		atMost("Choosing the next screen, mean of one interview", 1, " ms", interview),
	];
}

/** A function that answers a whole interview at random and returns the milliseconds per screen. */
function interviewer() {
	const random = randomFrom(1);
	const pick = (list) => list[Math.floor(random() * list.length)];
	return () => {
		let response = { answers: {} };
		let milliseconds = 0;
		for (let at = 0; ; at++) {
			const start = performance.now();
			const screen = screensFor(content, response)[at];
			milliseconds += performance.now() - start;
			if (!screen) return milliseconds / (at + 1);
			const marks = Object.fromEntries(
				screen.rows.map(({ id }) => [id, pick(["", ...screen.marks.map(({ id }) => id)])]),
			);
			const { id } = pick(screen.marks.length > 0 ? screen.actions : screen.rows);
			response = answerScreen(content, response, screen, { id, marks });
		}
	};
}

/** The milliseconds until a command in a pseudo-terminal has written some words. */
function timeToShow([name, ...args], words) {
	return new Promise((resolve, reject) => {
		let milliseconds;
		let written = "";
		const begun = process.hrtime.bigint();
		const terminal = spawn(name, args, {
			cols: 80,
			rows: 24,
			cwd: ROOT,
			env: { ...ENVIRONMENT, TERM: "xterm-256color" },
		});
		terminal.onData((data) => {
			written += data;
			if (milliseconds !== undefined || !written.includes(words)) return;
			milliseconds = Number(process.hrtime.bigint() - begun) / 1e6;
			terminal.kill();
		});
		// The next run must not share the machine with this one.
		terminal.onExit(() => {
			if (milliseconds === undefined) reject(new Error(`${name} ${args.join(" ")} never wrote ${words}`));
			else resolve(milliseconds);
		});
	});
}
