import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "rolldown";

/**
 * Emits the licences of every bundled package. Share one instance between builds: each adds its packages, and the last
 * writes those of all.
 */
export function licences(): Plugin {
	const folders = new Set<string>();
	return {
		name: "licences",
		generateBundle(_options, bundle) {
			for (const chunk of Object.values(bundle)) {
				const ids = chunk.type === "chunk" ? chunk.moduleIds : [];
				for (const id of ids) {
					const [folder] = /^.*\/node_modules\/(@[^/]+\/)?[^/]+(?=\/)/.exec(id) ?? [];
					if (folder) folders.add(folder);
				}
			}
			this.emitFile({ type: "asset", fileName: "THIRD-PARTY-NOTICES.txt", source: notices([...folders].sort()) });
		},
	};
}

/** Each package with its copyright lines, above the text of its licence. Packages with the same text share it. */
function notices(folders: string[]): string {
	const packagesByTerms = new Map<string, string[]>();
	for (const folder of folders) {
		const { holder, terms } = licenceOf(folder);
		packagesByTerms.set(terms, [...(packagesByTerms.get(terms) ?? []), holder]);
	}
	const parts = [...packagesByTerms].map(([terms, holders]) => `${holders.join("\n\n")}\n\n${terms}\n`);
	return `stalk-check contains these packages. The licence of each follows the list that it is in.\n\n${parts.join("\n----\n\n")}`;
}

function licenceOf(folder: string): { holder: string; terms: string } {
	const { name, version, license, author } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
	if (!license) throw new Error(`${name} names no licence`);
	const title = `${name} ${version} (${license})`;
	const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
	if (file === undefined)
		return { holder: title, terms: `By ${author?.name ?? author}; the package carries no licence text.` };
	const text = readFileSync(join(folder, file), "utf8");
	const copyright = /^.*\bcopyright \(?(c\)|©|\d).*$/gim;
	const paragraphs = text
		.replace(copyright, "")
		.replace(/^\W*(the )?(MIT|ISC) license\W*(\(MIT\)|\(ISC\))?\W*$/gim, "")
		.split(/\n\s*\n/)
		.map((paragraph) => paragraph.replace(/\s+/g, " ").trim());
	return {
		holder: [title, ...(text.match(copyright) ?? [])].map((line) => line.trim()).join("\n"),
		terms: paragraphs.filter((paragraph) => paragraph !== "").join("\n\n"),
	};
}
