import content from "virtual:content";
import { describe, expect, test } from "vitest";
import {
	checkContent,
	deadEnds,
	hardToRead,
	staleChecks,
} from "../../src/content/lint";
import { readingAge } from "../../src/content/reading-age";
import type { Content } from "../../src/content/schema";

// biome-ignore lint/suspicious/noExplicitAny: content that is wrong on purpose has no type
type Wrong = any;

/** The content with a change to a copy of it. */
function changed(change: (copy: Wrong) => void): Content {
	const copy = structuredClone(content);
	change(copy);
	return copy;
}
const yes = (item: string) => ({ op: "answer", item, is: ["yes"] });

describe("content is refused when", () => {
	const slips: [
		what: string,
		change: (copy: Wrong) => void,
		path: RegExp,
		says: RegExp,
	][] = [
		[
			"an item stands twice",
			(c) => c.checklists[1].items.push(c.checklists[1].items[0]),
			/^\/checklists\/1\/items\/8\/id$/,
			/a second item "unwanted-contact"/,
		],
		[
			"a definition stands twice",
			(c) => c.packs[0].definitions.push(c.packs[0].definitions[0]),
			/definitions\/2\/id$/,
			/a second definition/,
		],
		[
			"an answer set does not exist",
			(c) => {
				c.checklists[0].items[0].answerSet = "yesno";
			},
			/items\/0\/answerSet$/,
			/no answer set "yesno"/,
		],
		[
			"an item in a criterion does not exist",
			(c) => {
				c.packs[0].elements[0].criterion.items[0] = "folowed";
			},
			/criterion\/items\/0$/,
			/no item "folowed"/,
		],
		[
			"an item is counted twice",
			(c) => {
				c.packs[0].elements[0].criterion.items.push("followed");
			},
			/criterion\/items\/6$/,
			/counted twice/,
		],
		[
			"a yes-no item is counted",
			(c) => {
				c.packs[0].elements[0].criterion.items[0] = "distressed";
			},
			/items\/0$/,
			/cannot be counted/,
		],
		[
			"an option does not exist",
			(c) => {
				c.packs[0].elements[5].criterion.is = ["yess"];
			},
			/is\/0$/,
			/no option of "unwanted" "yess"/,
		],
		[
			"a definition hangs on an unknown option",
			(c) => {
				c.packs[0].elements[5].criterion.is = ["not-sure"];
			},
			/is\/0$/,
			/tells us nothing/,
		],
		[
			"something is asked because of a later item",
			(c) => {
				c.checklists[1].askWhen = yes("distressed");
			},
			/checklists\/1\/askWhen\/item$/,
			/asked later/,
		],
		[
			"a route names no element",
			(c) => {
				c.packs[1].definitions[0].routes[0].elements[0] = "nothing";
			},
			/routes\/0\/elements\/0$/,
			/no element "nothing"/,
		],
		[
			"an element is used by nothing",
			(c) => {
				c.packs[1].elements.push({
					id: "spare",
					text: "Spare",
					criterion: yes("distressed"),
				});
			},
			/elements\/\d+\/id$/,
			/no definition uses/,
		],
		[
			"more parts are wanted than there are",
			(c) => {
				c.packs[0].elements[5].criterion = {
					op: "at-least",
					count: 2,
					of: [yes("unwanted")],
				};
			},
			/criterion\/count$/,
			/only 1 can be met/,
		],
		[
			"a need is not defined",
			(c) => {
				c.signposts[0].needs = ["urgent"];
			},
			/signposts\/0\/needs\/0$/,
			/no need "urgent"/,
		],
		[
			"a sign names no item",
			(c) => {
				c.signs.urgent[0].item = "danger";
			},
			/signs\/urgent\/0\/item$/,
			/no item "danger"/,
		],
	];
	test.each(slips)("%s", (_what, change, path, says) => {
		const problems = checkContent(changed(change));
		const found = problems.find((it) => path.test(it.path));
		expect(problems.map((it) => it.path).join(" ")).toMatch(
			new RegExp(path.source.replace(/^\^|\$$/g, "")),
		);
		expect(found?.message).toMatch(says);
	});
});

describe("the linter", () => {
	test("finds no dead end in the shipped content", () => {
		expect(deadEnds(content)).toEqual([]);
	});

	test("finds items that can never be asked, and elements that can never be met or never fail", () => {
		const broken = changed((c) => {
			c.checklists[8].items[1].askWhen = {
				op: "all",
				of: [
					yes("distressed"),
					{ op: "answer", item: "distressed", is: ["no"] },
				],
			};
			c.checklists[8].items[1].askWhen.of.push({
				op: "answer",
				item: "under-18",
				is: ["yes"],
			});
			c.packs[0].elements[5].criterion = {
				op: "all",
				of: [yes("unwanted"), { op: "answer", item: "unwanted", is: ["no"] }],
			};
			c.packs[1].elements[1].criterion = {
				op: "any",
				of: [yes("alarmed"), { op: "answer", item: "alarmed", is: ["no"] }],
			};
		});
		expect(deadEnds(broken).map((it) => it.message)).toEqual([
			'"not-wanted" can never be met',
			'"alarm-or-distress" can never fail',
		]);
	});

	test("warns of what was checked over a year before the day given, and not a day sooner", () => {
		expect(staleChecks(content, "2027-11-22")).toEqual([]);
		const stale = staleChecks(content, "2027-11-23");
		expect(stale.length).toBeGreaterThan(70);
		for (const prefix of ["/packs/", "/signs/", "/notes/", "/signposts/"])
			expect(stale.some(({ path }) => path.startsWith(prefix))).toBe(true);
	});

	test("warns of questions that are hard to read, of which there are none", () => {
		expect(hardToRead(content, readingAge)).toEqual([]);
		const hard = changed((c) => {
			c.checklists[0].items[0].text =
				"Notwithstanding any contemporaneous considerations, is immediate physical jeopardy imminent?";
		});
		expect(hardToRead(hard, readingAge).map((it) => it.path)).toEqual([
			"/checklists/0/items/0/text",
		]);
		expect(readingAge("Did it scare you?")).toBeLessThan(9);
	});
});
