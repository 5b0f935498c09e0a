/** The short form of an assessment, for `batch --compact`. */
import { addFixation, type Heading, summaryJson } from "../engine/assessment";
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
	json = `${table.addIds(`${json}"urgent":`, urgent)},"summary":${summaryJson(summary)},"results":{`;
	for (let i = 0; i < verdicts.length; i++) {
		const { definition, result } = verdicts[i] as Outcome["verdicts"][number];
		json += `${i === 0 ? "" : ","}"${definition.id}":"${result}"`;
	}
	return `${addFixation(`${json}},"fixation":`, fixation, table)}}`;
}
