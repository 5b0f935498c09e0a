/** The built package, where programs can import it. */
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { temporaryFolder } from "./run";

/** Packs the built package as a release does, and installs it without a network in a new folder, which it returns. */
export function installed(): string {
	const folder = temporaryFolder();
	const npm = (...args: string[]) =>
		execFileSync("npm", [...args, "--silent"], {
			encoding: "utf8",
			env: { PATH: process.env.PATH, npm_config_cache: join(folder, "cache") },
		}).trim();
	writeFileSync("dist/sbom.json", execFileSync(process.execPath, ["build/sbom.mjs"]));
	const tarball = npm("pack", "--ignore-scripts", "--pack-destination", folder);
	npm("install", "--offline", "--prefix", folder, join(folder, tarball));
	return folder;
}

/** A new folder in which a program can import the built package by its name. */
export function linked(): string {
	const folder = temporaryFolder();
	mkdirSync(join(folder, "node_modules"));
	symlinkSync(resolve("."), join(folder, "node_modules/stalk-check"), "junction");
	return folder;
}
