/** The content of `questions/`, read and checked by the build: see `build/built-in.ts`. */
declare module "virtual:content" {
	const content: import("./schema").Content;
	export default content;
	export { default as readCompiled } from "virtual:compiled";
	export { default as readCoverage } from "virtual:coverage";
}

/** Its signposts by themselves, with the places where they work, the needs that they meet, their heading, and the day of the oldest check. */
declare module "virtual:signposts" {
	export default function readSignposts(): Pick<
		import("./schema").Content,
		"places" | "needs" | "selection" | "signposts" | "checkedOn"
	> & { words: Pick<import("./schema").Content["words"], "callFirst"> };
}

/** The coverage of its packs. */
declare module "virtual:coverage" {
	export default function readCoverage(): import("./coverage").PackCoverage[];
}

/** What it compiles to. */
declare module "virtual:compiled" {
	export default function readCompiled(): import("../engine/compile").Compiled;
}

/** The style sheet of pages, and its hash as a content security policy has it: `sha256-` and base64. */
declare module "virtual:style" {
	export const STYLE: string;
	export const STYLE_HASH: string;
}
