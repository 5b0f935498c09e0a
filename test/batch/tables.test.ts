import { writeFileSync } from "node:fs";
import { join } from "node:path";
import content from "virtual:content";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { batch, type Format } from "../../src/batch/batch";
import { fieldFinder, fieldsOf } from "../../src/batch/columns";
import type { Response } from "../../src/content/schema";
import { call } from "../support/call";
import { anyResponse, itemsOf, many } from "../support/random";
import { run, temporaryFolder } from "../support/run";

const folder = temporaryFolder();
const file = (name: string, text: string | Buffer) => {
	writeFileSync(join(folder, name), text);
	return join(folder, name);
};

const DEFINITIONS = content.packs.flatMap((pack) => pack.definitions.map(({ id }) => id));
const RESULTS = [...DEFINITIONS, "harassment", "stalking", "urgent", "unclear_because", "error"];
const items = content.checklists.flatMap((checklist) => checklist.items);
const { options: frequencies } = content.answerSets.find(
	({ id }) => id === "frequency",
) as (typeof content.answerSets)[0];

/** What `batch` makes of input in chunks. */
async function results(chunks: Buffer[], from: Format, to: Format, columns?: string) {
	let output = Buffer.alloc(0);
	const remarks: string[] = [];
	async function* input() {
		for (const chunk of chunks) yield chunk.toString("latin1");
	}
	await batch(
		{
			...{ content, from, to, skip: 0, jobs: 1, worker: "" },
			options: { compact: true },
			columns: columns === undefined ? undefined : Buffer.from(columns),
		},
		{
			input: input(),
			write: async ({ bytes }) => {
				output = Buffer.concat([output, bytes]);
			},
			stopped: () => false,
			remark: (text) => remarks.push(text),
		},
	);
	return { output: output.toString(), remarks };
}

/** The rows of a table by heading. */
const rowsIn = (table: string, delimiter = ","): Record<string, string>[] =>
	parse(table, { columns: true, delimiter, bom: true });

/** The only row that comes of one. */
async function assessed(headings: string, row: string, ...options: string[]) {
	const run = await call(["batch", "--from", "csv", ...options], `${headings}\n${row}\n`);
	return { ...run, row: rowsIn(run.stdout)[0] as Record<string, string> };
}

/** The answers that a row was read as, by way of the lines that the same results come from. */
const answersIn = async (table: string | Buffer, from: Format = "csv", map?: string) => {
	const { output } = await results([Buffer.from(table)], from, "ndjson", map);
	return output;
};
const sameAs = async (...responses: object[]) => {
	const lines = responses.map((response) => `${JSON.stringify(response)}\n`).join("");
	return (await results([Buffer.from(lines)], "ndjson", "ndjson")).output;
};

/** A way to write a table. */
type Style = {
	separator: string;
	lineEnd: string;
	quotes: boolean;
	heading: 0 | 1 | 2 | 3;
	option: 0 | 1 | 2;
	before: string;
};

const anyStyle: fc.Arbitrary<Style> = fc.record({
	separator: fc.constantFrom(",", ";", "\t"),
	lineEnd: fc.constantFrom("\n", "\r\n"),
	quotes: fc.boolean(),
	heading: fc.constantFrom(0, 1, 2, 3),
	option: fc.constantFrom(0, 1, 2),
	before: fc.constantFrom("", "\ufeff"),
});

function tableOf(responses: Response[], { separator, lineEnd, quotes, heading, option, before }: Style): string {
	const cell = (text: string) =>
		quotes || /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
	const answer = (set: (typeof content.answerSets)[0], given: unknown) => {
		const { label = "", id = given } = set.options.find(({ id }) => id === given) ?? {};
		return [id, label || id, `${id}`.replaceAll("-", "_").toUpperCase()][option];
	};
	const headings = ["ref", "extra, column", "place", "for"].concat(
		items.map(({ id, label, text }) => [id, label, text, `a group/${id.replaceAll("-", "_")}`][heading] as string),
	);
	const rows = responses.map(({ ref, place, for: whom, answers }) => [
		...[ref, 'He said "x"', place, whom],
		...itemsOf(content).map(({ id, set }) => (answers[id] == null ? "" : answer(set, answers[id]))),
	]);
	const lines = [headings, ...rows].map((row) => row.map((text) => cell(`${text ?? ""}`)).join(separator));
	return before + lines.map((line) => line + lineEnd).join("");
}

