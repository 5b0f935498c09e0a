import content from "virtual:content";
import { expect, test } from "vitest";
import { shown } from "../../src/content/signposts";
import { NO_COLOURS } from "../../src/platform/colours";
import { signpostsText } from "../../src/report/lists";

test("a phone number is never broken in two, even at 40 columns", () => {
	const text = signpostsText(content.signposts.map(shown), {
		width: 40,
		...NO_COLOURS,
	});
	for (const { phone, text: numbers } of content.signposts)
		for (const number of [...phone, ...numbers]) expect(text).toContain(number);
});
