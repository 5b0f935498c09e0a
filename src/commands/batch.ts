/** `stalk-check batch`: assesses one response a line. */
import { join } from "node:path";
import type { Format } from "../batch/batch";
import { MAX_MAP_BYTES } from "../batch/column-map";
import { runBatch } from "../batch/run";
import type { Summary } from "../content/schema";
import { badAnswers, EXIT, inertJson, printable, StalkCheckError, usageError } from "../platform/errors";
import { readFile } from "../platform/files";
import { summaryText } from "../report/summary";
import { loadCompiledContent } from "./content";
import { NO_ANSWERS_PIPED } from "./input";
import { asJson, type Context, type Options } from "./options";

/** The program of a thread, beside this one in the build. */
const WORKER = join(import.meta.dirname, "worker.cjs");

export async function run(context: Context): Promise<number> {
	const { io, options } = context;
	const [name] = context.args;
	const file = name === "-" ? undefined : name;
	if (file === undefined && io.isTerminal(0)) throw new StalkCheckError("nobody-to-ask", NO_ANSWERS_PIPED);
	const { from, to, columns } = formats(options, file);
	const content = await loadCompiledContent(context);
	const { compact = false, place, for: whom, skip = 0, jobs = io.cores(), output, errors } = options;
	const remarkText = (remark: string) =>
		asJson(options) ? `${inertJson({ note: { message: remark } })}\n` : `${printable(remark)}.\n`;
	const job = {
		...{ content, options: { compact, place, for: whom }, from, to, columns, skip, jobs, worker: WORKER },
		...{ file, output, errors, remarkText },
	};
	const { summary, stopped, gone } = await runBatch(job, io);
	const unit = from === "ndjson" ? "line" : "row";
	if (options.summary) io.write(2, summaryAs(options, summary, unit));
	const done = skip + summary.lines;
	const last = from === "ndjson" ? done : done + 1;
	if (stopped) throw new StalkCheckError("stopped", `Stopped after ${unit} ${last}. To go on there: --skip ${done}`);
	if (summary.bad === 0) return EXIT.done;
	if (options.summary || gone) return EXIT.answers;
	const { bad, lines } = summary;
	const wrong = `${bad} of ${lines} ${lines === 1 ? unit : `${unit}s`} ${bad === 1 ? "was" : "were"} wrong`;
	throw badAnswers(`${wrong}; each result says what was wrong with its ${unit}.`);
}

const FORMATS: [name: RegExp, format: Format][] = [
	[/\.csv$/i, "csv"],
	[/\.(tsv|tab)$/i, "tsv"],
	[/\.(ndjson|jsonl|json)$/i, "ndjson"],
];

/**
 * How the input and the results are written: as an option says, or the name of the file; results otherwise as the input.
 * @throws StalkCheckError `usage` for options that would do nothing
 */
function formats({ from: read, to: written, output = "", columns, compact }: Options, file = "") {
	const named = (name: string) => FORMATS.find(([pattern]) => pattern.test(name))?.[1];
	const from = read ?? named(file) ?? "ndjson";
	const to = written ?? named(output) ?? from;
	if (columns !== undefined && from === "ndjson")
		throw usageError("--columns is for a table: give a file whose name ends in .csv or .tsv, or say --from csv.");
	if (compact && to !== "ndjson")
		throw usageError(
			"--compact is for results as JSON (--to ndjson): a table has no reasons, notes or signposts to leave out.",
		);
	return { from, to, columns: columns === undefined ? undefined : readFile(columns, MAX_MAP_BYTES + 1) };
}

/** A summary as a table, or as one line of JSON. */
export function summaryAs(options: Options, summary: Summary, unit?: "line" | "row"): string {
	return asJson(options) ? `${inertJson(summary)}\n` : summaryText(summary, unit);
}
