/** Invented people of whom reports are recorded. */
import content from "virtual:content";
import type { Answers, Response } from "../../src/content/schema";

const nothingElse: Answers = Object.fromEntries(
	content.checklists
		.filter(({ behaviours }) => behaviours)
		.flatMap(({ items }) => items.map(({ id }) => [id, "never"])),
);

export const people = {
	/** A former partner who calls, texts and waits outside work. */
	"former-partner": {
		place: "england-and-wales",
		answers: {
			...nothingElse,
			"danger-now": "no",
			"getting-worse-quickly": "yes",
			"very-frightened": "yes",
			"unwanted-contact": "ten-or-more",
			"threatening-contact": "once",
			"waited-at-home-or-work": "more-than-once",
			"two-or-more-occasions": "yes",
			unwanted: "yes",
			distressed: "yes",
			alarmed: "yes",
			frightened: "yes",
			"feared-violence": "once",
			"serious-effect": "yes",
			"most-people-would-mind": "yes",
			relationship: "ex-partner",
			"sleep-or-health": "yes",
			"changed-routine": "yes",
		},
	},
	/** One terrifying night. */
	"one-night": {
		place: "england-and-wales",
		answers: {
			...nothingElse,
			"threat-to-kill-or-harm": "yes",
			"very-frightened": "yes",
			"came-to-home-uninvited": "once",
			"entered-without-permission": "once",
			"threatening-contact": "once",
			"two-or-more-occasions": "no",
			unwanted: "yes",
			alarmed: "yes",
			"under-18": "no",
		},
	},
	/** Not sure of anything. */
	"not-sure": {
		answers: Object.fromEntries(content.checklists.flatMap(({ items }) => items.map(({ id }) => [id, "not-sure"]))),
	},
} satisfies Record<string, Response>;
