/** `stalk-check log`: an empty log of incidents, and what is in one that was kept. */
import { contentIndex } from "../content/content-index";
import type { Content, LogFindings } from "../content/schema";
import { TEMPLATE } from "../incidents/columns";
import { countedItems, findingsOf } from "../incidents/findings";
import { MAX_LOG_BYTES } from "../incidents/problems";
import { readLog } from "../incidents/read";
import { printable, usageError } from "../platform/errors";
import type { Io } from "../platform/io";
import { loadContent, unknownName } from "./content";
import { run as help } from "./help";
import { readInput } from "./input";
import type { Context } from "./options";
import { jsonText, plainPage, writeResult } from "./output";

const NOTHING_PIPED =
	"No log was piped in. Give a file: stalk-check log check FILE. For an empty log: stalk-check log template";

export const ACTIONS = ["template", "check"];

export async function run(context: Context): Promise<void> {
	const { io, options } = context;
	const [action, file] = context.args;
	if (action === undefined) return help({ io, options, args: ["log"] });
	if (!ACTIONS.includes(action)) throw unknownName("log action", action, ACTIONS);
	if (action === "template" && file !== undefined)
		throw usageError(`The template is written to a file with --output ${file}`);
	const content = await loadContent(options, io);
	const { warning, how, counted } = content.words.keyboard.log;
	if (action === "template") {
		const names = countedItems(content).map(({ item: { id, label } }) => `  ${id}: ${label}`);
		if (!options.json) writeLines(io, 2, [...warning, "", ...how, "", counted, ...names, ""]);
		return writeResult(context, `${TEMPLATE.join(",")}\n`);
	}
	const bytes = readInput(io, file, MAX_LOG_BYTES, NOTHING_PIPED);
	if (!options.json) writeLines(io, 2, [...warning, ""]);
	const { incidents, remarks } = readLog(content, bytes, { today: io.today(), order: options.dates });
	const { filled, differences, months, ...findings } = findingsOf(content, {}, incidents);
	if (options.json) return io.write(1, jsonText({ ...findings, remarks }));
	writeLines(io, 1, [...findingLines(content, findings), ...remarks.map((remark) => `  ${remark}`)]);
}

/** How much is in a log, over which days, and what is counted. */
function findingLines(
	content: Content,
	{ incidents, span, occasions }: Pick<LogFindings, "incidents" | "span" | "occasions">,
) {
	const { items } = contentIndex(content);
	const entries = incidents === 1 ? "1 entry" : `${incidents} entries`;
	const days = span ? `, from ${span.from} to ${span.to}` : "";
	const counts = occasions.map(({ item, atLeast, lines }) => {
		const times = atLeast === 1 ? "once" : `${atLeast} times`;
		const where = lines.length === 1 ? "line" : "lines";
		return `  ${items.get(item)?.item.label}: ${times} at least (${where} ${lines.join(", ")})`;
	});
	return [`Every line was understood: ${entries}${days}.`, ...counts];
}

function writeLines(io: Io, fd: 1 | 2, texts: string[]) {
	const page = plainPage(io, fd);
	for (const text of texts) page.paragraph(printable(text), "", "    ");
	io.write(fd, page.text());
}
