import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BACK } from "../../src/interview/prompter";
import { type InterviewState, newState } from "../../src/interview/state";
import {
	type Answer,
	answersOf,
	anyProfile,
	ids,
	interviewOf,
	names,
	type Profile,
	profileWith,
	type Shown,
	script,
} from "../support/interview-runs";
import { many } from "../support/random";

const by = (said?: Profile["answers"], more?: Partial<Profile>) => answersOf(content, profileWith(content, said, more));
/** Somebody who is past the first three screens. */
const begun = () => newState({ place: null, short: false });
const screensOf = ({ history }: InterviewState) =>
	history.map((screen) => {
		if (screen.kind === "pause") return `pause ${screen.checklist.id}`;
		if (screen.kind !== "question") return screen.kind;
		const { kind, items } = screen.step;
		return `${kind} ${items.map(({ id }) => id).join()}`;
	});
/** What was put between the first time that one screen was, and the last that another was. */
function between(shown: Shown[], first: string, last: string) {
	const all = names(shown);
	return all.slice(all.indexOf(first), all.lastIndexOf(last) + 1);
}

/** Somebody in two minds, who goes back now and then; each screen is shown what was answered to it before. */
function wandering(people: [Profile, Profile], draws: number[]): Answer {
	const minds = people.map((person) => answersOf(content, person));
	const shown = new Map<string, unknown>();
	let mind = minds[0] as Answer;
	let at = 0;
	return (screen) => {
		const { name, purpose, prompt, before } = screen;
		if (["one", "place", "pause", "how-many"].includes(purpose.kind))
			expect([name, before]).toEqual([name, shown.get(name)]);
		const draw = draws[at++] ?? 5;
		if (prompt.back && draw < 4) return BACK;
		// The list and its empty boxes are answered by the same mind.
		if (!["empty", "unsure"].includes(purpose.kind)) mind = minds[draw % 2] as Answer;
		// How often it happened is known to whichever of them says that it did.
		const answer =
			purpose.kind === "how-often"
				? (minds.map(answeredBy(screen)).find((it) => it !== undefined && it !== "never") ?? BACK)
				: mind(screen);
		shown.set(name, answer);
		return answer;
	};
}

/** What somebody answers to a screen, if they have an answer to it. */
const answeredBy = (screen: Shown) => (mind: Answer) => {
	try {
		return mind(screen);
	} catch {
		return undefined;
	}
};

describe("going back and forth with changed answers", () => {
	const walks = fc.record({
		people: fc.tuple(anyProfile(content), anyProfile(content)),
		draws: fc.array(fc.nat(10), { minLength: 20, maxLength: 120 }),
	});

	test("going back and forth ends with the same response as answering straight away", async () => {
		await fc.assert(
			fc.asyncProperty(walks, async ({ people, draws }) => {
				const [one, other] = people;
				const same = { short: false, skips: one.skips };
				const walked = await interviewOf(
					content,
					wandering(
						[
							{ ...one, ...same },
							{ ...other, ...same },
						],
						draws,
					),
				);
				const { interview, place, history } = walked.state;
				const said = interview.given as Profile["answers"];
				const straight = await interviewOf(
					content,
					answersOf(content, { ...same, place: place ?? null, answers: said }),
				);
				expect(walked.response).toEqual(straight.response);
				const screens = screensOf(walked.state);
				expect(new Set(screens).size).toBe(screens.length);
				expect(walked.state.position).toBe(history.length);
				for (const { prompt } of walked.shown) {
					const [, n, m] = /^Question (\d+) of about (\d+)\./.exec(prompt.heading ?? "") ?? [];
					if (n) expect(Number(m)).toBeGreaterThanOrEqual(Number(n));
				}
			}),
			{ numRuns: many(25) },
		);
	});
});

