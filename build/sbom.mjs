/** Prints the software bill of materials (CycloneDX) of the built program, from what npm knows of the bundled packages. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const notices = readFileSync("dist/THIRD-PARTY-NOTICES.txt", "utf8");
const bundled = [...notices.matchAll(/^((?:@[^/\s]+\/)?[^/\s]+) (\d\S*) \(.+\)$/gm)].map(
	([, name, version]) => `${name}@${version}`,
);

const all = JSON.parse(
	execFileSync("npm", ["sbom", "--sbom-format", "cyclonedx"], {
		encoding: "utf8",
		maxBuffer: 1 << 26,
		shell: process.platform === "win32",
	}),
);
const { name, version } = JSON.parse(readFileSync("package.json", "utf8"));
const self = `${name}@${version}`;

const components = bundled.map((id) => {
	const found = all.components.find(({ name, version }) => `${name}@${version}` === id);
	if (!found) throw new Error(`${id} is bundled, but npm does not list it`);
	// npm lists bundled packages as development dependencies, because users do not install them.
	const { properties, ...component } = found;
	return { ...component, scope: "required" };
});
const refs = new Set(components.map((bundledPackage) => bundledPackage["bom-ref"]));
const dependsOn = (ref) =>
	(all.dependencies.find((dependency) => dependency.ref === ref)?.dependsOn ?? []).filter((other) => refs.has(other));

// The serial number and the timestamp differ on every run: without them, the output is reproducible.
const { timestamp, component, ...metadata } = all.metadata;
const { serialNumber, ...head } = all;
console.log(
	JSON.stringify({
		...head,
		metadata: { ...metadata, component: { ...component, name, type: "application" } },
		components,
		dependencies: [self, ...refs].map((ref) => ({ ref, dependsOn: dependsOn(ref) })),
	}),
);
