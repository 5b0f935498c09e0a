/** What a command is given: its options, its arguments and the outside world. */
import type { System } from "../content/schema";
import type { Order } from "../incidents/date-forms";
import type { Io } from "../platform/io";

export type Options = {
	all?: boolean;
	help?: boolean;
	version?: boolean;
	json?: boolean;
	format?: "text" | "json" | "markdown" | "html" | "csv";
	output?: string;
	force?: boolean;
	redact?: boolean;
	place?: string;
	for?: "someone-else";
	plain?: boolean;
	accessible?: boolean;
	full?: boolean;
	save?: string;
	resume?: string;
	color?: boolean;
	exitCode?: boolean;
	questions?: string | undefined;
	need?: string;
	system?: System;
	book?: boolean;
	cases?: string;
	today?: string;
	incidents?: string;
	dates?: Order;
	sources?: boolean;
	lawWatch?: boolean;
	coverage?: boolean;
	compact?: boolean;
	jobs?: number;
	skip?: number;
	errors?: string;
	summary?: boolean;
	from?: "csv" | "tsv" | "ndjson";
	to?: "csv" | "tsv" | "ndjson";
	columns?: string;
};

export type Context = {
	io: Io;
	options: Options;
	args: string[];
};

/** Whether `--json` or `--format json` was given. */
export function asJson({ json, format }: Options): boolean {
	return json === true || format === "json";
}