describe("going back", () => {
	test("only the first screen has no way back", async () => {
		const { shown } = await interviewOf(content, by({ followed: "once" }));
		expect(shown.map(({ prompt }) => prompt.back)).toEqual(shown.map((_, i) => i > 0));
	});

	test("going back shows the screens in reverse, and going on shows them again", async () => {
		const answer = script(
			by({ "unwanted-contact": "once" }),
			["pause:following", BACK],
			["how-often:unwanted-contact", BACK],
			["tick:contact", BACK],
			["tick:safety", BACK],
			["how-many", BACK],
			["place", BACK],
		);
		const { shown } = await interviewOf(content, answer);
		expect(answer.left()).toBe(0);
		const there = ["one:danger-now", "place", "how-many", "tick:safety", "empty"];
		const on = ["tick:contact", "empty", "how-often:unwanted-contact"];
		expect(between(shown, "one:danger-now", "pause:following")).toEqual([
			...[...there, ...on, "pause:following"],
			...["how-often:unwanted-contact", "tick:contact", "tick:safety"],
			...["how-many", "place", ...there, ...on, "pause:following"],
		]);
	});

	test("every kind of screen preselects the earlier answer", async () => {
		const said = {
			"danger-now": "rather-not-say",
			"unwanted-contact": "once",
			"false-reports": "not-sure",
			"identity-theft": "not-sure",
		};
		const answer = script(
			by(said, { place: "scotland" }),
			["pause:following", BACK],
			["how-often:unwanted-contact", BACK],
			["tick:contact", BACK],
			["tick:safety", BACK],
			["how-many", BACK],
			["place", BACK],
		);
		const { shown } = await interviewOf(content, answer);
		const seconds = (name: string) => {
			const all = shown.filter((it) => it.name === name);
			return [all[0]?.before, all[all.length - 1]?.before];
		};
		expect(seconds("one:danger-now")).toEqual([undefined, "rather-not-say"]);
		expect(seconds("place")).toEqual([undefined, "scotland"]);
		expect(seconds("how-many")).toEqual([undefined, "allQuestions"]);
		expect(seconds("tick:safety")).toEqual([[], []]);
		expect(seconds("tick:contact")).toEqual([[], ["unwanted-contact"]]);
		expect(seconds("how-often:unwanted-contact")).toEqual([undefined, "once"]);
		const rests = shown.filter((it) => it.name === "empty").slice(0, 4);
		expect(rests.map(({ before }) => before)).toEqual([...[undefined, undefined, "untickedNone", "untickedUnsure"]]);
		const unsure = shown.filter((it) => it.name === "unsure");
		expect(unsure.map(({ before }) => before)).toEqual([[], ["identity-theft", "false-reports"]]);
	});

	test("skipped questions show as skipped, not as a no", async () => {
		const skips = by({ "danger-now": null });
		const answer = script(
			skips,
			["empty", "skip"],
			["tick:contact", BACK],
			["tick:safety", BACK],
			["how-many", BACK],
			["place", BACK],
		);
		const { shown } = await interviewOf(content, answer);
		expect(answer.left()).toBe(0);
		const [, danger] = shown.filter((it) => it.name === "one:danger-now");
		expect(danger?.before).toBe("skip");
		const places = shown.filter((it) => it.name === "place");
		expect(places[1]?.before).toBe("skip");
		const rests = shown.filter((it) => it.name === "empty");
		expect(rests[1]?.before).toBe("skip");
	});

	test.each([
		["untickedNone", "untickedNone"],
		["untickedUnsaid", "untickedUnsaid"],
		["skip", "skip"],
	])("shows that %s was said of the empty boxes", async (said, before) => {
		const answer = script(by(), ["empty", said], ["tick:contact", BACK]);
		const { shown } = await interviewOf(content, answer, begun());
		const rests = shown.filter((it) => it.name === "empty");
		expect(rests.slice(0, 2).map((it) => it.before)).toEqual([undefined, before]);
	});

	test("empty boxes preselect nothing when the answers differ or an item is new", async () => {
		const answer = script(
			by(),
			["tick:contact", ["unwanted-contact"]],
			["empty", "untickedUnsaid"],
			["how-often:unwanted-contact", "once"],
			["pause:following", BACK],
			["how-often:unwanted-contact", BACK],
			["tick:contact", []],
		);
		const { shown } = await interviewOf(content, answer, begun());
		const [, , second] = shown.filter((it) => it.name === "empty");
		expect(second?.before).toBeUndefined();
	});
});

