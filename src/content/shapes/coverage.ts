/** What becomes of each subsection of the law that a pack cites. For reviewers: no result depends on it. */
import * as z from "zod";
import { $schema, Id, published, Source, some, Text } from "./common";

const CoverageEntry = published("CoverageEntry", "What becomes of a subsection or paragraph.", {
	at: z
		.string()
		.regex(/^\d{1,3}[A-Z]*(\([a-z]+\))*$/, 'must be a subsection or paragraph, such as "1", "1A" or "1(b)"')
		.describe("A subsection or paragraph. It may have several entries."),
	is: z
		.enum(["encoded", "assumed", "court", "out", "unread"])
		.describe("A part of a definition, taken for granted, left to a court, out of scope, or not read yet."),
	by: some(Id).optional().describe("The elements, or the definition, that it stands in."),
	text: Text.describe("What it says and what is made of it, or why it is left out."),
}).refine((entry) => entry.is !== "encoded" || entry.by, 'is encoded, so "by" must name an element or a definition');

const CoveredSection = published("CoveredSection", "A section of the law, whole.", {
	act: Text.describe("The short name of the Act, as definitions have it."),
	provision: Text.describe('Where in it: "section 2A".'),
	last: z
		.string()
		.regex(/^\d{1,3}[A-Z]*$/, 'must be the number of a subsection, such as "6"')
		.describe("The number of its last subsection."),
	definitions: some(Id).describe("Those that rest on it."),
	source: Source,
	entries: z.array(CoverageEntry).min(1),
});
export type CoveredSection = z.infer<typeof CoveredSection>;

export const Coverage = z.strictObject({ $schema, sections: z.array(CoveredSection).min(1) });
