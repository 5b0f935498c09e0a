/** `stalk-check helplines`: who can help, without any question. */
import readSignposts from "virtual:signposts";
import { isOld } from "../content/age";
import { helplineGroups, helplines } from "../content/signposts";
import type { Style } from "../report/page";
import { checkPlace, loadContent, unknownName } from "./content";
import type { Context } from "./options";
import { print } from "./output";

export async function run(context: Context): Promise<void> {
	const { io, options } = context;
	const { questions, place, need } = options;
	const builtIn = readSignposts();
	// All of the content is loaded only for a notice about it: the signposts alone take half the time.
	const whole =
		questions !== undefined || isOld(builtIn.checkedOn, io.today()) ? await loadContent({ questions }, io) : undefined;
	const content = whole ?? builtIn;
	checkPlace(
		options,
		content,
		content.signposts.flatMap((signpost) => signpost.nations),
	);
	const needs = content.needs.map(({ id }) => id);
	if (need !== undefined && !needs.includes(need)) throw unknownName("need", need, needs);
	const signposts = helplines(content, place, need);
	const groups = need === undefined ? helplineGroups(content, place) : [{ signposts }];
	await print(context, signposts, async (style) => {
		const { noticesText, numbersText, signpostsText } = await import("../report/lists");
		const all = (its: Style) => (whole ? noticesText(whole, its) : "") + signpostsText(groups, its);
		const [first] = groups;
		if (!first || groups.length === 1 || !io.isTerminal(1)) return all(style);
		const numbers = (its: Style) => numbersText(content, first, its);
		const { readInWindow, waysToAsk } = await import("./terminal");
		// The end is what is seen in a window, and what stays in it.
		if (waysToAsk(options, io).plain || !io.isTerminal(0)) return `${all(style)}\n${numbers(style)}`;
		const inWindow = (width: number) => `${numbers({ ...style, width })}\n${all({ ...style, width })}`;
		await readInWindow(context, whole ?? (await loadContent({}, io)), inWindow);
		return numbers(style);
	});
}
