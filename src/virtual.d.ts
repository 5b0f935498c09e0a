/** The content of `questions/`, read and checked when the program was built: see `rolldown.config.ts`. */
declare module "virtual:content" {
	const content: import("./core/schema").Content;
	export default content;
}
