/** Assesses lines as a command line says. */
import { runBatch } from "../batch/run";
import type { Summary } from "../content/schema";
import { EXIT, inertJson, StalkCheckError } from "../platform/errors";
import type { Io } from "../platform/io";
import { summaryText } from "../report/summary";
import { asJson, contentOf, nothingPiped, type Options } from "./options";

export { MOST_SUMMARIES, readSummaries } from "../batch/summaries";

/** Assesses lines, says at the end how it went, and gives the exit code. `worker` is the program of a thread. */
export async function batchLines(
	file: string | undefined,
	options: Options,
	io: Io,
	worker: string,
): Promise<number> {
	const fromFile = file === "-" ? undefined : file;
	if (fromFile === undefined && io.isTerminal(0)) throw nothingPiped();
	const content = await contentOf(options, io);
	const { compact = false, place, for: whom, output, errors } = options;
	const watched =
		io.isTerminal(2) && (output !== undefined || !io.isTerminal(1));
	const progress = watched
		? new (await import("../batch/progress")).Progress(io.errors(), () =>
				performance.now(),
			)
		: undefined;
	const { summary, stopped, gone } = await runBatch({
		content,
		wish: { compact, place, for: whom },
		skip: options.skip ?? 0,
		jobs: options.jobs ?? io.cores(),
		file: fromFile,
		standardInput: io.input,
		output,
		// Node's own stream to a file does not notice a write that stops half-way, as on a disk that is nearly full.
		standardOutput: io.isFile(1)
			? { write: (bytes) => io.write(1, bytes) }
			: { stream: io.output },
		errors,
		progress,
		worker,
		onStop: io.onStop,
	});
	if (options.summary) io.write(2, summaryAs(options, summary));
	const done = (options.skip ?? 0) + summary.lines;
	if (stopped)
		throw new StalkCheckError(
			"stopped",
			`Stopped after line ${done}. To go on there: --skip ${done}`,
		);
	if (summary.bad === 0) return EXIT.done;
	if (options.summary || gone) return EXIT.answers;
	throw new StalkCheckError(
		"bad-answers",
		`${summary.bad} of ${summary.lines} lines ${summary.bad === 1 ? "was" : "were"} wrong; each result says what was wrong with its line.`,
	);
}

/** A summary, written as a command line says. */
export function summaryAs(options: Options, summary: Summary): string {
	return asJson(options) ? `${inertJson(summary)}\n` : summaryText(summary);
}
