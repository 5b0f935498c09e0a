/**
 * Says whether a release can be cut, point by point, and what to do where it cannot: `npm run release:check`.
 * With names of points, only those: `npm run release:check -- version changelog`. Ends with 1 if anything is to do.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { version, ...manifest } = json("package.json");

/** Each returns what is to do. */
const POINTS = {
	build: () => passes("npm run build"),
	version() {
		const edition = json("questions/edition.json").version;
		const newest = sources().at(-1)?.checkedOn.slice(0, 7).replace("-", ".");
		return [
			...(json("package-lock.json").version === version ? [] : ["package-lock.json has another version: npm install."]),
			...(edition === newest
				? []
				: [`Set version in questions/edition.json to ${newest}, the month of its newest check: it is ${edition}.`]),
		];
	},
	changelog() {
		const sections = readFileSync("CHANGELOG.md", "utf8").split(/^(?=## )/m);
		const named = (name) => sections.find((section) => section.split(/\s/, 2)[1] === name);
		const section = named(version);
		if (!section) return [`Move Unreleased in CHANGELOG.md to a section "## ${version} - ${today()}".`];
		const lines = ["Definitions affected", "Law as at"].filter((line) => !section.includes(`*${line}*`));
		return [
			...lines.map((line) => `Add *${line}* to the section of ${version} in CHANGELOG.md.`),
			...(/^- /m.test(named("Unreleased") ?? "") ? ["Move what is left in Unreleased in CHANGELOG.md."] : []),
		];
	},
	sources() {
		const quarter = new Date(`${today()}T00:00Z`);
		quarter.setUTCMonth(quarter.getUTCMonth() - 3);
		const old = sources().filter(({ checkedOn }) => checkedOn < quarter.toISOString());
		return old.map(({ checkedOn, what, path }) => `Check again: ${what} (questions/${path}), last on ${checkedOn}.`);
	},
	publisher() {
		const missing = ["repository", "bugs", "author"].filter((key) => !manifest[key]);
		return missing.length > 0
			? [`Add to package.json: ${missing.join(", ")}. npm needs repository for provenance.`]
			: [];
	},
	git() {
		return [
			...(output("git status --porcelain") === "" ? [] : ["Commit what has changed: git status."]),
			...(output(`git tag --list v${version} --no-contains HEAD`) === ""
				? []
				: [`There is a tag v${version} of something else: raise the version.`]),
		];
	},
	package: () => passes("npx vitest run test/library/package.test.ts"),
	reproducible: () => passes('npx vitest run test/library/supply.test.ts -t "two builds give the same bytes"'),
	publint: () => passes(`npx -y publint@0.3.25 --strict ${tarball()}`),
	// Only resolution by main, as before Node 12.7, misses stalk-check/html and /node.
	types: () => passes(`npx -y @arethetypeswrong/cli@0.18.5 --profile node16 ${tarball()}`),
};

const named = process.argv.slice(2);
const unknown = named.find((name) => !Object.hasOwn(POINTS, name));
if (unknown) throw new Error(`There is no point "${unknown}". There are: ${Object.keys(POINTS).join(", ")}.`);

const folder = mkdtempSync(join(tmpdir(), "stalk-check-release-"));
try {
	for (const [name, point] of Object.entries(POINTS)) {
		if (named.length > 0 && !named.includes(name)) continue;
		const todo = point();
		console.log(todo.length === 0 ? `ok     ${name}` : `TO DO  ${name}`);
		for (const line of todo) console.log(`       ${line}`);
		if (todo.length > 0) process.exitCode = 1;
	}
} finally {
	rmSync(folder, { recursive: true });
}

function json(file) {
	return JSON.parse(readFileSync(file, "utf8"));
}

function today() {
	return new Date().toISOString().slice(0, 10);
}

/** Every source and number of the content, the one that was checked longest ago first. */
function sources() {
	return JSON.parse(output("node bin/stalk-check.js check --sources --json"));
}

/** The package as npm would publish it, from the build that is there. */
function tarball() {
	if (readdirSync(folder).length === 0) output(`npm pack --silent --ignore-scripts --pack-destination "${folder}"`);
	return `"${join(folder, readdirSync(folder)[0])}"`;
}

function start(command) {
	return spawnSync(command, { shell: true, encoding: "utf8", maxBuffer: 1 << 26 });
}

function output(command) {
	const { status, stdout, stderr } = start(command);
	if (status !== 0) throw new Error(`${command}: ${stderr}`);
	return stdout.trim();
}

function passes(command) {
	const { status, stdout, stderr } = start(command);
	return status === 0 ? [] : [`Mend what this says: ${command}`, ...`${stdout}${stderr}`.trim().split("\n")];
}
