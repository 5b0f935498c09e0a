import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newSitting, type Sitting } from "../../src/interview/ask";
import { BACK } from "../../src/interview/prompter";
import { many } from "../support/random";
import {
	type Answer,
	answering,
	anyPerson,
	ids,
	names,
	type Person,
	type Screen,
	saying,
	script,
	sit,
} from "../support/sittings";

const by = (said?: Person["said"], more?: Partial<Person>) =>
	answering(content, saying(content, said, more));
/** Somebody who is past the first three screens. */
const begun = () => newSitting({ place: null, short: false });
const stopsOf = ({ trail }: Sitting) =>
	trail.map((stop) => {
		if (stop.kind === "pause") return `pause ${stop.checklist.id}`;
		if (stop.kind !== "step") return stop.kind;
		const { kind, items } = stop.step;
		return `${kind} ${items.map(({ id }) => id).join()}`;
	});
/** What was put between the first time that one screen was, and the last that another was. */
function between(screens: Screen[], first: string, last: string) {
	const all = names(screens);
	return all.slice(all.indexOf(first), all.lastIndexOf(last) + 1);
}

/** Somebody in two minds, who goes back now and then; each screen is shown what was answered to it before. */
function wandering(people: [Person, Person], draws: number[]): Answer {
	const minds = people.map((person) => answering(content, person));
	const shown = new Map<string, unknown>();
	let mind = minds[0] as Answer;
	let at = 0;
	return (screen) => {
		const { name, about, question, before } = screen;
		if (["one", "place", "pause", "how-many"].includes(about.kind))
			expect([name, before]).toEqual([name, shown.get(name)]);
		const draw = draws[at++] ?? 5;
		if (question.back && draw < 4) return BACK;
		// The screens of one part's ticks are answered in one mind.
		if (!["rest", "unsure"].includes(about.kind))
			mind = minds[draw % 2] as Answer;
		// How often it happened is known to whichever of them says that it did.
		const answer =
			about.kind === "how-often"
				? (minds
						.map(answeredBy(screen))
						.find((it) => it !== undefined && it !== "never") ?? BACK)
				: mind(screen);
		shown.set(name, answer);
		return answer;
	};
}

/** What somebody answers to a screen, if they have an answer to it. */
const answeredBy = (screen: Screen) => (mind: Answer) => {
	try {
		return mind(screen);
	} catch {
		return undefined;
	}
};

describe("somebody who goes back and forth, and changes their mind", () => {
	const walks = fc.record({
		people: fc.tuple(anyPerson(content), anyPerson(content)),
		draws: fc.array(fc.nat(10), { minLength: 20, maxLength: 120 }),
	});

	test("ends with what they would have answered straight away, and loses and makes up nothing", async () => {
		await fc.assert(
			fc.asyncProperty(walks, async ({ people, draws }) => {
				const [one, other] = people;
				const same = { short: false, skips: one.skips };
				const walked = await sit(
					content,
					wandering(
						[
							{ ...one, ...same },
							{ ...other, ...same },
						],
						draws,
					),
				);
				const { interview, place, trail } = walked.sitting;
				const said = interview.given as Person["said"];
				const straight = await sit(
					content,
					answering(content, { ...same, place: place ?? null, said }),
				);
				expect(walked.response).toEqual(straight.response);
				const stops = stopsOf(walked.sitting);
				expect(new Set(stops).size).toBe(stops.length);
				expect(walked.sitting.at).toBe(trail.length);
				for (const { question } of walked.screens) {
					const [, n, m] =
						/^Question (\d+) of about (\d+)\./.exec(question.heading ?? "") ??
						[];
					if (n) expect(Number(m)).toBeGreaterThanOrEqual(Number(n));
				}
			}),
			{ numRuns: many(25) },
		);
	});
});

