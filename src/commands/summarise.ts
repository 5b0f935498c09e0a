/** `stalk-check summarise`: adds up the summaries that `batch --summary --json` wrote. */
import { MAX_SUMMARIES_BYTES, readSummaries } from "../batch/summary";
import { summaryAs } from "./batch";
import { readInput } from "./input";
import type { Context } from "./options";

const NOTHING_PIPED =
	"No summaries were piped in. Give files: stalk-check summarise FILE..., or pipe them in: cat FILE... | stalk-check summarise";

export async function run({ io, options, args }: Context): Promise<void> {
	const files = args.length > 0 ? args : ["-"];
	const summaries = files.map((file) => ({ file, bytes: readInput(io, file, MAX_SUMMARIES_BYTES, NOTHING_PIPED) }));
	io.write(1, summaryAs(options, await readSummaries(summaries)));
}
