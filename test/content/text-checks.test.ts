import content from "virtual:content";
import { describe, expect, test } from "vitest";
import { readingAge } from "../../src/content/reading-age";
import { review } from "../../src/content/review";
import type { Content } from "../../src/content/schema";
import { hardToRead, missingSomeoneElse } from "../../src/content/text-checks";
import { small } from "../support/small";

// biome-ignore lint/suspicious/noExplicitAny: content that is wrong on purpose has no type
type Wrong = any;

/** The content with a change to a copy of it. */
function changed(change: (copy: Wrong) => void): Content {
	const copy = structuredClone(content);
	change(copy);
	return copy;
}
const pathsOf = (problems: { path: string }[]) => problems.map(({ path }) => path);

describe("the linter, of words for somebody who answers for another person,", () => {
	test("finds none missing in the shipped content", () => {
		expect(missingSomeoneElse(content)).toEqual([]);
	});

	const gone: [path: string, change: (copy: Wrong) => void][] = [
		["/checklists/0/items/0/text", (c) => delete c.checklists[0].items[0].someoneElse.text],
		["/checklists/2/items/0/spoken", (c) => delete c.checklists[2].items[0].someoneElse.spoken],
		["/checklists/2/items/0/row", (c) => delete c.checklists[2].items[0].someoneElse.row],
		["/checklists/1/items/0/spokenAgain", (c) => delete c.checklists[1].items[0].someoneElse.spokenAgain],
		["/checklists/0/title", (c) => delete c.checklists[0].someoneElse.title],
		["/packs/1/elements/0/soft/0/text", (c) => delete c.packs[1].elements[0].soft[0].someoneElse],
		["/packs/1/definitions/0/routes/0/text", (c) => delete c.packs[1].definitions[0].routes[0].someoneElse],
		["/packs/1/text", (c) => delete c.packs[1].someoneElse],
		["/signs/urgent/0/text", (c) => delete c.signs.urgent[0].someoneElse],
		["/signposts/0/for", (c) => delete c.signposts[0].someoneElse.for],
		["/words/welcome/2", (c) => delete c.words.someoneElse.welcome],
		["/screens/2/title", (c) => delete c.screens[2].someoneElse],
		["/words/danger/text/2", (c) => delete c.words.danger.someoneElse],
		["/words/report/result/met", (c) => delete c.words.report.someoneElse.result],
		[
			"/answerSets/0/options/0/label",
			(c) => {
				c.answerSets[0].options[0].label = "It never happened to you";
			},
		],
	];
	test.each(gone)("misses %s when it is gone", (path, change) => {
		expect(pathsOf(missingSomeoneElse(changed(change)))).toContain(path);
	});

	test("asks for none where nobody is shown it", () => {
		const hidden = changed((c) => {
			c.selection = [];
			for (const signpost of c.signposts) delete signpost.someoneElse;
			c.notes[0].note = "For you to review.";
			c.checklists[8].items[0].id = "about-you";
		});
		expect(missingSomeoneElse(hidden)).toEqual([]);
	});

	test("warns, and refuses nothing", () => {
		const missing = changed((c) => delete c.packs[1].someoneElse);
		const { errors, warnings } = review(missing, undefined, {
			today: content.checkedOn,
			ageOf: () => 9,
		});
		expect(pathsOf(errors)).toEqual(["cases"]);
		expect(pathsOf(warnings)).toEqual(["/packs/1/text"]);
	});
});

describe("the linter, of what is hard to read,", () => {
	const hard = "Notwithstanding any contemporaneous considerations, is immediate physical jeopardy imminent?";
	const places: [path: string, change: (copy: Wrong) => void][] = [
		[
			"/checklists/0/items/0/someoneElse/text",
			(c) => {
				c.checklists[0].items[0].someoneElse.text = hard;
			},
		],
		[
			"/checklists/0/items/1/label",
			(c) => {
				c.checklists[0].items[1].label = hard;
			},
		],
		[
			"/screens/1/next",
			(c) => {
				c.screens[1].next = hard;
			},
		],
		[
			"/screens/3/someoneElse/question",
			(c) => {
				c.screens[3].someoneElse.question = hard;
			},
		],
		[
			"/words/welcome/0",
			(c) => {
				c.words.welcome = [hard];
			},
		],
		[
			"/words/danger/someoneElse/text/0",
			(c) => {
				c.words.danger.someoneElse.text = [hard];
			},
		],
	];
	test.each(places)("looks at %s", (path, change) => {
		expect(pathsOf(hardToRead(changed(change), readingAge))).toEqual([path]);
	});

	test("tells a text that both are shown once", () => {
		const shared = changed((c) => {
			c.checklists[4].items[0].text = hard;
		});
		expect(pathsOf(hardToRead(shared, readingAge))).toEqual(["/checklists/4/items/0/text"]);
	});
});

describe("a question that is hard to read", () => {
	const hard = (age: string) => [
		{
			path: "/checklists/2/items/1/text",
			message: `takes a reading age of ${age}; the target is 12`,
		},
	];
	test.each([
		[11.9, []],
		[12, []],
		[12.04, []],
		[12.06, hard("12.1")],
		[12.94, hard("12.9")],
		[12.96, hard("13")],
	])("is one for the age of %f, to a tenth of a year", (age, problems) => {
		const ageOf = (text: string) => (text === "Is it unwanted?" ? age : 9);
		expect(hardToRead(small, ageOf)).toStrictEqual(problems);
	});
});
