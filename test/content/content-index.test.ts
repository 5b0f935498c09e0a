import content from "virtual:content";
import { expect, test } from "vitest";
import { contentIndex } from "../../src/content/content-index";

test("every item and definition is found by its id", () => {
	const { items, definitions } = contentIndex(content);
	expect(items.get("followed")).toMatchObject({
		item: { id: "followed" },
		answerSet: { id: "frequency" },
		checklist: { id: "following" },
	});
	expect(definitions.get("ew-stalking")).toMatchObject({
		definition: { id: "ew-stalking" },
		pack: { id: "england-and-wales" },
	});
});

test("the index of a content object is built once", () => {
	expect(contentIndex(content)).toBe(contentIndex(content));
	expect(contentIndex({ ...content })).not.toBe(contentIndex(content));
});
