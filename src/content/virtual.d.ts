/** The content of `questions/`, read and checked when the program was built: see `rolldown.config.ts`. */
declare module "virtual:content" {
	const content: import("./schema").Content;
	export default content;
	/** The cases that it passes. */
	export function readCases(): {
		path: string;
		case: import("./schema").Case;
	}[];
}

/** Its signposts by themselves, with the places where they work, the needs that they meet, and the day of the oldest check. */
declare module "virtual:signposts" {
	export function readSignposts(): Pick<
		import("./schema").Content,
		"places" | "needs" | "signposts" | "checkedOn"
	>;
}

/** The plan of it. */
declare module "virtual:plan" {
	export function readPlan(): import("../engine/plan").Plan;
}
