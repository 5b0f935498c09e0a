/** `stalk-check` without a command: asks at a terminal, and otherwise assesses what is piped in. */
import { StalkCheckError } from "../platform/errors";
import { run as assess } from "./assess";
import { nobodyToAsk } from "./input";
import type { Context } from "./options";

export async function run(context: Context): Promise<number> {
	const { plain, accessible, save, resume } = context.options;
	const options = { ...context.options, plain: plain || accessible || false };
	if (context.io.isTerminal(0)) return (await import("./ask")).ask({ ...context, options });
	if (save ?? resume) throw nobodyToAsk();
	try {
		return await assess(context);
	} catch (error) {
		const asking = (["accessible", "plain", "full"] as const).find((name) => context.options[name]);
		if (!asking || !(error instanceof StalkCheckError && error.code === "bad-answers")) throw error;
		const why = `--${asking} asks at a terminal, and this is not one: what is piped in is read as a response in JSON.`;
		throw new StalkCheckError(error.code, `${why} ${error.message}`, error.problems);
	}
}
