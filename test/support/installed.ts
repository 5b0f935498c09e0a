/** The built package in a folder of its own, installed from what would be published. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { temporaryFolder } from "./run";

/** Packs the package as it was built, installs it in a new folder without a network, and says where. */
export function installed(): string {
	const folder = temporaryFolder();
	const npm = (...args: string[]) =>
		execFileSync("npm", [...args, "--silent"], {
			encoding: "utf8",
			env: { PATH: process.env.PATH, npm_config_cache: join(folder, "cache") },
		}).trim();
	const tarball = npm("pack", "--ignore-scripts", "--pack-destination", folder);
	npm("install", "--offline", "--prefix", folder, join(folder, tarball));
	return folder;
}
