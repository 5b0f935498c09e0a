/** `stalk-check helplines`: who can help, without any question. */
import readSignposts from "virtual:signposts";
import { isOld } from "../content/age";
import { checkPlace, loadContent, unknownName } from "./content";
import type { Context } from "./options";
import { printJson, styleFor } from "./output";

export async function helplines({ io, options }: Context): Promise<void> {
	const { questions, place, need } = options;
	const builtIn = readSignposts();
	// All of the content is loaded only for a notice about it: the signposts alone take half the time.
	const whole =
		questions !== undefined || isOld(builtIn.checkedOn, io.today()) ? await loadContent({ questions }, io) : undefined;
	const content = whole ?? builtIn;
	const nations = content.signposts.flatMap((signpost) => signpost.nations);
	checkPlace(options, content, nations);
	const needs = content.needs.map(({ id }) => id);
	if (need !== undefined && !needs.includes(need)) throw unknownName("need", need, needs);
	const { helplines } = await import("../content/signposts");
	const signposts = helplines(content, place, need);
	if (options.json) return printJson(io, signposts);
	const { noticesText, signpostsText } = await import("../report/lists");
	const style = await styleFor(options, io);
	const notices = whole ? noticesText(whole, style) : "";
	io.write(1, notices + signpostsText(signposts, style));
}
