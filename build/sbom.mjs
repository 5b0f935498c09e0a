/** Prints what is inside the built program, as CycloneDX: what npm knows of the packages that the build put into it. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const notices = readFileSync("dist/THIRD-PARTY-NOTICES.txt", "utf8");
const inside = [...notices.matchAll(/^((?:@[^/\s]+\/)?[^/\s]+) (\d\S*) \(.+\)$/gm)].map(
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

const components = inside.map((id) => {
	const found = all.components.find((it) => `${it.name}@${it.version}` === id);
	if (!found) throw new Error(`${id} is in the program, and npm does not know it`);
	// To npm it is only there for development, because nobody has to install it.
	const { properties, ...component } = found;
	return { ...component, scope: "required" };
});
const refs = new Set(components.map((it) => it["bom-ref"]));
const dependsOn = (ref) =>
	(all.dependencies.find((it) => it.ref === ref)?.dependsOn ?? []).filter((it) => refs.has(it));

// Without the number and the time that every run has anew, the same program has the same list.
const { timestamp, component, ...metadata } = all.metadata;
const { serialNumber, ...head } = all;
console.log(
	JSON.stringify(
		{
			...head,
			metadata: {
				...metadata,
				component: { ...component, name, type: "application" },
			},
			components,
			dependencies: [self, ...refs].map((ref) => ({
				ref,
				dependsOn: dependsOn(ref),
			})),
		},
		null,
		2,
	),
);
