import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { jsonIn, temporaryFolder } from "../support/run";

const lock = jsonIn("package-lock.json");
const own = jsonIn("package.json");
const packages: [folder: string, its: Record<string, unknown>][] = Object.entries<Record<string, unknown>>(
	lock.packages,
).filter(([folder]) => folder !== "");

describe("what comes with it", () => {
	test("is nothing that has to be installed", () => {
		expect(own).not.toHaveProperty("dependencies");
		expect(own).not.toHaveProperty("optionalDependencies");
		expect(own).not.toHaveProperty("peerDependencies");
	});

	test("is named by its exact version, here and in the lockfile", () => {
		for (const all of [own.devDependencies, own.overrides])
			for (const [name, version] of Object.entries(all)) {
				expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
				const { version: locked } = lock.packages[`node_modules/${name}`] ?? {};
				if (locked !== undefined) expect([name, locked]).toEqual([name, version]);
			}
		expect(lock.packages[""].devDependencies).toEqual(own.devDependencies);
	});

	test("comes from the registry, and is known by its hash", () => {
		expect(packages.length).toBeGreaterThan(200);
		for (const [folder, { resolved, integrity, link }] of packages) {
			expect([folder, integrity]).toEqual([folder, expect.stringMatching(/^sha512-/)]);
			expect([folder, link]).toEqual([folder, undefined]);
			expect(resolved ?? "https://registry.npmjs.org/").toMatch(/^https:\/\/registry\.npmjs\.org\//);
		}
	});
});

describe("no script runs at install", () => {
	const RUN = ["preinstall", "install", "postinstall"];

	test("of any package that is built or tested with", () => {
		const here = packages.map(([folder]) => folder).filter((folder) => existsSync(join(folder, "package.json")));
		expect(here.length).toBeGreaterThan(200);
		const running = here.filter((folder) => {
			const { scripts = {} } = jsonIn(join(folder, "package.json"));
			// npm compiles whatever says how.
			return RUN.some((it) => it in scripts) || existsSync(join(folder, "binding.gyp"));
		});
		expect(running).toEqual([]);
	});
});

describe("the list of what is inside", () => {
	const print = () => execFileSync(process.execPath, ["build/sbom.mjs"], { encoding: "utf8" });
	const printed = print();
	const list = JSON.parse(printed);

	test("is CycloneDX, of this version, and the same each time", () => {
		expect(list).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.5" });
		expect(list.metadata.component).toMatchObject({
			name: own.name,
			version: own.version,
			purl: `pkg:npm/${own.name}@${own.version}`,
		});
		expect(print()).toBe(printed);
	});

	test("has every package whose licence is there, with the hash of the lockfile, and no other", () => {
		const notices = readFileSync("dist/THIRD-PARTY-NOTICES.txt", "utf8");
		const licensed = [...notices.matchAll(/^(\S+) (\d\S+) \(\S+\)$/gm)].map(
			([, name, version]) => `${name}@${version}`,
		);
		expect(licensed.length).toBeGreaterThan(20);
		type Component = {
			name: string;
			version: string;
			licenses: unknown[];
			hashes: { alg: string; content: string }[];
		};
		const components: Component[] = list.components;
		expect(components.map((it) => `${it.name}@${it.version}`)).toEqual(licensed);
		const hashes = packages.map(([, { integrity }]) => integrity);
		for (const { hashes: given, licenses } of components) {
			const [{ alg, content } = { alg: "", content: "" }] = given;
			expect(alg).toBe("SHA-512");
			const base64 = Buffer.from(content, "hex").toString("base64");
			expect(hashes).toContain(`sha512-${base64}`);
			expect(licenses.length).toBeGreaterThan(0);
		}
	});

	test("says of each what it needs, as far as that is inside", () => {
		const refs = list.components.map((it: { "bom-ref": string }) => it["bom-ref"]);
		const needs: { ref: string; dependsOn: string[] }[] = list.dependencies;
		expect(needs.map(({ ref }) => ref)).toEqual([`${own.name}@${own.version}`, ...refs]);
		for (const { dependsOn } of needs) for (const ref of dependsOn) expect(refs).toContain(ref);
		const [self] = needs;
		expect(self?.dependsOn).toContain("zod@4.6.7");
	});
});

test("two builds give the same bytes, wherever they are made", () => {
	const folder = join(temporaryFolder(), "copy");
	mkdirSync(folder);
	for (const it of ["build", "src", "questions", "test/cases", "package.json", "README.md"])
		cpSync(it, join(folder, it), { recursive: true });
	symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
	const built = spawnSync(resolve("node_modules/.bin/rolldown"), ["--config", "build/rolldown.config.mts"], {
		cwd: folder,
		encoding: "utf8",
		env: { ...process.env, TZ: "Pacific/Kiritimati", LC_ALL: "C" },
	});
	expect(built.status, built.stderr).toBe(0);
	// Made when a release is packed, not by a build.
	const filesOf = (dist: string) =>
		readdirSync(dist, { recursive: true, encoding: "utf8" })
			.filter((name) => name.includes(".") && name !== "sbom.json")
			.sort();
	const files = filesOf("dist");
	expect(files.length).toBeGreaterThan(30);
	expect(filesOf(join(folder, "dist"))).toEqual(files);
	const differing = files.filter((file) => {
		const [here, there] = ["dist", join(folder, "dist")].map((dist) => readFileSync(join(dist, file)));
		return !here?.equals(there as Buffer);
	});
	expect(differing).toEqual([]);
});
