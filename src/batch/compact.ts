/** The short form of an assessment, for `batch --compact`. */
import { fixationJson, type Heading, summaryJson } from "../engine/assessment";
import type { Outcome } from "../engine/assessor";
import type { Table } from "../engine/table";

/** Writes results without reasons, notes and signposts, as JSON on one line. */
export function compactJson(
	{ ref, place }: Heading,
	changed: true | undefined,
	{ urgent, summary, fixation, verdicts }: Outcome,
	table: Table,
): string {
	let json = "{";
	if (ref !== undefined) json += `"ref":${ref},`;
	if (place !== undefined) json += `"place":"${place}",`;
	if (changed) json += '"changed":true,';
	json += `"urgent":${table.idsJson(urgent)},"summary":${summaryJson(summary)},"results":`;
	let separator = "{";
	for (const { definition, result } of verdicts) {
		json += `${separator}"${definition.id}":"${result}"`;
		separator = ",";
	}
	return `${json}},"fixation":${fixationJson(fixation, table)}}`;
}
