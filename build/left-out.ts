import type { Plugin } from "rolldown";

/** What stands in for modules that bundled packages import and the program never uses. */
const STAND_INS: Record<string, string> = {
	// Commander starts other programs as subcommands.
	"node:child_process": "export default {};",
	// mdast-util-to-markdown decodes the labels of references: 29 kB of names for characters.
	"decode-named-character-reference": "export const decodeNamedCharacterReference = () => false;",
};

/** Leaves these modules out of the bundle. */
export function leftOut(): Plugin {
	return {
		name: "left-out",
		resolveId: (id) => (id in STAND_INS ? `\0left-out:${id}` : null),
		load: (id) => STAND_INS[id.replace("\0left-out:", "")] ?? null,
	};
}