describe("going back within a list to tick", () => {
	test("from the empty boxes it leads to the list, and from the unsure ones to the empty boxes", async () => {
		const answer = script(
			by({ followed: "once" }),
			["tick:following", ["followed", "waited-elsewhere"]],
			["empty", BACK],
			["tick:following", ["followed"]],
			["empty", "untickedUnsure"],
			["unsure", BACK],
			["empty", "untickedUnsaid"],
		);
		const { shown, response } = await interviewOf(content, answer, begun());
		expect(answer.left()).toBe(0);
		expect(between(shown, "tick:following", "how-often:followed")).toEqual([
			...["tick:following", "empty", "tick:following", "empty"],
			...["unsure", "empty", "how-often:followed"],
		]);
		const ticks = shown.filter((it) => it.name === "tick:following");
		expect(ticks[1]?.before).toEqual(["followed", "waited-elsewhere"]);
		expect(response.answers).toMatchObject({
			followed: "once",
			"waited-elsewhere": "rather-not-say",
		});
	});

	test("leaving the list keeps the earlier answers, not the unfinished ticks", async () => {
		const answer = script(
			by({ "unwanted-contact": "once" }),
			["pause:following", BACK],
			["how-often:unwanted-contact", BACK],
			["tick:contact", ["false-reports"]],
			["empty", BACK],
			["tick:contact", BACK],
		);
		const { shown, response } = await interviewOf(content, answer, begun());
		expect(answer.left()).toBe(0);
		expect(shown.filter((it) => it.name === "tick:contact")[3]?.before).toEqual(["unwanted-contact"]);
		expect(response.answers).toMatchObject({
			"unwanted-contact": "once",
			"false-reports": "never",
		});
	});
});

describe("boxes ticked after going back", () => {
	const contact = (...ticked: string[]): [string, string[]] => ["tick:contact", ticked];
	const back: [string, typeof BACK] = ["pause:following", BACK];

	test("how often is asked right after the list, and earlier ticks are kept", async () => {
		const answer = script(
			by({ "false-reports": "once", "unwanted-contact": "more-than-once" }),
			contact("unwanted-contact"),
			back,
			["how-often:unwanted-contact", BACK],
			contact("unwanted-contact", "false-reports"),
		);
		const { shown, response, state } = await interviewOf(content, answer, begun());
		expect(answer.left()).toBe(0);
		const again = names(shown).lastIndexOf("tick:contact");
		expect(names(shown).slice(again, again + 5)).toEqual([
			...["tick:contact", "empty", "how-often:false-reports"],
			...["how-often:unwanted-contact", "pause:following"],
		]);
		expect(shown[again + 3]?.before).toBe("more-than-once");
		expect(response.answers).toMatchObject({
			"false-reports": "once",
			"unwanted-contact": "more-than-once",
		});
		expect(new Set(screensOf(state)).size).toBe(state.history.length);
	});

	test("an unticked box is not asked how often, and did not happen", async () => {
		const answer = script(
			by({ "unwanted-contact": "more-than-once" }),
			back,
			["how-often:unwanted-contact", BACK],
			contact(),
		);
		const { shown, response } = await interviewOf(content, answer, begun());
		expect(answer.left()).toBe(0);
		expect(response.answers["unwanted-contact"]).toBe("never");
		const again = names(shown).lastIndexOf("tick:contact");
		expect(names(shown).slice(again, again + 3)).toEqual([...["tick:contact", "empty", "pause:following"]]);
	});

	test("a box unticked and ticked again is asked how often once more", async () => {
		const answer = script(
			by({ "unwanted-contact": "more-than-once" }),
			back,
			["how-often:unwanted-contact", BACK],
			contact(),
			back,
			contact("unwanted-contact"),
			["how-often:unwanted-contact", "once"],
		);
		const { shown, response, state } = await interviewOf(content, answer, begun());
		expect(answer.left()).toBe(0);
		const again = names(shown).lastIndexOf("tick:contact");
		expect(names(shown).slice(again, again + 4)).toEqual([
			...["tick:contact", "empty", "how-often:unwanted-contact"],
			"pause:following",
		]);
		expect(shown[again + 2]?.before).toBeUndefined();
		expect(response.answers["unwanted-contact"]).toBe("once");
		expect(new Set(screensOf(state)).size).toBe(state.history.length);
	});

	test("how often is asked also when the next screen in the history is closed", async () => {
		const answer = script(
			by({ "unwanted-contact": "once", "false-reports": "once" }),
			contact("unwanted-contact"),
			back,
			["how-often:unwanted-contact", BACK],
			contact("false-reports"),
		);
		const { shown } = await interviewOf(content, answer, begun());
		const again = names(shown).lastIndexOf("tick:contact");
		expect(names(shown).slice(again, again + 4)).toEqual([
			...["tick:contact", "empty", "how-often:false-reports"],
			"pause:following",
		]);
	});
});

