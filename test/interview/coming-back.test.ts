import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import content from "virtual:content";
import { describe, expect, test } from "vitest";
import { assess } from "../../src/engine/assess";
import { isSealed } from "../../src/platform/sealed-file";
import { Person, resumeAtResult, savedAnswers, walk } from "../support/person";
import { starter, temporaryFolder } from "../support/run";
import { AGAIN, KEY } from "../support/terminal";

const folder = temporaryFolder();
const { words } = content;
const { keyboard } = words;
const { save } = keyboard;

let files = 0;
const newFile = () => join(folder, `answers-${files++}.json`);
const start = starter(Person);

/** Types a line, which arrives as fast as a paste. */
async function types(person: Person, text: string) {
	await person.presses(text);
	await person.presses(KEY.enter);
}

/** Begins with answers to be saved in a file, encrypted when there is a passphrase. */
async function begins(file: string, passphrase?: string): Promise<Person> {
	const person = start(["--save", file]);
	await person.answers("danger right now?", "No");
	await person.answers(save.atEnd, save.goOn);
	if (passphrase === undefined) await person.answers(save.how, save.open);
	else {
		await person.answers(save.how, save.sealed);
		await person.isAsked(save.passphrase);
		await types(person, passphrase);
		await person.isAsked(save.passphraseAgain);
		await types(person, passphrase);
	}
	await person.isAsked(PLACE);
	return person;
}

const PLACE = "2 of 9 Where";
const CONTACT = "4 of 9 Messages and things sent";

/** Answers up to the list of messages and things sent. */
const asFarAsContact = (person: Person) => walk(person, ({ flat }) => flat.includes(CONTACT));