/** Without spaces at the ends of a ref, which a table loses, and answers that are null. */
const anyResponses = fc.array(
	anyResponse(content).map((response) => ({ ...response, ref: (response.ref ?? "").trim() || undefined })),
	{ minLength: 1, maxLength: 5 },
);

function pieces(bytes: Buffer, cuts: number[]): Buffer[] {
	const at = [0, ...cuts.map((it) => it % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
	return at.slice(1).map((to, i) => bytes.subarray(at[i], to));
}

describe("a table", () => {
	test("gives the results of the same responses as lines, however it is written and comes in", async () => {
		const cuts = fc.array(fc.nat(), { maxLength: 6 });
		await fc.assert(
			fc.asyncProperty(anyResponses, anyStyle, cuts, async (responses, style, cuts) => {
				const table = pieces(Buffer.from(tableOf(responses, style)), cuts);
				const { output, remarks } = await results(table, "csv", "ndjson");
				expect(output).toBe(await sameAs(...responses));
				expect(remarks).toEqual([]);
			}),
			{ numRuns: many(60) },
		);
	});

	test("has the results that lines give, after its own columns", async () => {
		await fc.assert(
			fc.asyncProperty(anyResponses, anyStyle, async (responses, style) => {
				const table = tableOf(responses, style);
				const { output } = await results([Buffer.from(table)], "csv", "csv");
				const lines = (await sameAs(...responses)).trimEnd().split("\n");
				const separator = style.separator === "\t" ? "," : style.separator;
				for (const [i, row] of rowsIn(output, separator).entries()) {
					const { results, summary, urgent } = JSON.parse(lines[i] as string);
					expect(DEFINITIONS.map((id) => row[id])).toEqual(DEFINITIONS.map((id) => results[id] ?? ""));
					expect(row).toMatchObject({
						...summary,
						urgent: urgent.join(" "),
						error: "",
						"extra, column": 'He said "x"',
					});
				}
			}),
			{ numRuns: many(30) },
		);
	});

	test("is what lines are written as, and read from again", async () => {
		await fc.assert(
			fc.asyncProperty(anyResponses, fc.constantFrom("csv", "tsv"), async (responses, format: Format) => {
				const lines = responses.map((response) => `${JSON.stringify(response)}\n`).join("");
				const { output } = await results([Buffer.from(lines)], "ndjson", format);
				// A ref that could be a formula has an apostrophe from then on.
				if (/(^|[,\t])"?'/m.test(output)) return;
				expect(await answersIn(output, format)).toBe(await sameAs(...responses));
				const again = await results([Buffer.from(output)], format, format);
				expect(again.output).toBe(output);
			}),
			{ numRuns: many(30) },
		);
	});

	const cells = 'ref;followed;comment\r\ncafé;Once;"a ""b""\r\nc"\r\n';
	const utf16 = Buffer.from(`\ufeff${cells}`, "utf16le");
	test.each<[string, Buffer | string]>([
		["as Excel says what separates cells", `sep=;\r\n${cells}`],
		["in UTF-16", utf16],
		["in the other UTF-16", Buffer.from(utf16).swap16()],
		["in windows-1252", Buffer.from(cells, "latin1")],
		["with the line ends of an old Mac", cells.replaceAll("\r\n", "\r")],
	])("may be written %s", async (_how, table) => {
		const good = await sameAs({ ref: "café", answers: { followed: "once" } });
		for (const cuts of [[], [1], [9, 20, 31, 40]]) {
			const { output } = await results(pieces(Buffer.from(table), cuts), "csv", "ndjson");
			expect(output).toBe(good);
		}
	});

	test("in windows-1252 becomes UTF-8 from the first line that is not, and that is said once", async () => {
		const { output, remarks } = await results(
			[Buffer.from("followed,note\nonce,\xc3\xa9\nonce,\x93\xe9\x94\nonce,\xe9\n", "latin1")],
			"csv",
			"csv",
		);
		expect(rowsIn(output).map(({ note }) => note)).toEqual(["é", "“é”", "é"]);
		expect(remarks).toEqual([expect.stringContaining("windows-1252")]);
	});

	test("in UTF-8 is not taken for windows-1252, wherever it is cut", async () => {
		const table = Buffer.from("sep=;\nfollowed;é\nonce;é\n");
		for (let cut = 1; cut < table.length; cut++) {
			const { output, remarks } = await results(pieces(table, [cut]), "csv", "csv");
			expect(rowsIn(output.slice("sep=;\n".length), ";")).toMatchObject([{ é: "é" }]);
			expect(remarks).toEqual([]);
		}
	});

	test("keeps its separator, line ends, byte order mark and every cell as they are", async () => {
		const before = '\ufeffsep=;\r\n"_id";followed;"a ""note""";Preis\r\n';
		const row = '"1";once;"x;\r\ny";-1,50';
		const { output } = await results([Buffer.from(`${before}${row}\r\n`)], "csv", "csv");
		expect(output.startsWith(`${before.trimEnd()};${RESULTS.join(";")}\r\n${row};unclear;`)).toBe(true);
		expect(output.endsWith("\r\n")).toBe(true);
	});

	test("may have rows that are shorter or longer than its headings, if no cell is without one", async () => {
		const { output } = await results([Buffer.from("ref,followed,note\na,once\nb,once,x,,\n")], "csv", "csv");
		for (const [i, row] of rowsIn(output).entries())
			expect(row).toMatchObject({ ref: "ab"[i], note: ["", "x"][i], harassment: "unclear", error: "" });
	});

	test("goes on past a row that is wrong, and says which cells are, in its row and in a file", async () => {
		const errors = join(folder, "errors.ndjson");
		const table =
			'ref,followed,frightened,note\na,twice,yess,"x\ny"\nb,once,yes,\nc,once,yes,,more\n,,,\nd,"o"nce,,\ne,-1,1,\nf,2,no\n';
		const { exitCode, stdout, stderr } = await call(
			["batch", "--from", "csv", "--errors", errors, "--place", "scotland"],
			table,
		);
		expect([exitCode, stderr]).toEqual([
			3,
			"stalk-check: 5 of 7 rows were wrong; each result says what was wrong with its row.\n",
		]);
		const rows = rowsIn(stdout);
		expect(rows.map(({ ref, note }) => [ref, note])).toEqual([
			["a", "x\ny"],
			["b", ""],
			["c", ""],
			["", ""],
			["", ""],
			["e", ""],
			["f", ""],
		]);
		expect(rows.map((row) => row["sc-stalking"])).toEqual(["", "unclear", "", "", "", "", "unclear"]);
		const said = rows.map(({ error }) => error);
		expect(said[0]).toMatch(
			/^row 2, followed: must be one of never, once, .* not "twice"\. row 2, frightened: .*not "yess"\. Did you mean "yes"\?$/,
		);
		expect(said[2]).toMatch(/^row 4: has more cells than there are headings/);
		expect(said[3]).toBe("row 5: is empty.");
		expect(said[4]).toMatch(/^row 6: there is a " in the middle of a cell/);
		expect(said[5]).toMatch(/not "-1"\. row 7, frightened: .*not "1"/);
		const reports = (await import("node:fs"))
			.readFileSync(errors, "utf8")
			.trimEnd()
			.split("\n")
			.map((line) => JSON.parse(line));
		expect(reports.map(({ row }) => row)).toEqual([2, 4, 5, 6, 7]);
		expect(reports[0].error.problems[1]).toMatchObject({ path: "row 2, frightened", suggestion: "yes" });
	});
});

describe("a heading", () => {
	test("of a result is in the codebook", async () => {
		const { stdout } = await call(["questions", "--json"]);
		const { results }: { results: { column: string }[] } = JSON.parse(stdout);
		expect(results.map(({ column }) => column)).toEqual(RESULTS);
	});

	test("may be what a form asks, in a group of the form", async () => {
		const { stdout } = await call(["export", "surveyjs", "--for", "someone-else"]);
		const { pages } = JSON.parse(stdout);
		type Element = { type: string; name: string; title: string; choices: { value: string; text: string }[] };
		const questions: Element[] = pages.flatMap(({ elements }: { elements: Element[] }) =>
			elements.filter(({ choices }) => choices),
		);
		expect(questions).toHaveLength(items.length + 1);
		const row = (texts: string[]) => texts.map((text) => `"${text.replaceAll('"', '""')}"`).join(";");
		const headings = questions.map(({ title }, i) => (i % 2 ? title : `Group/${title}`));
		const table = `${row(headings)}\n${row(questions.map(({ choices }) => choices[0]?.text ?? ""))}\n`;
		const { place, ...answers } = Object.fromEntries(questions.map(({ name, choices }) => [name, choices[0]?.value]));
		expect(await answersIn(table)).toBe(await sameAs({ place, answers }));
	});

	test.each([
		"followed",
		"Followed",
		"following/followed",
		"g:Followed!",
		items.find(({ id }) => id === "followed")?.text ?? "",
	])("%j names an item", async (heading) => {
		expect(await answersIn(`"${heading}"\nonce\n`)).toBe(await sameAs({ answers: { followed: "once" } }));
	});

	test("is read under every name that the item has on screens and in questions, in both wordings", () => {
		const find = fieldFinder(fieldsOf(content));
		for (const { id, label, text, row, someoneElse = {} } of items)
			for (const name of [label, text, row, someoneElse.label, someoneElse.text, someoneElse.row]) {
				if (name !== undefined) expect(find(name)?.id, name).toBe(id);
			}
	});

	test("that is nearly an item is said to be none, once, and passed on", async () => {
		const { row, stderr, exitCode } = await assessed("folowed,my-violence,start,frightened", "once,yes,x,yes");
		expect(exitCode).toBe(0);
		expect(stderr).toMatch(
			/^The column "folowed" is not read\. If it is "followed", .*\nThe column "my-violence" .*"violence".*\n$/,
		);
		expect(row).toMatchObject({ folowed: "once", start: "x" });
	});

	test("that names no item is refused with those that there could be", async () => {
		const { exitCode, stdout, stderr } = await assessed("ref,start", "a,b");
		expect([exitCode, stdout]).toEqual([3, ""]);
		expect(stderr).toMatch(/could be ref, place, for, danger-now, .*stalk-check questions/s);
	});

	test("that names the item of another is refused with both", async () => {
		const { exitCode, stdout, stderr } = await assessed("followed,a/Followed", "once,once");
		expect([exitCode, stdout]).toEqual([3, ""]);
		expect(stderr).toContain('columns "followed" and "a/Followed": are both for "followed"');
	});

	test("that a result has too stays, and the result gets another", async () => {
		const { row, stderr } = await assessed("followed,stalking,error", "never,I think so,none");
		expect(row).toMatchObject({
			stalking: "I think so",
			error: "none",
			"stalk-check.stalking": "unclear",
			"stalk-check.error": "",
		});
		expect(stderr).toContain(
			'The table has a column "stalking" of its own: that of the result is "stalk-check.stalking".',
		);
	});
});

describe("a cell", () => {
	const followed: [cell: string, answer: string | number | null][] = [
		...frequencies.map(({ id }): [string, string] => [id, id]),
		...frequencies.flatMap(({ id, label, someoneElse }): [string, string][] =>
			[label, someoneElse?.label ?? label].map((it) => [it, id]),
		),
		...([
			["MORE THAN ONCE", "more-than-once"],
			["more_than_once", "more-than-once"],
			["12", 12],
			["2.0", 2],
			[" 0 ", 0],
			["", null],
			[" ", null],
		] as [string, string | number | null][]),
	];
	test.each(followed)("%j is %j", async (cell, answer) => {
		expect(await answersIn(`followed,frightened\n"${cell}",yes\n`)).toBe(
			await sameAs({ answers: { followed: answer, frightened: "yes" } }),
		);
	});

	test.each(["?", "1.5", "-1", "1e3", "9007199254740992", "yes", "__proto__"])("%j is no answer", async (cell) => {
		expect(await answersIn(`followed\n${cell}\n`)).toMatch(/^\{"row":2,"error":/);
	});

	test("says a place or for whom by its name", async () => {
		const table = "Place,FOR,followed\nNorthern Ireland,Someone else,once\n";
		expect(await answersIn(table)).toBe(
			await sameAs({ place: "northern-ireland", for: "someone-else", answers: { followed: "once" } }),
		);
	});

	const cells: [cell: string, safe: string][] = [
		["=1+1", "'=1+1"],
		["+44 20", "'+44 20"],
		["-1+1", "'-1+1"],
		["@x", "'@x"],
		["\t=1", "'\t=1"],
		["\r=1", "'\r=1"],
		["＝1", "'＝1"],
		["-5", "-5"],
		["+441", "+441"],
		["-1.5e3", "-1.5e3"],
		["'=1", "'=1"],
		["a=1", "a=1"],
		[" =1", " =1"],
	];
	test("that a spreadsheet may take for a formula has an apostrophe before it, and no other has", async () => {
		for (const separator of [",", "\t"])
			for (const quotes of ["", '"']) {
				// Without quotes, a cell can begin with none of these.
				const written = cells.filter(([cell]) => quotes || !/[\t\r]/.test(cell));
				const rows = written.map(([cell]) => `once${separator}${quotes}${cell}${quotes}\n`).join("");
				const table = Buffer.from(`followed${separator}note\n${rows}`);
				const format = separator === "," ? "csv" : "tsv";
				const { output } = await results([table], format, format);
				expect(rowsIn(output, separator).map(({ note }) => note)).toEqual(written.map(([, safe]) => safe));
			}
		const lines = cells.map(([ref]) => `${JSON.stringify({ ref, answers: {} })}\n`);
		const fromLines = await results([Buffer.from(lines.join(""))], "ndjson", "tsv");
		expect(rowsIn(fromLines.output, "\t").map(({ ref }) => ref)).toEqual(cells.map(([, safe]) => safe));
		const headings = cells.map(([cell]) => `"${cell}"`).join(";");
		const { output: empty } = await results([Buffer.from(`followed;${headings}\n`)], "csv", "csv");
		expect((parse(empty, { delimiter: ";" }) as string[][])[0]?.slice(1, cells.length + 1)).toEqual(
			cells.map(([, safe]) => safe),
		);
	});
});

describe("why a result is unclear", () => {
	const why = async (answers: object, place = "scotland") => {
		const { stdout } = await call(["batch", "--to", "csv"], `${JSON.stringify({ place, answers })}\n`);
		return rowsIn(stdout)[0]?.unclear_because ?? "";
	};
	const all = (answers: object) => ({
		...Object.fromEntries(
			itemsOf(content).map(({ id, set }) => [id, set.counts ? "never" : set.id === "relationship" ? "stranger" : "no"]),
		),
		...answers,
	});

	test("is the items that would settle any of them and contradict each other, as in whole assessments", async () => {
		const responses = fc.sample(anyResponse(content), { seed: 1, numRuns: many(300) });
		const lines = responses.map((response) => `${JSON.stringify(response)}\n`).join("");
		const [table, whole] = [await call(["batch", "--to", "csv"], lines), await call(["batch"], lines)];
		const assessments = whole.stdout
			.trimEnd()
			.split("\n")
			.map((line) => JSON.parse(line));
		const inOrder = (ids: string[]) =>
			items
				.map(({ id }) => id)
				.filter((id) => ids.includes(id))
				.join(" ");
		for (const [i, { unclear_because: why = "" }] of rowsIn(table.stdout).entries()) {
			const { verdicts, contradicts = [] } = assessments[i];
			const unclear: { wouldSettle: string[] }[] = verdicts.filter(
				({ result }: { result: string }) => result === "unclear",
			);
			const { missing = "", contradiction = "" } = Object.fromEntries(why.split(" | ").map((it) => it.split(": ")));
			expect(missing).toBe(inOrder(unclear.flatMap(({ wouldSettle }) => wouldSettle)));
			expect(contradiction).toBe(unclear.length > 0 ? inOrder(contradicts.flat()) : "");
			expect(why === "").toBe(unclear.length === 0);
		}
	});

	const twice = {
		...{ followed: "more-than-once", "same-person": "yes", connected: "yes", unwanted: "yes" },
		alarmed: "yes",
	};

	test("is answers that contradict each other", async () => {
		const said = await why(all({ ...twice, "most-people-would-mind": "yes", "two-or-more-occasions": "no" }));
		expect(said).toMatch(/^contradiction: followed two-or-more-occasions \| court: /);
	});

	test("is only that where nothing else leaves it open", async () => {
		const said = await why(
			{ "watched-or-spied": "more-than-once", "two-or-more-occasions": "no", alarmed: "yes" },
			"england-and-wales",
		);
		expect(said).toMatch(/contradiction: watched-or-spied two-or-more-occasions$/);
	});

	test("is what a definition names only as an example", async () => {
		const never = itemsOf(content).flatMap(({ id, set }) => (set.counts ? [[id, "never"]] : []));
		const posts = { "published-about-you": "more-than-once", "obscene-or-threatening-posts": "more-than-once" };
		const felt = { distressed: "yes", alarmed: "no", frightened: "no" };
		const said = await why({ ...Object.fromEntries(never), ...posts, "two-or-more-occasions": "yes", ...felt });
		expect(said).toBe("court: published-about-you two-or-more-occasions distressed");
	});

	test("is what a court would have to weigh", async () => {
		const said = await why(
			all({ ...twice, "most-people-would-mind": "yes", "two-or-more-occasions": "yes", "ordinary-reason": "yes" }),
		);
		expect(said).toBe("court: ordinary-reason each-time-upset");
	});
});

describe("a file of --columns", () => {
	test("says which column is which item, and which value which option", async () => {
		const map =
			"Column;Item;Value;Option\nq1;followed;;\nq1;;many times;More than once\nq2;Frightened;;\nwhere;place;Glasgow;scotland\n;;1;yes\n;;0;No\n;;99;\nFollowed;;;\n";
		const table = "where,q1,q2,alarmed,Followed,distressed\nglasgow,Many times,1,0,never,99\n";
		expect(await answersIn(table, "csv", map)).toBe(
			await sameAs({ place: "scotland", answers: { followed: "more-than-once", frightened: "yes", alarmed: "no" } }),
		);
	});

	test("may be as Excel writes it", async () => {
		const map = Buffer.from("\ufeffcolumn\titem\r\nq1\tfollowed\r\n", "utf16le");
		const { exitCode } = await call(["batch", "--from", "csv", "--columns", file("map.csv", map)], "q1\nonce\n");
		expect(exitCode).toBe(0);
	});

	test("with codes that are numbers leaves no number a count", async () => {
		const map = "column,item,value,option\nq1,followed,1,never\nq1,,2,once\n";
		expect(await answersIn("q1\n1\n2\n", "csv", map)).toBe(
			await sameAs({ answers: { followed: "never" } }, { answers: { followed: "once" } }),
		);
		expect(await answersIn("q1\n3\n", "csv", map)).toContain("must be one of");
		expect(await answersIn("q1\n2.0\n", "csv", map)).toBe(await sameAs({ answers: { followed: "once" } }));
	});

	test("with a number for no answer leaves the others counts", async () => {
		const map = "column,item,value,option\n,,99,\n";
		const read = await answersIn("followed,frightened\n3,99\n99,yes\n", "csv", map);
		expect(read).toBe(await sameAs({ answers: { followed: 3 } }, { answers: { frightened: "yes" } }));
	});

	test("is wrong in every row that is, and then nothing is assessed", async () => {
		const map =
			"column,item,value,option\nq1,folowed,,\nq2,frightened,1,yess\nq2,alarmed,,\nq3,,1,yes\nq2,,,no\n,,1,yes\n,,1,no\n";
		const { exitCode, stdout, stderr } = await call(
			["batch", "--from", "csv", "--columns", file("map.csv", map), "--json"],
			"q1,q2\n1,1\n",
		);
		expect([exitCode, stdout]).toEqual([3, ""]);
		const { problems } = JSON.parse(stderr).error;
		expect(problems.map(({ path }: { path: string }) => path)).toEqual([
			...["row 2, item", "row 4", "row 3, option", "row 5", "row 6", "row 8"],
		]);
		expect(problems[0].suggestion).toBe("followed");
		expect(problems[2].suggestion).toBe("yes");
	});

	test.each([
		[
			"a column that the table has not",
			"column,item\nfollowd,followed\n",
			/"followd": is in the file of --columns.*Did you mean "followed"/s,
		],
		["other headings", "a,b\n1,2\n", /must be column,item,value,option/],
		["a quote that is wrong", 'column,item\nq"1,followed\n', /row 2: there is a "/],
	])("with %s is refused", async (_what, map, says) => {
		const { exitCode, stdout, stderr } = await call(
			["batch", "--from", "csv", "--columns", file("map.csv", map)],
			"followed\nonce\n",
		);
		expect([exitCode, stdout]).toEqual([3, ""]);
		expect(stderr).toMatch(says);
	});
});

describe("options", () => {
	test("that a table has no use for are refused", async () => {
		const map = file("map.csv", "column,item\n");
		for (const args of [
			["--compact", "--to", "csv"],
			["--compact", "--from", "tsv"],
			["--columns", map],
		]) {
			const { exitCode, stdout } = await call(["batch", ...args], "followed\nonce\n");
			expect([exitCode, stdout]).toEqual([2, ""]);
		}
	});

	test("a table that is not said to be one, and JSON that is said to be one, are refused with what to say", async () => {
		const table = await call(["batch"], "followed,note\nonce,x\n");
		const json = await call(["batch", "--from", "csv"], '{"answers":{}}\n');
		const workbook = await call(["batch"], "PK\x03\x04\n\n");
		expect(workbook).toMatchObject({ exitCode: 3, stdout: "", stderr: expect.stringContaining("save it as CSV") });
		expect([table.exitCode, json.exitCode]).toEqual([3, 3]);
		expect(table.stderr).toContain("--from csv");
		expect(json.stderr).toContain("--from ndjson");
	});

	test("--skip leaves out rows and then the headings, so that parts make the whole", async () => {
		const table = 'ref,followed\na,once\nb,"x\ny"\nc,2\n';
		const whole = (await call(["batch", "--from", "csv"], table)).stdout;
		const first = (await call(["batch", "--from", "csv"], table.slice(0, table.indexOf("b")))).stdout;
		const rest = await call(["batch", "--from", "csv", "--skip", "1"], table);
		expect(first + rest.stdout).toBe(whole);
		expect(rest.stdout).toContain("row 3, followed");
	});

	test("--summary counts rows, and with --json a remark on headings does not stop the sum", async () => {
		const counted = ["batch", "--from", "csv", "--summary"];
		const table = "followed,frightend\nonce,yes\ntwice,no\n";
		expect((await call(counted, table)).stderr).toMatch(/^2 rows: 1 assessed, 1 wrong;/m);
		expect((await call(counted, "followed\nonce\n")).stderr).toMatch(/^1 row: 1 assessed, 0 wrong;/m);
		const { stderr } = await call([...counted, "--json"], table);
		const [note, summary] = stderr
			.trimEnd()
			.split("\n")
			.map((line) => JSON.parse(line));
		expect(note.note.message).toContain("frightend");
		expect(summary).toMatchObject({ lines: 2, bad: 1 });
		expect(await call(["summarise", file("sum.json", stderr)])).toMatchObject({ exitCode: 0 });
	});
});

describe("a hostile table", () => {
	const filler = (bytes: number) => Array.from({ length: bytes >> 16 }, () => Buffer.alloc(1 << 16, "x"));
	const rowsOf = async (...chunks: (string | Buffer)[]) =>
		rowsIn(
			(
				await results(
					chunks.map((it) => Buffer.from(it)),
					"csv",
					"csv",
				)
			).output,
		);

	test("with a row of 2 MiB has an error for it, and goes on", async () => {
		const rows = await rowsOf("followed,note\n", 'once,"\n', ...filler(1 << 21), 'x ""\n', 'y\nz"\n', "once,x\n");
		expect(rows.map(({ error, note }) => [error, note])).toEqual([
			[expect.stringContaining("row 2: is longer than 1 MiB"), ""],
			["", "x"],
		]);
	});

	test("with a quote that is never closed has an error for its row", async () => {
		const rows = await rowsOf("followed,note\nonce,a\n", 'once,"b\nonce,c\nonce,d\n');
		expect(rows.map(({ error }) => error)).toEqual([
			"",
			expect.stringMatching(/^row 3: a cell begins with ".*takes in 2 more lines/),
		]);
		expect(await rowsOf("followed,note\n", 'once,"', ...filler(1 << 21))).toMatchObject([
			{ error: expect.stringContaining("1 MiB") },
		]);
	});

	test("cannot act on a terminal, and is otherwise what a file has", async () => {
		const table = "followed,note\r\nonce,\x1b[2Jé\rx\r\n";
		const [shown, written] = [{ terminals: [1] }, {}].map((environment) =>
			call(["batch", "--from", "csv"], table, environment),
		);
		expect((await shown)?.stdout).toContain("once,\\u{1b}[2Jé\\u{d}x,unclear");
		expect((await shown)?.stdout).toMatch(/^followed,note,.*\r\n.*\r\n$/);
		expect((await written)?.stdout).toContain("once,\x1b[2Jé\rx,unclear");
	});

	test("with NUL has an error for its row", async () => {
		expect(await rowsOf("followed,note\nonce,\0\nonce,x\n")).toMatchObject([
			{ error: expect.stringContaining("NUL") },
			{ error: "" },
		]);
	});

	test.each<[string, string | Buffer]>([
		["with 100,000 columns", `followed${",x".repeat(100_000)}\nonce\n`],
		["whose headings never end", `followed,"${"x".repeat(1 << 21)}`],
		["that is a workbook", "PK\x03\x04followed\nonce\n"],
		["that is no text", Buffer.from("followed\nonce\n", "utf16le")],
		["that is empty", ""],
	])("%s is refused", async (_what, table) => {
		const { exitCode, stdout, stderr } = await call(["batch", "--from", "csv"], table);
		expect([exitCode, stdout]).toEqual([3, ""]);
		expect(stderr.length).toBeLessThan(600);
	});
});

describe("the built program", () => {
	const rows = Array.from(
		{ length: 1_000 },
		(_, i) => `r${i},"note ""${i}""\n${"é".repeat(200)}",${["once", "2", "oncee", ""][i % 4]},yes`,
	);
	const table = file("survey.csv", `ref,note,followed,frightened\n${rows.join("\n")}\n`);

	test("writes the same bytes with any number of threads, in the format that the names say", async () => {
		const one = await run(["batch", table, "--jobs", "1"]);
		expect(one.exitCode).toBe(3);
		expect(one.stdout.split("\n").length).toBeGreaterThan(2_000);
		const output = join(folder, "results.tsv");
		const two = await run(["batch", table, "--jobs", "2"]);
		expect(two).toEqual(one);
		await run(["batch", table, "--output", output]);
		const tsv = (await import("node:fs")).readFileSync(output, "utf8");
		expect(rowsIn(tsv, "\t")).toEqual(rowsIn(one.stdout));
		const json = await run(["batch", table, "--to", "ndjson", "--jobs", "2"]);
		expect(json.stdout.trimEnd().split("\n")).toHaveLength(1_000);
	});
});
