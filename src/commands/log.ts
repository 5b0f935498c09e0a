/** `stalk-check log`: an empty log of incidents, and what is in one that was kept. */
import { contentIndex } from "../content/content-index";
import type { Content } from "../content/schema";
import { TEMPLATE } from "../incidents/columns";
import { countedItems, findingsOf } from "../incidents/findings";
import { MAX_LOG_BYTES } from "../incidents/problems";
import { readLog } from "../incidents/read";
import { NO_COLOURS } from "../platform/colours";
import { printable, usageError } from "../platform/errors";
import type { Io } from "../platform/io";
import { Page } from "../report/page";
import { loadContent, unknownName } from "./content";
import { help } from "./help";
import { readInput } from "./input";
import type { Context, Options } from "./options";
import { jsonText, widthOf, writeResult } from "./output";

const NOTHING_PIPED =
	"No log was piped in. Give a file: stalk-check log check FILE. For an empty log: stalk-check log template";

export async function log(context: Context): Promise<void> {
	const { io, options } = context;
	const [action, file] = context.args;
	if (action === undefined) return help({ io, options, args: ["log"] });
	if (action === "template" && file !== undefined)
		throw usageError(`The template is written to a file with --output ${file}`);
	if (!["template", "check"].includes(action)) throw unknownName("log action", action, ["template", "check"]);
	const content = await loadContent(options, io);
	if (action === "template") {
		if (!options.json) io.write(2, instructions(content, widthOf(io, 2)));
		return writeResult(context, `${TEMPLATE.join(",")}\n`);
	}
	const bytes = readInput(io, file, MAX_LOG_BYTES, NOTHING_PIPED);
	const { warning } = content.words.keyboard.log;
	if (!options.json) io.write(2, wrapped([...warning, ""], widthOf(io, 2)));
	io.write(1, checkLog(content, bytes, options, io));
}

/** What to know before starting a log, how to fill it in, and the names of what can be counted. */
function instructions(content: Content, width: number): string {
	const { warning, how, counted } = content.words.keyboard.log;
	const names = countedItems(content).map(({ item: { id, label } }) => `  ${id}: ${label}`);
	return wrapped([...warning, "", ...how, "", counted, ...names, ""], width);
}

/** What is in a log: how much, over which days, what is counted, and remarks on how it was read. */
function checkLog(content: Content, bytes: Uint8Array, { json, dates }: Options, io: Io): string {
	const log = readLog(content, bytes, { today: io.today(), order: dates });
	const { incidents, undated, unnamed, span, longestGap, occasions } = findingsOf(content, {}, log.incidents);
	const { remarks } = log;
	if (json) return jsonText({ incidents, undated, unnamed, span, longestGap, occasions, remarks });
	const { items } = contentIndex(content);
	const entries = incidents === 1 ? "1 entry" : `${incidents} entries`;
	const days = span ? `, from ${span.from} to ${span.to}` : "";
	const texts = [
		`Every line was understood: ${entries}${days}.`,
		...occasions.map(({ item, atLeast, lines }) => {
			const times = atLeast === 1 ? "once" : `${atLeast} times`;
			const where = lines.length === 1 ? "line" : "lines";
			return `  ${items.get(item)?.item.label}: ${times} at least (${where} ${lines.join(", ")})`;
		}),
		...remarks.map((remark) => `  ${remark}`),
	];
	return wrapped(texts, widthOf(io, 1));
}

function wrapped(texts: string[], width: number): string {
	const page = new Page({ ...NO_COLOURS, width });
	for (const text of texts) page.paragraph(printable(text), "", "    ");
	return page.text();
}
