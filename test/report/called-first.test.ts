import content from "virtual:content";
import { describe, expect, test } from "vitest";
import type { Answers } from "../../src/content/schema";
import { assess } from "../../src/engine/assess";
import { NO_COLOURS } from "../../src/platform/colours";
import { answerPages } from "../../src/report/answer-pages";
import { createContext } from "../../src/report/context";
import { reportText } from "../../src/report/text";

/** The services whose numbers are on the first screen of an answer, in order. */
function onFirstScreen(place: string | undefined, answers: Answers): string[] {
	const response = { place, answers };
	const assessment = assess(content, response);
	const context = createContext({ content, response, assessment }, false);
	const [page = ""] = answerPages(context, { ...NO_COLOURS, width: 79 }, 22);
	const lines = page.split("\n").map((line) => line.trim());
	const shown = assessment.signposts.map(({ id }) => id);
	const young = content.words.report.young.signpost;
	const named = content.signposts.filter(({ id }) => shown.includes(id) || id === young);
	return lines.flatMap((line) => named.find(({ brief }) => line.startsWith(`${brief?.name}  `))?.id ?? []);
}

const partner = { relationship: "ex-partner", followed: "more-than-once", unwanted: "yes", distressed: "yes" };
const stranger = { ...partner, relationship: "stranger" };

describe("whose number is on the first screen", () => {
	test.each<[string, string | undefined, Answers, string]>([
		[
			"the line for men beside the one that is for women only",
			"england",
			{ ...partner, "under-18": "no" },
			"national-stalking-helpline police-101 national-domestic-abuse-helpline mens-advice-line",
		],
		[
			"only the line of Wales, which is for anybody",
			"wales",
			{ ...partner, "under-18": "no" },
			"national-stalking-helpline police-101 live-fear-free",
		],
		[
			"only the line of Scotland, which is for anybody",
			"scotland",
			{ ...partner, "under-18": "no" },
			"national-stalking-helpline police-scotland sdafmh",
		],
		[
			"only the line of Northern Ireland, which is for anybody",
			"northern-ireland",
			{ ...partner, "under-18": "no" },
			"national-stalking-helpline police-101 dsa-helpline-ni",
		],
		["somebody at any hour", "england", stranger, "national-stalking-helpline police-101 victim-support childline"],
		[
			"no line for women or men where it is a child",
			"england",
			{ ...partner, "under-18": "yes" },
			"national-stalking-helpline police-101 victim-support childline",
		],
	])("%s (%s)", (_, place, answers, expected) => {
		expect(onFirstScreen(place, answers)).toEqual(expected.split(" "));
	});

	test("is one that is for women or men only where its words say so", () => {
		for (const { for: whom, only } of content.signposts) {
			const said = /^For (women|men)\b/.exec(whom)?.[1];
			expect([whom, only]).toEqual([whom, said]);
		}
	});
});

describe("where a place has no helpline", () => {
	const reportOf = (nations: string[]) => {
		const jersey = { id: "jersey", name: "Jersey", nations };
		const signposts = content.signposts.map((it) =>
			it.id === "emergency-999" ? { ...it, nations: [...it.nations, "jersey"] } : it,
		);
		const small = { ...content, places: [...content.places, jersey], signposts };
		const response = { place: "jersey", answers: { "danger-now": "yes" } };
		const assessment = assess(small, response);
		return reportText({ content: small, response, assessment }, { ...NO_COLOURS, width: 79 });
	};

	test("whom to call is the emergency number", () => {
		expect(reportOf(["jersey"])).toMatch(/\nWHO TO CALL\n.*999/);
	});

	test("nobody is announced where there is nobody", () => {
		expect(reportOf(["sark"])).not.toMatch(/who to call/i);
	});
});
