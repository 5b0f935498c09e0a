/** What is promised about privacy and safety, and the tests that show it. */
export type Claim = { claim: string; cell: string; shown: { name: string; file: string }[] };

/** The rows of the table of the privacy page. */
export function claims(page: string): Claim[] {
	return [...page.matchAll(/^\| (?!What is so)(.+?) \| (\[.+) \|$/gm)].map(([, claim = "", cell = ""]) => ({
		claim,
		cell,
		shown: [...cell.matchAll(/\[(.+?)\]\(\.\.\/(.+?)\)(?:, |$)/g)].map(([, name = "", file = ""]) => ({ name, file })),
	}));
}
