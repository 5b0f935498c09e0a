/** Speed of `batch`, compared with a bare loop, rule engines and jq. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { assess, content } from "../../dist/index.mjs";
import { ratios } from "./measure.mjs";
import { HERE, ONE_CORE, output, PROGRAM, time } from "./run.mjs";
import { atLeast } from "./table.mjs";

/** The rule engines: each has a program in the folder `batch`. */
const PEERS = ["json-rules-engine", "json-logic-js", "json-logic-engine"];

/** @param {import("./bench.mjs").Bench} bench */
export async function batch({ responses, table, rounds, quick, show }) {
	const lines = quick ? 10_000 : 100_000;
	const sampled = quick ? 200 : 2000;
	prove(responses(quick ? 2000 : 10_000, 2));

	const file = responses(lines);
	const sample = responses(sampled);
	const onOne = (...command) => time([...ONE_CORE, ...command], { file, discard: true });
	const ours = (...options) => [...PROGRAM, "batch", ...options];
	/** @type {Record<string, () => number>} */
	const measured = {
		"bare loop": () => onOne(...node("bare")),
		"batch --compact --jobs 1": () => onOne(...ours("--compact", "--jobs", "1")),
		"batch --jobs 1": () => onOne(...ours("--jobs", "1")),
		"json-logic-engine": () => onOne(...node("json-logic-engine")),
		"json-logic-js": () => onOne(...node("json-logic-js")),
		"json-rules-engine": () => scaled([...ONE_CORE, ...node("json-rules-engine")], sample, lines / sampled),
	};
	if (has("jq")) measured.jq = () => onOne("jq", "-c", "-f", join(HERE, "batch/answers.jq"));
	else console.log("There is no jq here, so it is not compared.");
	if (availableParallelism() > 1) {
		const onAll = (jobs) => () => time(ours("--compact", "--jobs", jobs), { file, discard: true });
		measured["batch --compact --jobs 1, all cores"] = onAll("1");
		measured["batch --compact --jobs 2, all cores"] = onAll("2");
		const rows = table(file);
		measured["csv-parse and csv-stringify"] = () => time(node("csv"), { file: rows, discard: true });
		measured["batch --from csv"] = () => time(ours("--from", "csv"), { file: rows, discard: true });
	} else console.log("There is one core here, so jobs are not compared.");
	if (ONE_CORE.length === 0) console.log("There is no taskset here, so nothing is kept on one core.");
	const times = await show(`batch: ${lines} responses, ms`, measured, rounds(5));

	const compact = "batch --compact --jobs 1";
	/** A row for how many times as fast as `by` something is, if both could run. */
	const faster = (what, limit, name, by) =>
		name in times && by in times ? [atLeast(what, limit, " times", ratios(times[by], times[name]))] : [];
	const against = (by, what, limit) => faster(`Speed of \`batch --compact\` to that of ${what}`, limit, compact, by);
	return [
		...against("bare loop", "the bare loop", 1.3),
		...faster("Speed of `batch` in full to that of the bare loop", 0.5, "batch --jobs 1", "bare loop"),
		...faster(
			"Speed of `batch --compact` with two jobs to that with one",
			1.4,
			"batch --compact --jobs 2, all cores",
			`${compact}, all cores`,
		),
		...faster(
			"Speed of `batch` with a table in and out to that of csv-parse reading and csv-stringify writing the same rows",
			0.8,
			"batch --from csv",
			"csv-parse and csv-stringify",
		),
		...against("json-rules-engine", `json-rules-engine 7 (timed on ${sampled} responses, and scaled)`, 15),
		...against("json-logic-js", "json-logic-js 2", 4),
		...against("json-logic-engine", "json-logic-engine 5, compiled", 1.5),
		...against("jq", "jq counting the yeses of each response", 1.5),
	];
}

/** A program of the folder `batch`. */
function node(name) {
	return [process.execPath, join(HERE, "batch", `${name}.mjs`)];
}

function has(command) {
	return spawnSync(command, ["--version"]).status === 0;
}

/** The estimated time for `times` as many responses: the start is not multiplied. */
function scaled(command, file, times) {
	const start = time(command, { input: "", discard: true });
	return start + (time(command, { file, discard: true }) - start) * times;
}

/**
 * Proves that everything compared does the same work: for each response, `batch` and each peer give each definition the
 * result that the library gives, and each definition has each of the three results at least once.
 * @throws Error with the first response that differs
 */
function prove(file) {
	const expected = linesOf(readFileSync(file, "utf8")).map((response) =>
		Object.fromEntries(assess(content, response).verdicts.map(({ definition, result }) => [definition, result])),
	);
	for (const { id } of content.packs.flatMap((pack) => pack.definitions))
		for (const result of ["met", "unclear", "not-met"])
			if (!expected.some((results) => results[id] === result))
				throw new Error(`no response of the proof has "${id}" ${result}, so it proves too little`);
	const proved = {
		batch: [...PROGRAM, "batch", "--compact", "--jobs", "1"],
		...Object.fromEntries(PEERS.map((peer) => [peer, node(peer)])),
	};
	for (const [name, command] of Object.entries(proved)) {
		const found = linesOf(output(command, { file }));
		expected.forEach((results, i) => {
			if (!isDeepStrictEqual({ ...found[i]?.results }, results))
				throw new Error(
					`${name} does not evaluate our definitions: response ${i + 1} of the proof has ${JSON.stringify(results)}, and there ${JSON.stringify(found[i]?.results)}`,
				);
		});
	}
	console.log(
		`Proof: ${Object.keys(proved).join(", ")} give every definition the result of the library on ${expected.length} responses.`,
	);
}

function linesOf(text) {
	return text
		.trimEnd()
		.split("\n")
		.map((line) => JSON.parse(line));
}
