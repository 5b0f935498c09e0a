/** What becomes of each subsection of the law that the definitions cite. */
import type { PackCoverage } from "../content/coverage";
import { Page, type Style } from "./page";

/** What can become of a subsection, in words, and what that means. */
const IS = {
	encoded: ["encoded", "a part of a definition, named after it, that answers decide or soften"],
	assumed: ["assumed", "taken as shown; the person is not asked"],
	court: ["left to a court", "no answer decides it"],
	out: ["out of scope", "nothing that a definition needs"],
	unread: ["not read yet", "nobody has read its text for this"],
};

/** Writes the sections of each pack, a line for what becomes of each subsection. */
export function coverageText(packs: (PackCoverage & { name: string })[], style: Style): string {
	const page = new Page(style);
	for (const line of Object.values(IS)) page.bullet(line.join(": "));
	for (const { name, sections } of packs) {
		page.heading(name);
		if (sections.length === 0) page.paragraph("It is not the law, and no coverage of it is written.");
		for (const { act, provision, source, definitions, entries } of sections) {
			page.title(`${act}, ${provision} (${definitions.join(", ")})`);
			page.paragraph(`${source.citation}. Checked ${source.checkedOn}.`, "  ");
			page.paragraph(source.url, "  ");
			for (const { at, is, by, text } of entries) {
				const named = by ? ` (${by.join(", ")})` : "";
				page.bullet(`${at.replace(/^\w+/, "($&)")} ${IS[is][0]}${named}: ${text}`);
			}
		}
	}
	return page.text();
}
