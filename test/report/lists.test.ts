import content from "virtual:content";
import { expect, test } from "vitest";
import { helplineGroups, helplines, shown } from "../../src/content/signposts";
import { NO_COLOURS } from "../../src/platform/colours";
import { numbersText, signpostsText } from "../../src/report/lists";

test("a phone number is never broken in two, even at 40 columns", () => {
	const text = signpostsText([{ signposts: content.signposts.map(shown) }], {
		width: 40,
		...NO_COLOURS,
	});
	for (const { phone, text: numbers, whatsapp = [] } of content.signposts)
		for (const number of [...phone, ...numbers, ...whatsapp]) expect(text).toContain(number);
});

test.each([undefined, ...content.places.map(({ id }) => id), "wales"])(
	"in %s, everybody who can help is told once, and at most five first",
	(place) => {
		const groups = helplineGroups(content, place);
		const ids = groups.flatMap(({ signposts }) => signposts.map(({ id }) => id));
		expect([...ids].sort()).toEqual(
			helplines(content, place)
				.map(({ id }) => id)
				.sort(),
		);
		const first = groups.find(({ title }) => title === content.words.callFirst)?.signposts.map(({ id }) => id) ?? [];
		expect(first.length).toBeLessThanOrEqual(5);
		if (place !== "elsewhere") {
			expect(first.slice(0, 2)).toEqual(["emergency-999", "national-stalking-helpline"]);
			expect(first).toContain(place === "scotland" ? "police-scotland" : "police-101");
			expect(first.includes("police-scotland")).toBe(place === undefined || place === "scotland");
			expect(first).toContain("samaritans");
		} else expect(first[0]).toBe("local-emergency");
		const text = signpostsText(groups, { width: 100, ...NO_COLOURS });
		for (const { title } of groups) expect(text).toContain(`${title}\n`);
	},
);

test.each([40, 80])("in a line each, no number to call first is broken in two at %i columns", (width) => {
	for (const place of ["england-and-wales", "scotland", "northern-ireland", undefined]) {
		const [first] = helplineGroups(content, place);
		if (!first) throw new Error(`nobody to call first in ${place}`);
		const lines = numbersText(content, first, { width, ...NO_COLOURS }).split("\n");
		expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
		for (const { phone } of first.signposts)
			if (phone[0]) expect(lines.some((line) => line.startsWith(`  ${phone[0]}  `))).toBe(true);
	}
});

test("every way to reach somebody is said, with what it costs and what a bill shows", () => {
	const text = signpostsText([{ signposts: content.signposts.map(shown) }], { width: 1000, ...NO_COLOURS });
	for (const { name, email, webchat, form, url, callBack, bsl, welsh, bill } of content.signposts) {
		const its = text.slice(text.indexOf(`  - ${name}\n`)).split("\n\n")[0];
		for (const said of [email, webchat !== url && webchat, form !== url && form, bill])
			if (said) expect(its?.toLowerCase()).toContain(said.toLowerCase());
		if (webchat) expect(its).toMatch(/chat (on|at)/i);
		if (form) expect(its).toMatch(/a form (on|at)/i);
		if (callBack) expect(its).toContain("call back");
		if (bsl) expect(its).toContain("Sign Language");
		if (welsh) expect(its).toContain("Welsh");
	}
});