describe("back", () => {
	test("is not offered at the first question, and is at every other", async () => {
		const { screens } = await sit(content, by({ followed: "once" }));
		expect(screens.map(({ question }) => question.back)).toEqual(
			screens.map((_, i) => i > 0),
		);
	});

	test("goes through the screens in the order in which they were put, and forth again without asking anew", async () => {
		const answer = script(
			by({ "unwanted-contact": "once" }),
			["pause:following", BACK],
			["how-often:unwanted-contact", BACK],
			["tick:contact", BACK],
			["tick:safety", BACK],
			["how-many", BACK],
			["place", BACK],
		);
		const { screens } = await sit(content, answer);
		expect(answer.left()).toBe(0);
		const there = [
			"one:danger-now",
			"place",
			"how-many",
			"tick:safety",
			"rest",
		];
		const on = ["tick:contact", "rest", "how-often:unwanted-contact"];
		expect(between(screens, "one:danger-now", "pause:following")).toEqual([
			...[...there, ...on, "pause:following"],
			...["how-often:unwanted-contact", "tick:contact", "tick:safety"],
			...["how-many", "place", ...there, ...on, "pause:following"],
		]);
	});

	test("shows what was answered, as chosen already, on every kind of screen", async () => {
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
		const { screens } = await sit(content, answer);
		const seconds = (name: string) => {
			const all = screens.filter((it) => it.name === name);
			return [all[0]?.before, all[all.length - 1]?.before];
		};
		expect(seconds("one:danger-now")).toEqual([undefined, "rather-not-say"]);
		expect(seconds("place")).toEqual([undefined, "scotland"]);
		expect(seconds("how-many")).toEqual([undefined, "all"]);
		expect(seconds("tick:safety")).toEqual([[], []]);
		expect(seconds("tick:contact")).toEqual([[], ["unwanted-contact"]]);
		expect(seconds("how-often:unwanted-contact")).toEqual([undefined, "once"]);
		const rests = screens.filter((it) => it.name === "rest").slice(0, 4);
		expect(rests.map(({ before }) => before)).toEqual([
			...[undefined, undefined, "none", "unsure"],
		]);
		const unsure = screens.filter((it) => it.name === "unsure");
		expect(unsure.map(({ before }) => before)).toEqual([
			[],
			["identity-theft", "false-reports"],
		]);
	});

	test("shows what was skipped as skipped, and not as a no", async () => {
		const skips = by({ "danger-now": null });
		const answer = script(
			skips,
			["rest", "skip"],
			["tick:contact", BACK],
			["tick:safety", BACK],
			["how-many", BACK],
			["place", BACK],
		);
		const { screens } = await sit(content, answer);
		expect(answer.left()).toBe(0);
		const [, danger] = screens.filter((it) => it.name === "one:danger-now");
		expect(danger?.before).toBe("skip");
		const places = screens.filter((it) => it.name === "place");
		expect(places[1]?.before).toBe("skip");
		const rests = screens.filter((it) => it.name === "rest");
		expect(rests[1]?.before).toBe("skip");
	});

	test.each([
		["none", "none"],
		["unsaid", "unsaid"],
		["skip", "skip"],
	])("shows that %s was said of the empty boxes", async (said, before) => {
		const answer = script(by(), ["rest", said], ["tick:contact", BACK]);
		const { screens } = await sit(content, answer, begun());
		const rests = screens.filter((it) => it.name === "rest");
		expect(rests.slice(0, 2).map((it) => it.before)).toEqual([
			undefined,
			before,
		]);
	});

	test("says nothing of the empty boxes when they say different things, or one is new", async () => {
		const answer = script(
			by(),
			["tick:contact", ["unwanted-contact"]],
			["rest", "unsaid"],
			["how-often:unwanted-contact", "once"],
			["pause:following", BACK],
			["how-often:unwanted-contact", BACK],
			["tick:contact", []],
		);
		const { screens } = await sit(content, answer, begun());
		const [, , second] = screens.filter((it) => it.name === "rest");
		expect(second?.before).toBeUndefined();
	});
});

describe("back within the screens of what is ticked", () => {
	test("leads from what is left empty to the ticks as they are now, and from the unsure ones to what is left empty", async () => {
		const answer = script(
			by({ followed: "once" }),
			["tick:following", ["followed", "waited-elsewhere"]],
			["rest", BACK],
			["tick:following", ["followed"]],
			["rest", "unsure"],
			["unsure", BACK],
			["rest", "unsaid"],
		);
		const { screens, response } = await sit(content, answer, begun());
		expect(answer.left()).toBe(0);
		expect(between(screens, "tick:following", "how-often:followed")).toEqual([
			...["tick:following", "rest", "tick:following", "rest"],
			...["unsure", "rest", "how-often:followed"],
		]);
		const ticks = screens.filter((it) => it.name === "tick:following");
		expect(ticks[1]?.before).toEqual(["followed", "waited-elsewhere"]);
		expect(response.answers).toMatchObject({
			followed: "once",
			"waited-elsewhere": "rather-not-say",
		});
	});

	test("to the question before keeps what was answered before, and not the ticks that were not finished", async () => {
		const answer = script(
			by({ "unwanted-contact": "once" }),
			["pause:following", BACK],
			["how-often:unwanted-contact", BACK],
			["tick:contact", ["false-reports"]],
			["rest", BACK],
			["tick:contact", BACK],
		);
		const { screens, response } = await sit(content, answer, begun());
		expect(answer.left()).toBe(0);
		expect(
			screens.filter((it) => it.name === "tick:contact")[3]?.before,
		).toEqual(["unwanted-contact"]);
		expect(response.answers).toMatchObject({
			"unwanted-contact": "once",
			"false-reports": "never",
		});
	});
});

