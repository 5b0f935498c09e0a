import { readFileSync } from "node:fs";

/** What pages claim, and the tests that show it. */
export type Claim = { claim: string; cell: string; shown: { name: string; file: string }[] };

/** The pages with a table of claims. */
export const PAGES = ["docs/privacy.md", "docs/accessibility.md"];

/** The rows of the table of a page that end with tests. */
export function claims(page: string): Claim[] {
	return [...readFileSync(page, "utf8").matchAll(/^\| (?!What is so)(.+?) \| (\[.+) \|$/gm)].map(
		([, claim = "", cell = ""]) => ({
			claim,
			cell,
			shown: [...cell.matchAll(/\[(.+?)\]\(\.\.\/(.+?)\)(?:, |$)/g)].map(([, name = "", file = ""]) => ({
				name,
				file,
			})),
		}),
	);
}
