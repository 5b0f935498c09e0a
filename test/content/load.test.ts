import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readContent, readForReview } from "../../src/content/load";
import type { Problem } from "../../src/content/schema";
import { jsonIn, temporaryFolder } from "../support/run";

const folder = temporaryFolder();
let copies = 0;

// biome-ignore lint/suspicious/noExplicitAny: files that are wrong on purpose have no type
type File = any;

/** A copy of the questions with changes to some of its files. */
function copyWith(changes: Record<string, (file: File) => void>): string {
	const copy = join(folder, `copy-${++copies}`);
	cpSync("questions", copy, { recursive: true });
	for (const [name, change] of Object.entries(changes)) {
		const file = jsonIn(join(copy, name));
		change(file);
		writeFileSync(join(copy, name), JSON.stringify(file));
	}
	return copy;
}
const problemsOf = (copy: string): Promise<Problem[]> =>
	readContent(copy).then(
		() => [],
		({ problems }) => problems,
	);

/** The problems of notes whose conditions are these, by the number of the note and the path in its condition. */
async function problemsWith(written: unknown[]) {
	const copy = copyWith({
		"notes.json": ({ notes }) => {
			for (const [i, when] of written.entries()) notes[i].when = when;
		},
	});
	return (await problemsOf(copy)).map(({ path, message, suggestion }) => [
		path.replace(/^notes\.json#\/notes\/(\d+)\/when/, "$1"),
		message,
		...(suggestion ? [suggestion] : []),
	]);
}

test("conditions that are not written as conditions are say what is wrong with them", async () => {
	const notACondition =
		'must be a condition: the id of an item, a group or a term, or an object with "item", "any", "all", "atLeast" or "occasions"';
	const noList = "Invalid input: expected array, received undefined";
	expect(
		await problemsWith([
			7,
			"Frightened",
			{ ay: ["frightened"] },
			{},
			{ any: "frightened" },
			{ any: ["frightened"], all: ["alarmed"] },
			{ all: ["alarmed", { any: [{ item: "frightened" }] }] },
			{ occasions: 3, of: ["followed"], mayCount: [{ items: ["gifts"] }] },
		]),
	).toEqual([
		["0", notACondition],
		["1", "must be lower-case words joined by hyphens"],
		["2", notACondition, "any"],
		["3", notACondition],
		["4/any", "Invalid input: expected array, received string"],
		["5/all", "is not expected here"],
		["6/all/1/any/0/is", noList],
		["7/occasions", "Too big: expected number to be <=2"],
		["7/mayCount/0/of", noList],
		["7/mayCount/0/items", "is not expected here"],
	]);
});

test("a list that names something twice is refused where it does so the second time", async () => {
	const definitions = "packs/scotland/definitions.json";
	const lists: [file: string, list: string][] = [
		["answer-sets.json", "/answerSets"],
		["answer-sets.json", "/answerSets/1/options"],
		["checklists/safety.json", "/items"],
		["screens.json", "/screens"],
		["notes.json", "/notes"],
		["signs.json", "/urgent/0/is"],
		...["needs", "selection", "signposts"].map((list): [string, string] => ["signposts.json", `/${list}`]),
		...["groups", "terms", "elements", "consistency"].map((list): [string, string] => ["terms.json", `/${list}`]),
		[definitions, "/elements"],
		[definitions, "/definitions"],
		[definitions, "/definitions/0/routes"],
		[definitions, "/definitions/0/routes/0/elements"],
	];
	for (const [file, list] of lists) {
		let path = "";
		const copy = copyWith({
			[file]: (whole) => {
				const values = list.split("/").reduce((value, key) => (key === "" ? value : value[key]), whole);
				path = `${file}#${list}/${values.push(values[0]) - 1}`;
			},
		});
		expect(await problemsOf(copy)).toEqual([{ path, message: expect.stringMatching(/^is a second "[a-z0-9-]+"$/) }]);
	}
});

test("a value that its neighbours rule out is refused", async () => {
	const copy = copyWith({
		"answer-sets.json": ({ answerSets: [set] }) => {
			set.options[0].occasions = [2, 1];
		},
		"screens.json": ({ screens }) => screens[0].items.push("violence"),
		"terms.json": ({ elements }) => {
			elements[0].criterion = undefined;
			elements[0].soft = undefined;
		},
	});
	const uncounted = copyWith({
		"answer-sets.json": ({ answerSets: [set] }) => {
			set.options[1].occasions = undefined;
		},
	});
	expect([...(await problemsOf(copy)), ...(await problemsOf(uncounted))]).toEqual([
		{ path: "answer-sets.json#/answerSets/0/options/0/occasions", message: "the lower bound is above the upper" },
		{ path: "terms.json#/elements/0", message: "has neither a criterion nor a soft factor" },
		{ path: "screens.json#/screens/0", message: "is about one item" },
		{
			path: "answer-sets.json#/answerSets/0",
			message: "counts, and not every option says how many occasions it is",
		},
	]);
});

test("what is wrong with a place is found in the file that has the place", async () => {
	const copy = copyWith({
		"packs/scotland/pack.json": ({ place }) => {
			place.law = "scotlnd";
		},
		"signposts.json": ({ places }) => {
			places[0].id = "northern-ireland";
			places[1].law = "englnd";
		},
	});
	const paths = (await problemsOf(copy)).map(({ path }) => path);
	expect(paths).toContain("packs/scotland/pack.json#/place/law");
	expect(paths).toContain("signposts.json#/places/0/id");
	expect(paths).toContain("signposts.json#/places/1/law");
});

test("a place of several packs is there once", async () => {
	const { place } = jsonIn("questions/packs/scotland/pack.json");
	const copy = copyWith({
		"packs/crime-survey/pack.json": (pack) => {
			pack.place = place;
		},
	});
	const ids = (await readContent(copy)).places.map(({ id }) => id);
	expect(ids.filter((id) => id === place.id)).toHaveLength(1);
});

describe("an element that packs share", () => {
	const element = {
		id: "spare",
		text: "Spare",
		criterion: { item: "frightened", is: ["not-sure"] },
	};
	const using = (...packs: string[]) =>
		Object.fromEntries(
			packs.map((id) => [
				`packs/${id}/definitions.json`,
				({ definitions }: File) => {
					definitions[0].routes[0].elements.push("spare");
				},
			]),
		);

	test("belongs to each pack that names it, after its own elements", async () => {
		const { content, locate } = await readForReview("questions");
		const { packs } = content;
		const shared = jsonIn("questions/terms.json").elements.map(({ id }: { id: string }) => id);
		for (const [i, { id, elements, definitions }] of packs.entries()) {
			const own = jsonIn(`questions/packs/${id}/definitions.json`).elements;
			const routes = definitions.flatMap(({ routes }) => routes);
			const named = new Set(routes.flatMap((route) => route.elements));
			const ids = elements.map((it) => it.id);
			expect([...ids].sort()).toEqual([...named].sort());
			expect(ids.slice(0, own.length)).toEqual(own.map((it: { id: string }) => it.id));
			const places = locate(ids.map((_, element) => ({ path: `/packs/${i}/elements/${element}/text` })));
			expect(places.map(({ path }) => path)).toEqual([
				...own.map((_: object, element: number) => `packs/${id}/definitions.json#/elements/${element}/text`),
				...ids.slice(own.length).map((more) => `terms.json#/elements/${shared.indexOf(more)}/text`),
			]);
		}
	});

	test("gives way to one of the pack with the same id", async () => {
		const copy = copyWith({
			"packs/scotland/definitions.json": ({ elements }) => {
				elements.push({
					...element,
					id: "alarm-or-distress",
					criterion: "alarmed",
				});
			},
		});
		const { packs } = await readContent(copy);
		const texts = packs.map(({ elements }) =>
			elements.filter(({ id }) => id === "alarm-or-distress").map((it) => it.text),
		);
		const usual = ["it alarmed, distressed or frightened you"];
		expect(texts).toEqual([[], usual, ["Spare"], usual, []]);
	});

	test("is faulty once, where it stands, however many packs use it", async () => {
		const copy = copyWith({
			"terms.json": ({ elements }) => elements.push(element),
			...using("scotland", "northern-ireland"),
		});
		const { elements } = jsonIn(join(copy, "terms.json"));
		expect(await problemsOf(copy)).toStrictEqual([
			{
				path: `terms.json#/elements/${elements.length - 1}/criterion/is/0`,
				message: '"not-sure" of "frightened" says nothing, so it never meets a condition',
			},
		]);
	});

	test("is missing where the route that names it stands", async () => {
		const [problem] = await problemsOf(copyWith(using("scotland")));
		expect(problem).toMatchObject({
			path: expect.stringMatching(/^packs\/scotland\/definitions\.json#\/definitions\/0\/routes\/0\/elements\/\d$/),
			message: 'there is no element "spare"',
		});
	});
});

test("what nothing uses in terms.json is found", async () => {
	const { unused } = await readForReview(
		copyWith({
			"terms.json": ({ groups, terms, elements }) => {
				groups.push({ id: "some", text: "Some.", items: ["followed"] });
				terms.push({ id: "so", text: "So.", is: "frightened" });
				elements.push({ id: "spare", text: "Spare", criterion: "alarmed" });
			},
		}),
	);
	expect(unused.map(({ message }) => message)).toEqual([
		'nothing uses the group "some"',
		'nothing uses the term "so"',
		'nothing uses the element "spare"',
	]);
	expect((await readForReview("questions")).unused).toEqual([]);
});

test("no list of items stands twice in the questions", () => {
	const files = readdirSync("questions", {
		recursive: true,
		encoding: "utf8",
	}).filter((name) => name.endsWith(".json") && !name.startsWith("schema"));
	const lists: string[] = [];
	for (const name of files)
		JSON.stringify(jsonIn(`questions/${name}`), (key, value) => {
			if (["items", "of", "any", "all"].includes(key) && Array.isArray(value) && value.length > 1)
				lists.push(
					[...value]
						.map((it) => JSON.stringify(it))
						.sort()
						.join(),
				);
			return value;
		});
	expect(lists.length).toBeGreaterThan(30);
	expect(lists.filter((it, i) => lists.indexOf(it) < i)).toEqual([]);
});

test("the group of all acts has every item of the checklists of behaviours, and no other", async () => {
	const { checklists, consistency } = await readContent("questions");
	const acts = checklists.filter((checklist) => checklist.behaviours).flatMap(({ items }) => items.map(({ id }) => id));
	const [rule] = consistency.filter(({ id }) => id === "two-occasions-are-two-acts");
	expect(rule?.then).toEqual({ op: "occasions", atLeast: 2, items: acts });
});

test("the conditions that the guide for authors shows can be written", async () => {
	const guide = readFileSync("questions/README.md", "utf8");
	const [section = ""] = /^## Conditions$.*?^## /ms.exec(guide) ?? [];
	const shown = [...section.matchAll(/`({ "[^`]+ }|"[a-z-]+")`/g)].map(([, text = ""]) => JSON.parse(text));
	expect(shown.length).toBe(9);
	expect(await problemsWith(shown)).toEqual([]);
});
