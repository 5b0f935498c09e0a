/** What people do to a program in a hurry: mash keys, kill it at any moment, and leave its pipes stalled. */
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Content } from "../../src/content/schema";
import { Terminal } from "../support/terminal";
import { picker, type Random } from "./hostile-input";
import { fail } from "./judge";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;
const PASTE = "\x1b[200~";
/** Any of these leaves at once, whatever came before. */
const LEAVING = ["x", "X", "xxx", "x".repeat(40), "\x1bx", "\x1b[Bx", "\x03", "\x04"];
const MASHED = [
	"1",
	"2",
	"3",
	"s",
	"0",
	"b",
	"\r",
	" ",
	"12",
	"\x1b",
	"\x1b[A",
	"\x1b[B",
	"\x1b[6~",
	"é",
	PASTE,
	"\x1a",
];

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What a promise comes to, unless it takes ten seconds. */
function soon<T>(promise: Promise<T>, what: () => string): Promise<T> {
	const late = new Promise<never>((_, reject) => {
		setTimeout(() => reject(new Error(`did not end: ${what()}`)), 10_000).unref();
	});
	return Promise.race([promise, late]);
}

/** Mashes keys at the start of an interview, and then leaves or kills it. Nothing may stay, in the window or in files. */
export async function mash({ words }: Content, folder: string, random: Random): Promise<number[]> {
	const pick = picker(random);
	const home = join(folder, "home");
	mkdirSync(home, { recursive: true });
	const terminal = new Terminal([], { env: { HOME: home, TMPDIR: home } });
	const pressed: string[] = [];
	const about = () => JSON.stringify(pressed);
	try {
		await soon(terminal.shows(words.keyboard.keys.leave.replace(/\.$/, "")), about);
		for (let keys = Math.floor(random() * 12); keys > 0; keys--) {
			pressed.push(pick(MASHED));
			terminal.press(pressed.at(-1) as string);
			if (random() < 0.5) await pause(random() * 20);
		}
		// A paste without an end is over after a second. Three characters in one read are a paste without marks.
		await pause(pressed.includes(PASTE) ? 1200 : 50);
		const signal = random() < 0.3 ? pick([...SIGNALS]) : undefined;
		pressed.push(signal ?? pick(LEAVING));
		if (signal) terminal.kill(signal);
		else terminal.press(pressed.at(-1) as string);
		const { exitCode } = await soon(terminal.exited, about);
		if (![0, 130].includes(exitCode)) fail(`ended with ${exitCode}: ${about()}`);
		if (terminal.alternate) fail(`left its screen open: ${about()}`);
		const text = (await terminal.text()).replace(/\s+/g, " ");
		// Who stops in danger keeps the advice, and the terminal echoes what they press afterwards.
		const advice = [...words.danger.text, words.stopped].join(" ");
		if (![words.keyboard.left, words.stopped].includes(text) && !text.includes(advice))
			fail(`left ${JSON.stringify(text)}: ${about()}`);
		if (readdirSync(home).length > 0) fail(`left ${readdirSync(home)}: ${about()}`);
		return [exitCode];
	} finally {
		terminal.kill("SIGKILL");
		rmSync(home, { recursive: true });
	}
}

/** Stops a batch whose pipes stall, at any moment: by one signal where its output is read, else by two. */
export async function stall(bytes: Buffer, random: Random): Promise<number[]> {
	const pick = picker(random);
	const [isRead, jobs, signal] = [random() < 0.5, pick(["1", "2"]), pick([...SIGNALS])];
	const child = spawn(process.execPath, ["bin/stalk-check.js", "batch", "--jobs", jobs], {
		stdio: ["pipe", "pipe", "ignore"],
	});
	const about = () => `batch --jobs ${jobs}, its output ${isRead ? "read" : "stalled"}, at ${signal}`;
	let output = "";
	if (isRead) child.stdout.on("data", (chunk) => (output += chunk));
	child.stdin.on("error", () => {});
	const exited = new Promise<number | null>((resolve) => child.on("exit", resolve));
	try {
		// Often more than the pipes hold, and often half a line.
		for (let times = random() * 2000; times > 0; times--) child.stdin.write(bytes);
		await pause(random() * 300);
		child.kill(signal);
		if (!isRead) {
			// Until then, it may be the same one.
			await pause(1000);
			child.kill(signal);
		}
		const code = await soon(exited, about);
		if (isRead && code !== 130 && code !== null) fail(`ended with ${code}: ${about()}`);
		if (isRead && output !== "" && code === 130 && !output.endsWith("\n")) fail(`wrote half a line: ${about()}`);
		return [130];
	} finally {
		child.kill("SIGKILL");
	}
}
