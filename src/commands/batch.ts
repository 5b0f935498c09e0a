/** `stalk-check batch`: assesses one response a line. */
import { join } from "node:path";
import { runBatch } from "../batch/run";
import type { Summary } from "../content/schema";
import { EXIT, inertJson, StalkCheckError } from "../platform/errors";
import { summaryText } from "../report/summary";
import { loadCompiledContent } from "./compiled-content";
import { NO_ANSWERS_PIPED } from "./input";
import { asJson, type Context, type Options } from "./options";

/** The program of a thread, beside this one in the build. */
const WORKER = join(import.meta.dirname, "worker.cjs");

export async function batch(context: Context): Promise<number> {
	const { io, options } = context;
	const [name] = context.args;
	const file = name === "-" ? undefined : name;
	if (file === undefined && io.isTerminal(0)) throw new StalkCheckError("nobody-to-ask", NO_ANSWERS_PIPED);
	const content = await loadCompiledContent(context);
	const { compact = false, place, for: whom, skip = 0, jobs = io.cores(), output, errors } = options;
	const job = { content, options: { compact, place, for: whom }, skip, jobs, worker: WORKER, file, output, errors };
	const { summary, stopped, gone } = await runBatch(job, io);
	if (options.summary) io.write(2, summaryAs(options, summary));
	const done = skip + summary.lines;
	if (stopped) throw new StalkCheckError("stopped", `Stopped after line ${done}. To go on there: --skip ${done}`);
	if (summary.bad === 0) return EXIT.done;
	if (options.summary || gone) return EXIT.answers;
	const { bad, lines } = summary;
	const wrong = `${bad} of ${lines} ${lines === 1 ? "line" : "lines"} ${bad === 1 ? "was" : "were"} wrong`;
	throw new StalkCheckError("bad-answers", `${wrong}; each result says what was wrong with its line.`);
}

/** A summary as a table, or as one line of JSON. */
export function summaryAs(options: Options, summary: Summary): string {
	return asJson(options) ? `${inertJson(summary)}\n` : summaryText(summary);
}