describe("screens closed by a changed answer", () => {
	const happened = { followed: "once", distressed: "yes" };
	/** All the way back from the last question. */
	const toTheTicks: Answer = (screen) => (screen.name === "tick:following" ? [] : BACK);

	test("a closed screen is neither shown nor announced, and its answers do not count", async () => {
		const base = by(happened);
		let way = 0;
		const answer: Answer = (screen) => {
			const { name } = screen;
			if (way === 0 && name === "one:under-18") way = 1;
			if (way === 2 && name === "one:relationship") way = 3;
			if (way === 1 && name === "tick:following") {
				way = 2;
				return [];
			}
			if (way === 3 && name === "tick:harm") {
				way = 4;
				return [];
			}
			if (way === 1 || way === 3) return BACK;
			return name === "empty" ? "untickedNone" : base(screen);
		};
		const { shown, response } = await interviewOf(content, answer);
		expect(way).toBe(4);
		const again = names(shown).lastIndexOf("tick:following");
		expect(names(shown).slice(again)).toEqual([
			...["tick:following", "empty", "pause:harm", "tick:harm", "empty"],
			...["one:relationship", "tick:harm", "empty"],
			...["one:relationship", "one:under-18", "follow-up"],
		]);
		expect(response.answers.followed).toBe("never");
		expect(response.answers).not.toHaveProperty("distressed");
	});

	test("a screen that opens again shows its earlier answers", async () => {
		let forth = 0;
		const base = by(happened);
		const never = by();
		const answer: Answer = (screen) => {
			const minds = [base, toTheTicks, never, toTheTicks, base];
			const turns = ["one:relationship", "tick:following"];
			if (forth < 4 && screen.name === turns[forth % 2]) forth++;
			if (screen.name === "empty") return "untickedNone";
			if (screen.name === "tick:following") return forth === 2 ? [] : ["followed"];
			return (minds[forth] as Answer)(screen);
		};
		const { shown, response, state } = await interviewOf(content, answer);
		const again = names(shown).lastIndexOf("tick:following");
		expect(names(shown).slice(again, again + 3)).toEqual([...["tick:following", "empty", "how-often:followed"]]);
		const last = shown.slice(again);
		const felt = last.find((it) => it.name === "one:distressed");
		expect(felt?.before).toBe("yes");
		expect(response.answers).toMatchObject(happened);
		expect(new Set(screensOf(state)).size).toBe(state.history.length);
		expect(ids(last.find((it) => it.name === "pause:effect"))).toBeDefined();
	});
});