describe.concurrent("coming back", AGAIN, () => {
	test("answers saved on stopping are resumed where they stopped", async () => {
		const file = newFile();
		const person = await begins(file);
		await asFarAsContact(person);
		person.terminal.press(KEY.ctrlC);
		expect((await person.terminal.exited).exitCode).toBe(130);
		expect((await person.terminal.text()).replaceAll("\n", "")).toBe(`${save.stopped} ${file}`);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		const saved = JSON.parse(readFileSync(file, "utf8"));
		expect(saved.place).toBe("england");
		expect(saved.answers["danger-now"]).toBe("no");

		const again = start(["--resume", file]);
		await again.isAsked(words.welcomeBack.at(-1) as string);
		await again.isAsked(keyboard.start.notSavedAgain);
		await again.answers("danger right now?", "No");
		await again.isAsked(CONTACT);
		expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(saved);
	});

	test("encrypted answers are opened by their passphrase alone, and an empty one stops", async () => {
		const file = newFile();
		const person = await begins(file, "correct horse battery");
		await asFarAsContact(person);
		person.terminal.kill("SIGHUP");
		expect((await person.terminal.exited).exitCode).toBe(130);
		const saved = readFileSync(file, "utf8");
		expect(isSealed(saved)).toBe(true);
		expect(person.terminal.written).not.toContain("correct");

		const again = start(["--resume", file]);
		await again.isAsked(save.unlock);
		await types(again, "wrong horse");
		await again.terminal.shows(save.wrong);
		await types(again, "correct horse battery");
		await again.isAsked("danger right now?");
		expect(readFileSync(file, "utf8")).toBe(saved);
		expect(again.terminal.written).not.toContain("horse");
		again.terminal.press("x");
		expect((await again.terminal.exited).exitCode).toBe(0);

		const third = start(["--resume", file]);
		await third.isAsked(save.unlock);
		third.terminal.press(KEY.enter);
		expect((await third.terminal.exited).exitCode).toBe(130);
		expect(readFileSync(file, "utf8")).toBe(saved);
	});

	test("no file is replaced unasked, and another name can be given", async () => {
		const file = newFile();
		const saved = "not to be replaced";
		writeFileSync(file, saved);
		const other = newFile();

		const again = start(["--save", file]);
		await again.isAsked(keyboard.start.saved);
		await again.answers("danger right now?", "No");
		await again.isAsked(save.exists);
		await again.chooses(save.otherName);
		await again.isAsked(save.where);
		await types(again, other);
		await again.answers(save.how, save.open);
		await again.isAsked(PLACE);
		await asFarAsContact(again);
		again.terminal.press(KEY.ctrlD);
		await again.terminal.exited;
		expect(readFileSync(file, "utf8")).toBe(saved);
		expect(JSON.parse(readFileSync(other, "utf8")).place).toBeDefined();
	});

	test("the key to leave at once saves nothing", async () => {
		const file = newFile();
		const person = await begins(file);
		await asFarAsContact(person);
		person.terminal.press("x");
		expect((await person.terminal.exited).exitCode).toBe(0);
		expect(existsSync(file)).toBe(false);
		expect(await person.terminal.text()).toBe(keyboard.left);
	});

	test("a passphrase that is easy to guess is said to be", async () => {
		const person = await resumeAtResult(folder, start);
		await person.presses("4");
		await person.chooses(save.answers);
		await types(person, newFile());
		await person.answers(save.how, save.sealed);
		await types(person, "password");
		await person.isAsked(`${save.weak} has fewer than 12 characters.`);
	});

	test("a killed program leaves no file", async () => {
		const own = join(folder, "killed");
		mkdirSync(own);
		const person = await begins(join(own, "answers.json"));
		await asFarAsContact(person);
		person.terminal.kill("SIGKILL");
		await person.terminal.exited;
		expect(readdirSync(own)).toEqual([]);
	});

	test("at the end, the result and the answers can be saved by name", async () => {
		const [result, answers] = [newFile(), newFile()];
		const person = await resumeAtResult(folder, (args) => start(args));
		for (const [what, file] of [
			[save.result, result],
			[save.answers, answers],
		] as const) {
			await person.presses("4");
			await person.terminal.shows(save.warning);
			await person.chooses(what);
			await person.isAsked(save.where);
			await types(person, file);
			if (what === save.answers) await person.answers(save.how, save.open);
			await person.terminal.shows(save.done);
			await person.chooses(words.goOn);
		}
		const text = readFileSync(result, "utf8");
		expect(text.startsWith(words.report.urgentTitle.toUpperCase())).toBe(true);
		expect(text).not.toContain("\x1b");
		expect(statSync(result).mode & 0o777).toBe(0o600);
		expect(JSON.parse(readFileSync(answers, "utf8")).answers).toHaveProperty("followed");
	});

	test("a name that leads nowhere is told before a passphrase is asked for", async () => {
		const file = newFile();
		const person = await resumeAtResult(folder, (args) => start(args));
		await person.presses("4");
		await person.chooses(save.answers);
		await types(person, join(folder, "no-folder/answers.json"));
		await person.isAsked("it or its folder does not exist");
		await person.chooses(save.otherName);
		await types(person, file);
		await person.answers(save.how, save.open);
		await person.answers(`${save.done} ${file}`, words.goOn);
	});

	test("a file that is missing, or holds no answers, is reported before anything is asked", async () => {
		const person = start(["--resume", join(folder, "nothing.json")]);
		expect((await person.terminal.exited).exitCode).toBe(5);
		const bad = start(["--resume", "package.json"]);
		expect((await bad.terminal.exited).exitCode).toBe(3);
		expect(bad.terminal.alternate).toBe(false);
		expect(await bad.terminal.text()).toContain("nothing was assessed");
	});

	test.each([save.otherName, save.notNow])(
		"a file that another program wrote meanwhile is never written over: %s",
		async (choice) => {
			const [file, other] = [newFile(), newFile()];
			const resumed = savedAnswers(folder, (options) => options[0]?.id);
			const person = start(["--resume", resumed, "--save", file]);
			await person.answers("danger right now?", "No");
			await person.answers(save.atEnd, save.goOn);
			await person.isAsked(save.how);
			writeFileSync(file, "not to be replaced");
			await person.chooses(save.open);
			await person.isAsked("exists already");
			await person.chooses(choice);
			if (choice === save.otherName) {
				await person.isAsked(save.where);
				await types(person, other);
				await person.answers(save.done, words.goOn);
				expect(JSON.parse(readFileSync(other, "utf8")).place).toBe("england-and-wales");
			}
			expect(await person.finishes()).toBe(0);
			expect(readFileSync(file, "utf8")).toBe("not to be replaced");
			expect(existsSync(other)).toBe(choice === save.otherName);
		},
	);

	test.each(["--save", "--output"])(
		"a name that leads nowhere is reported before anything is asked: %s",
		async (option) => {
			for (const [file, why] of [
				[join(folder, "no-folder/answers.json"), "it or its folder does not exist"],
				[folder, option === "--save" ? "it is a folder" : "exists already"],
				["/dev/null", option === "--save" ? "it is not an ordinary file" : "exists already"],
				[join(folder, "a".repeat(300)), "its name is too long"],
			] as const) {
				const person = start([option, file]);
				expect((await person.terminal.exited).exitCode).toBe(5);
				expect(person.terminal.alternate).toBe(false);
				expect((await person.terminal.text()).replace(/\s+/g, " ")).toContain(why);
			}
		},
	);

	test("a result that cannot be written at the end goes to another file", async () => {
		const gone = join(folder, "gone");
		mkdirSync(gone);
		const other = newFile();
		const resumed = savedAnswers(folder, (options) => options[0]?.id);
		const person = start(["--resume", resumed, "--format", "json", "--output", join(gone, "result.json")]);
		await person.isAsked("danger right now?");
		rmSync(gone, { recursive: true });
		await person.chooses("No");
		await person.isAsked("it or its folder does not exist");
		await person.chooses(save.otherName);
		await person.isAsked(save.where);
		await types(person, other);
		expect((await person.terminal.exited).exitCode).toBe(0);
		expect(JSON.parse(readFileSync(other, "utf8")).place).toBe("england-and-wales");
	});

	test("answers that cannot be saved when Ctrl-C stops go to another file, and going back asks again", async () => {
		const gone = join(folder, "gone-too");
		mkdirSync(gone);
		const other = newFile();
		const person = await begins(join(gone, "answers.json"));
		rmSync(gone, { recursive: true });
		person.terminal.press(KEY.ctrlC);
		await person.isAsked("it or its folder does not exist");
		person.terminal.press("b");
		await person.chooses(save.otherName);
		await person.isAsked(save.where);
		await person.presses(KEY.enter);
		await person.isAsked("it or its folder does not exist");
		await person.chooses(save.otherName);
		await person.isAsked(save.where);
		await types(person, other);
		expect((await person.terminal.exited).exitCode).toBe(130);
		expect((await person.terminal.text()).replaceAll("\n", "")).toBe(`${save.stopped} ${other}`);
		expect(JSON.parse(readFileSync(other, "utf8")).answers["danger-now"]).toBe("no");
	});

	test("a response keeps its ref, and is refused where assess refuses it", async () => {
		const [from, to] = [newFile(), newFile()];
		writeFileSync(from, '{ "ref": "case 7", "answers": { "followed": "once" } }');
		const person = start(["--resume", from, "--save", to]);
		await person.answers("danger right now?", "No");
		await person.answers(save.atEnd, save.goOn);
		await person.answers(save.how, save.open);
		await person.isAsked(PLACE);
		person.terminal.press(KEY.ctrlD);
		await person.terminal.exited;
		expect(JSON.parse(readFileSync(to, "utf8")).ref).toBe("case 7");

		writeFileSync(
			from,
			Buffer.concat([Buffer.from('{ "ref": "'), Buffer.from([0xff]), Buffer.from('", "answers": {} }')]),
		);
		const refused = start(["--resume", from]);
		expect((await refused.terminal.exited).exitCode).toBe(3);
		expect(await refused.terminal.text()).toContain("it is not UTF-8 text");
	});

	test("a name with control characters is spelled out wherever it is asked about", async () => {
		const name = (n: number) => join(folder, `evil-${n}\x1b]0;title\x07.json`);
		const spelledOut = (n: number) => `evil-${n}\\u{1b}]0;title\\u{7}.json`;
		for (const n of [1, 2, 3]) writeFileSync(name(n), "{}");
		const person = start(["--save", name(1)], { columns: 200 });
		await person.answers("danger right now?", "No");
		await person.isAsked(spelledOut(1));
		await person.chooses(save.replace);
		await person.answers(save.how, save.open);
		await walk(person, ({ flat }) => flat.includes(`${save.done} `));
		await person.isAsked(spelledOut(1));
		expect(person.terminal.written).not.toContain("\x1b]0;");
	});

	test("a name that would turn text around is spelled out when it is typed", async () => {
		const name = join(folder, "evil\u202e.json");
		const person = await resumeAtResult(folder, (args) => start(args, { columns: 200 }));
		for (const exists of [false, true]) {
			await person.presses("4");
			await person.chooses(save.answers);
			await person.isAsked(save.where);
			await types(person, name);
			if (exists) {
				await person.isAsked("evil\\u{202e}.json");
				await person.chooses(save.replace);
			}
			await person.answers(save.how, save.open);
			await person.answers(`${save.done} ${join(folder, "evil\\u{202e}.json")}`, words.goOn);
		}
	});

	test("who skips everything gets the result of no answers", async () => {
		const [file, answers] = [newFile(), newFile()];
		const person = start(["--full", "--format", "json", "--output", file, "--save", answers]);
		await person.isAsked("danger right now?");
		await person.presses("s");
		await person.answers(save.atEnd, save.goOn);
		await person.answers(save.how, save.open);
		for (let screens = 0; !person.terminal.gone && screens < 30; screens++) {
			const { rows } = await person.sees();
			await person.presses(rows.some(({ key }) => key === "s") ? "s" : "0");
		}
		expect((await person.terminal.exited).exitCode).toBe(0);
		expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(assess(content, { answers: {} }));
		const saved = JSON.parse(readFileSync(answers, "utf8"));
		expect(Object.values(saved.answers).filter((answer) => answer !== "rather-not-say")).toEqual([]);
	});
});