describe("what somebody ticks after going back", () => {
	const contact = (...ticked: string[]): [string, string[]] => [
		"tick:contact",
		ticked,
	];
	const back: [string, typeof BACK] = ["pause:following", BACK];

	test("is asked how often right away, before what was asked after it; what was ticked already is not lost", async () => {
		const answer = script(
			by({ "false-reports": "once", "unwanted-contact": "more-than-once" }),
			contact("unwanted-contact"),
			back,
			["how-often:unwanted-contact", BACK],
			contact("unwanted-contact", "false-reports"),
		);
		const { screens, response, sitting } = await sit(content, answer, begun());
		expect(answer.left()).toBe(0);
		const again = names(screens).lastIndexOf("tick:contact");
		expect(names(screens).slice(again, again + 5)).toEqual([
			...["tick:contact", "rest", "how-often:false-reports"],
			...["how-often:unwanted-contact", "pause:following"],
		]);
		expect(screens[again + 3]?.before).toBe("more-than-once");
		expect(response.answers).toMatchObject({
			"false-reports": "once",
			"unwanted-contact": "more-than-once",
		});
		expect(new Set(stopsOf(sitting)).size).toBe(sitting.trail.length);
	});

	test("and then unticks is not asked about, and did not happen", async () => {
		const answer = script(
			by({ "unwanted-contact": "more-than-once" }),
			back,
			["how-often:unwanted-contact", BACK],
			contact(),
		);
		const { screens, response } = await sit(content, answer, begun());
		expect(answer.left()).toBe(0);
		expect(response.answers["unwanted-contact"]).toBe("never");
		const again = names(screens).lastIndexOf("tick:contact");
		expect(names(screens).slice(again, again + 3)).toEqual([
			...["tick:contact", "rest", "pause:following"],
		]);
	});

	test("and unticks, and ticks again, is asked how often again, once", async () => {
		const answer = script(
			by({ "unwanted-contact": "more-than-once" }),
			back,
			["how-often:unwanted-contact", BACK],
			contact(),
			back,
			contact("unwanted-contact"),
			["how-often:unwanted-contact", "once"],
		);
		const { screens, response, sitting } = await sit(content, answer, begun());
		expect(answer.left()).toBe(0);
		const again = names(screens).lastIndexOf("tick:contact");
		expect(names(screens).slice(again, again + 4)).toEqual([
			...["tick:contact", "rest", "how-often:unwanted-contact"],
			"pause:following",
		]);
		expect(screens[again + 2]?.before).toBeUndefined();
		expect(response.answers["unwanted-contact"]).toBe("once");
		expect(new Set(stopsOf(sitting)).size).toBe(sitting.trail.length);
	});

	test("is asked how often also when the screen before that was put was closed", async () => {
		const answer = script(
			by({ "unwanted-contact": "once", "false-reports": "once" }),
			contact("unwanted-contact"),
			back,
			["how-often:unwanted-contact", BACK],
			contact("false-reports"),
		);
		const { screens } = await sit(content, answer, begun());
		const again = names(screens).lastIndexOf("tick:contact");
		expect(names(screens).slice(again, again + 4)).toEqual([
			...["tick:contact", "rest", "how-often:false-reports"],
			"pause:following",
		]);
	});
});

describe("what is closed by an answer that was changed", () => {
	const happened = { followed: "once", distressed: "yes" };
	/** All the way back from the last question. */
	const toTheTicks: Answer = (screen) =>
		screen.name === "tick:following" ? [] : BACK;

	test("is not put again, nor gone back to, nor announced; its answers do not count", async () => {
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
			return name === "rest" ? "none" : base(screen);
		};
		const { screens, response } = await sit(content, answer);
		expect(way).toBe(4);
		const again = names(screens).lastIndexOf("tick:following");
		expect(names(screens).slice(again)).toEqual([
			...["tick:following", "rest", "pause:harm", "tick:harm", "rest"],
			...["one:relationship", "tick:harm", "rest"],
			...["one:relationship", "one:under-18", "follow-up"],
		]);
		expect(response.answers.followed).toBe("never");
		expect(response.answers).not.toHaveProperty("distressed");
	});

	test("comes back with its answers when the answer is changed again", async () => {
		let forth = 0;
		const base = by(happened);
		const never = by();
		const answer: Answer = (screen) => {
			const minds = [base, toTheTicks, never, toTheTicks, base];
			const turns = ["one:relationship", "tick:following"];
			if (forth < 4 && screen.name === turns[forth % 2]) forth++;
			if (screen.name === "rest") return "none";
			if (screen.name === "tick:following")
				return forth === 2 ? [] : ["followed"];
			return (minds[forth] as Answer)(screen);
		};
		const { screens, response, sitting } = await sit(content, answer);
		const again = names(screens).lastIndexOf("tick:following");
		expect(names(screens).slice(again, again + 3)).toEqual([
			...["tick:following", "rest", "how-often:followed"],
		]);
		const last = screens.slice(again);
		const felt = last.find((it) => it.name === "one:distressed");
		expect(felt?.before).toBe("yes");
		expect(response.answers).toMatchObject(happened);
		expect(new Set(stopsOf(sitting)).size).toBe(sitting.trail.length);
		expect(ids(last.find((it) => it.name === "pause:effect"))).toBeDefined();
	});
});
