/** How long it takes to start, against starting Node. */
import { readFileSync } from "node:fs";
import { spawn } from "@lydell/node-pty";
import { readJson } from "./content.mjs";
import { ratios } from "./measure.mjs";
import { ENVIRONMENT, PROGRAM, ROOT, time } from "./run.mjs";
import { atMost } from "./table.mjs";

/** It stays until it is ended: what a program writes as it goes can be lost. */
const PRINT = "console.log('x'); setTimeout(() => {}, 60_000)";

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
			"FILE | stalk-check --json": () =>
				time([...PROGRAM, "--json"], { input }),
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
			"node prints a line": () =>
				timeToShow([process.execPath, "-e", PRINT], "x"),
			// How to leave stands at the foot of every screen, so the screen is whole when it is there.
			"first prompt": () => timeToShow(PROGRAM, leave),
		},
		runs,
	);
	const { "node -e 0": floor, ...commands } = times;
	return [
		...Object.entries(commands).map(([name, measured]) =>
			atMost(
				`\`${name}\` to \`node -e 0\``,
				1.5,
				" times",
				ratios(measured, floor),
			),
		),
		atMost(
			"First prompt to Node printing a line, both in a terminal",
			2.7,
			" times",
			ratios(inTerminal["first prompt"], inTerminal["node prints a line"]),
		),
	];
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
			if (milliseconds === undefined)
				reject(new Error(`${name} ${args.join(" ")} never wrote ${words}`));
			else resolve(milliseconds);
		});
	});
}
