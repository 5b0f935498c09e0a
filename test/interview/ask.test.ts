import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answers, Content, Response } from "../../src/content/schema";
import { assess } from "../../src/engine/assess";
import { worthAsking } from "../../src/engine/open-questions";
import { BACK } from "../../src/interview/prompter";
import { resumed } from "../../src/interview/routing";
import { newState, responseOf } from "../../src/interview/state";
import {
	type Answer,
	answersOf,
	anyProfile,
	errorOf,
	ids,
	interviewOf,
	names,
	type Profile,
	profileWith,
	type Shown,
	script,
} from "../support/interview-runs";
import { many } from "../support/random";
import { small as fixture } from "../support/small";

const { words } = content;
const small: Content = {
	...fixture,
	words: { ...words, ...fixture.words } as Content["words"],
};
const by = (said?: Profile["answers"], more?: Partial<Profile>) => answersOf(content, profileWith(content, said, more));
const screen = (shown: Shown[], name: string) => shown.find((it) => it.name === name) as Shown;
/** Those of a part of the questions, by what their heading says. */
const inPart = (shown: Shown[], title: string) => shown.filter(({ prompt }) => prompt.heading?.endsWith(`: ${title}`));
const titleOf = (id: string) => content.checklists.find((it) => it.id === id)?.title as string;
const itemsIn = (id: string) => (content.checklists.find((it) => it.id === id)?.items ?? []).map((item) => item.id);
/** The questions put, each once however many shown it took; follow-ups say no number. */
function questions(shown: Shown[]) {
	return shown.filter(
		({ purpose, prompt }) =>
			["one", "how-often", "tick"].includes(purpose.kind) && prompt.heading?.startsWith("Question "),
	);
}
const numbers = (shown: Shown[]) =>
	questions(shown).map(({ prompt }) => {
		const [, n, m] = /^Question (\d+) of about (\d+)\. Part \d+ of \d+: /.exec(prompt.heading as string) ?? [];
		return [Number(n), Number(m)] as const;
	});

describe("the first screens", () => {
	test("the first questions are danger now, then the place, then how many questions", async () => {
		const { shown } = await interviewOf(content, by());
		expect(names(shown).slice(0, 4)).toEqual([...["one:danger-now", "place", "how-many", "tick:safety"]]);
		expect(shown[0]?.prompt.back).toBe(false);
		expect(shown.slice(1).every(({ prompt }) => prompt.back)).toBe(true);
	});

	test("what is given before the first question is not asked", async () => {
		const given = newState({ place: "scotland", short: false });
		const { shown, response } = await interviewOf(content, by(), given);
		expect(names(shown).slice(0, 2)).toEqual([...["one:danger-now", "tick:safety"]]);
		expect(names(shown)).not.toContain("place");
		expect(names(shown)).not.toContain("how-many");
		expect(response.place).toBe("scotland");
	});

	test("the introduction of a part is shown once, with its first question", async () => {
		const { shown } = await interviewOf(content, by({ "danger-now": null }));
		const intros = content.checklists.flatMap(({ intro }) => intro ?? []);
		for (const intro of intros) {
			const with_ = shown.filter((it) => it.prompt.text?.includes(intro));
			expect(with_.length).toBeLessThanOrEqual(1);
		}
		const { intro } = content.checklists[0] as Content["checklists"][0];
		expect(shown[0]?.prompt.text).toEqual([intro]);
	});

	test("every place is offered, and a skipped place is not asked again", async () => {
		const { shown, state, response } = await interviewOf(content, by());
		expect(ids(screen(shown, "place"))).toEqual([...content.places.map(({ id }) => id), "skip"]);
		expect(names(shown).filter((it) => it === "place")).toHaveLength(1);
		expect(state.place).toBeNull();
		expect(response).not.toHaveProperty("place");
	});

	test("a response keeps for whom it is", () => {
		expect(responseOf(content, newState({ for: "someone-else" }))).toEqual({
			for: "someone-else",
			answers: {},
		});
		expect(responseOf(content, newState())).toEqual({ answers: {} });
	});
});

describe("an answer that there is danger now", () => {
	const danger = { "danger-now": "yes" };

	test("the warning to call 999 follows at once", async () => {
		const { shown } = await interviewOf(content, by(danger));
		expect(names(shown).slice(0, 3)).toEqual([...["one:danger-now", "danger", "place"]]);
		expect(shown[1]?.prompt).toEqual({
			text: words.danger.text,
			back: true,
		});
		expect(shown[1]?.prompt.text?.[0]).toContain("999");
		expect(shown[1]?.choices).toEqual([
			{ id: "goOn", label: words.goOn },
			{ id: "stop", label: words.stop },
		]);
	});

	test("stopping at the warning loses no answer", async () => {
		const state = newState();
		const stops = script(by(danger), ["danger", "stop"]);
		const stopped = await errorOf(interviewOf(content, stops, state));
		expect(stopped).toMatchObject({ code: "stopped", message: words.stopped });
		expect(responseOf(content, state).answers).toEqual(danger);
	});

	test("going back from the warning leads to its question", async () => {
		const answer = script(by(danger), ["danger", BACK], ["one:danger-now", "no"]);
		const { shown, response } = await interviewOf(content, answer);
		expect(names(shown).slice(0, 4)).toEqual([...["one:danger-now", "danger", "one:danger-now", "place"]]);
		expect(shown[2]?.before).toBe("yes");
		expect(response.answers["danger-now"]).toBe("no");
		expect(
			numbers(shown)
				.slice(0, 2)
				.map(([n]) => n),
		).toEqual([1, 1]);
	});

	test.each([["no"], ["not-sure"], ["rather-not-say"], [null]])("%s to danger now shows no warning", async (said) => {
		const { shown } = await interviewOf(content, by({ "danger-now": said }));
		expect(names(shown)).not.toContain("danger");
	});

	test("the same answer again shows the warning again", async () => {
		const answer = script(by(danger), ["place", BACK]);
		const { shown } = await interviewOf(content, answer);
		expect(names(shown).slice(0, 6)).toEqual([
			...["one:danger-now", "danger", "place"],
			...["one:danger-now", "danger", "place"],
		]);
	});
});

describe("a pause before a hard part", () => {
	const hard = content.checklists.filter(({ pause }) => pause);
	const happened = { "unwanted-contact": "more-than-once" };

	test("only hard parts have a pause, before their first question", async () => {
		const { shown } = await interviewOf(content, by(happened));
		const pauses = names(shown).filter((it) => it.startsWith("pause"));
		expect(pauses).toEqual(hard.map(({ id }) => `pause:${id}`));
		for (const { id, pause, title } of hard) {
			const [first] = inPart(shown, title);
			expect(first).toBe(screen(shown, `pause:${id}`));
			expect(first).toMatchObject({
				prompt: { question: pause, back: true },
				before: undefined,
			});
			expect(ids(first)).toEqual(["goOn", "skipPart"]);
		}
	});

	test.each(hard)("a skipped part ($id) is not asked and has no answers", async ({ id, title }) => {
		const skips = by(happened, { skips: [id] });
		const { shown, response } = await interviewOf(content, skips);
		expect(names(inPart(shown, title))).toEqual([`pause:${id}`]);
		for (const item of itemsIn(id)) expect(response.answers).not.toHaveProperty(item);
		expect(response.answers["unwanted-contact"]).toBe("more-than-once");
	});

	test("going back to the pause of a skipped part asks the part after all", async () => {
		const answer = script(
			by({ followed: "once" }),
			["pause:following", "skipPart"],
			["pause:harm", BACK],
			["pause:following", "goOn"],
		);
		const { shown, response } = await interviewOf(content, answer);
		expect(answer.left()).toBe(0);
		const [, second] = shown.filter((it) => it.name === "pause:following");
		expect(second?.before).toBe("skipPart");
		expect(names(inPart(shown, titleOf("following")))).toEqual([
			...["pause:following", "pause:following"],
			...["tick:following", "empty", "how-often:followed"],
		]);
		expect(response.answers.followed).toBe("once");
	});

	test("a part skipped after it was answered keeps its answers", async () => {
		const answer = script(
			by({ followed: "once" }),
			["pause:harm", BACK],
			["how-often:followed", BACK],
			["tick:following", BACK],
			["pause:following", "skipPart"],
		);
		const { shown, response } = await interviewOf(content, answer);
		expect(answer.left()).toBe(0);
		const following = shown.filter((it) => it.name === "pause:following");
		expect(following.map(({ before }) => before)).toEqual([undefined, "goOn"]);
		expect(response.answers.followed).toBe("once");
	});
});

describe("a list to tick", () => {
	const items = itemsIn("following");
	const answersOf = async (...lines: Parameters<typeof script>[1][]) => {
		const answer = script(by(), ...lines);
		const { shown, response } = await interviewOf(content, answer);
		expect(answer.left()).toBe(0);
		const said = items.map((id) => response.answers[id]);
		return { said, shown };
	};
	const all = <T>(value: T) => items.map(() => value);

	test.each([
		["none of them is never", "untickedNone", "never"],
		["rather not say is that", "untickedUnsaid", "rather-not-say"],
		["skipped is nothing at all", "skip", undefined],
	])("%s", async (_, choice, stored) => {
		const none: [string, string[]] = ["tick:following", []];
		const { said } = await answersOf(none, ["empty", choice]);
		expect(said).toEqual(all(stored));
	});

	test('"not sure" applies only to the items chosen', async () => {
		const { said, shown } = await answersOf(
			["tick:following", ["watched-or-spied"]],
			["empty", "untickedUnsure"],
			["unsure", ["waited-elsewhere", "followed"]],
			["how-often:watched-or-spied", "once"],
		);
		expect(Object.fromEntries(items.map((id, i) => [id, said[i]]))).toEqual({
			...Object.fromEntries(items.map((id) => [id, "never"])),
			followed: "not-sure",
			"waited-elsewhere": "not-sure",
			"watched-or-spied": "once",
		});
		expect(ids(screen(shown, "unsure"))).toEqual(items.filter((id) => id !== "watched-or-spied"));
	});

	test("nothing is asked about empty boxes when there are none", async () => {
		const { said, shown } = await answersOf(
			["tick:following", items],
			...items.map((id): [string, string] => [`how-often:${id}`, "once"]),
		);
		expect(said).toEqual(all("once"));
		const part = inPart(shown, titleOf("following"));
		expect(names(part)).not.toContain("empty");
	});

	test("there are four choices for empty boxes", async () => {
		const { shown } = await answersOf();
		expect(screen(shown, "empty").choices.map(({ label }) => label)).toEqual([
			words.untickedNone,
			words.untickedUnsure,
			words.untickedUnsaid,
			words.skip,
		]);
		expect(screen(shown, "tick:following").choices).toEqual(
			content.checklists
				.find(({ id }) => id === "following")
				?.items.map(({ id, label, example }) => ({ id, label, hint: example })),
		);
	});
});

describe("a question about one item", () => {
	test.each([
		["skip", undefined],
		["not-sure", "not-sure"],
		["rather-not-say", "rather-not-say"],
		["no", "no"],
	])("%s is kept as %s", async (choice, stored) => {
		const answer = script(by(), ["one:under-18", choice]);
		const { shown, response } = await interviewOf(content, answer);
		expect(answer.left()).toBe(0);
		expect(response.answers["under-18"]).toBe(stored);
		expect(ids(screen(shown, "one:under-18"))).toEqual([...["yes", "no", "not-sure", "rather-not-say", "skip"]]);
	});

	test("an example is shown with its question", async () => {
		const { shown } = await interviewOf(content, by({ followed: "once" }));
		const item = content.checklists.find(({ id }) => id === "pattern")?.items.find(({ example }) => example);
		const { question } = screen(shown, `one:${item?.id}`).prompt;
		expect(question).toBe(`${item?.text} For example: ${item?.example}.`);
	});
});

describe("how often", () => {
	test("how often is asked of each ticked item, right after the list", async () => {
		const { shown, response } = await interviewOf(
			content,
			by({ followed: "once", "watched-or-spied": "more-than-once" }),
		);
		expect(names(inPart(shown, titleOf("following"))).slice(1)).toEqual([
			...["tick:following", "empty"],
			...["how-often:followed", "how-often:watched-or-spied"],
		]);
		expect(screen(shown, "how-often:followed").before).toBeUndefined();
		expect(ids(screen(shown, "how-often:followed"))).toEqual([
			...["once", "more-than-once", "ten-or-more", "happened", "skip"],
		]);
		expect(response.answers).toMatchObject({
			followed: "once",
			"watched-or-spied": "more-than-once",
		});
	});

	test("skipping how often keeps that it happened", async () => {
		const answer = script(by({ followed: "once" }), ["how-often:followed", "skip"]);
		const { shown, response } = await interviewOf(content, answer);
		expect(response.answers.followed).toBe("happened");
		expect(names(shown)).toContain("one:two-or-more-occasions");
	});

	test("how often is not asked of items that have no count", async () => {
		const { shown } = await interviewOf(content, by({ weapon: "yes" }));
		expect(names(shown).some((it) => it.startsWith("how-often"))).toBe(false);
	});
});

describe("answers and numbers of questions", () => {
	test("every answer is kept, whatever it is", async () => {
		await fc.assert(
			fc.asyncProperty(anyProfile(content), async (anybody) => {
				const person = { ...anybody, short: false };
				const { shown, response, state } = await interviewOf(content, answersOf(content, person));
				const passed = new Set(person.skips.flatMap(itemsIn));
				const said = Object.fromEntries(
					Object.entries(person.answers).filter(([id, answer]) => answer !== null && !passed.has(id)),
				);
				const counted: Answers = responseOf(content, newState({ interview: resumed(said) })).answers;
				expect(response.answers).toEqual(counted);
				expect(response.place).toBe(person.place ?? undefined);
				expect(state.short).toBe(false);
				const put = names(shown).filter(
					(it) => !["empty", "untickedUnsure", "follow-up", "contradiction"].includes(it),
				);
				expect(new Set(put).size).toBe(put.length);
			}),
			{ numRuns: many(15) },
		);
	});

	test("questions are numbered in sequence, never beyond the estimated total", async () => {
		await fc.assert(
			fc.asyncProperty(anyProfile(content), async (person) => {
				const { shown } = await interviewOf(content, answersOf(content, person));
				const all = numbers(shown);
				expect(all.map(([n]) => n)).toEqual(all.map((_, i) => i + 1));
				for (const [n, m] of all) {
					expect(m).toBeGreaterThanOrEqual(n);
					expect(m % 5).toBe(0);
				}
			}),
			{ numRuns: many(15) },
		);
	});

	test("a resumed interview continues the numbers", async () => {
		const given = resumed({ "danger-now": "no", violence: "no" });
		const state = newState({
			interview: given,
			short: false,
			answeredBefore: 4,
		});
		const { shown } = await interviewOf(content, by(), state);
		expect(numbers(shown)[0]?.[0]).toBe(5);
		for (const [n, m] of numbers(shown)) expect(m).toBeGreaterThanOrEqual(n);
	});

	test("only questions are numbered", async () => {
		const { shown } = await interviewOf(content, by({ "danger-now": "yes" }));
		for (const { name, prompt } of shown)
			if (/^(place|how-many|pause|danger|follow-up|contradiction)/.test(name))
				expect(prompt.heading ?? "").not.toContain("Question");
	});
});

describe("a short interview", () => {
	const EMPTY: Answer = answersOf(content, profileWith(content, {}, { short: true }));

	test("a short interview asks no more questions, with the same summary and urgent signs", async () => {
		let fewer = 0;
		await fc.assert(
			fc.asyncProperty(anyProfile(content), async (person) => {
				const of = async (short: boolean) => {
					const { shown, response } = await interviewOf(content, answersOf(content, { ...person, short }));
					const { summary, urgent } = assess(content, response);
					const asked = questions(shown).length;
					return { asked, came: { summary, urgent } };
				};
				const all = await of(false);
				const few = await of(true);
				expect(few.asked).toBeLessThanOrEqual(all.asked);
				expect(few.came).toEqual(all.came);
				if (few.asked < all.asked) fewer++;
			}),
			{ numRuns: many(10) },
		);
		expect(fewer).toBeGreaterThan(0);
	});

	test("a short interview asks about every urgent sign", async () => {
		const { shown } = await interviewOf(content, EMPTY);
		const put = shown.flatMap((it) => (it.purpose.kind === "tick" ? (ids(it) ?? []) : [it.purpose.id]));
		for (const { item } of content.signs.urgent) expect(put).toContain(item);
	});

	test("a short interview is one of two choices", async () => {
		const said = { "unwanted-contact": "more-than-once" };
		const all = await interviewOf(content, by(said));
		const few = await interviewOf(content, by(said, { short: true }));
		expect(few.state.short).toBe(true);
		expect(all.state.short).toBe(false);
		expect(ids(screen(all.shown, "how-many"))).toEqual([...["allQuestions", "fewQuestions"]]);
		expect(names(all.shown)).toContain("tick:daily-life");
		expect(names(few.shown).length).toBeLessThan(names(all.shown).length);
	});
});

describe("follow-ups of an unclear result", () => {
	const unclear: Answers = {
		...{ danger: "no", person: "stranger", followed: "repeated" },
		...{ watched: "never", gifts: "never" },
		...{ scared: "not-sure", unwanted: "yes", relation: "stranger" },
	};
	const state = () => newState({ place: "here", short: false, interview: resumed(unclear) });
	const offered = worthAsking(small, { place: "here", answers: unclear });
	const base = answersOf(small, profileWith(small, { apology: "partner" }));

	test("follow-ups are offered at the end, and show the earlier answer", async () => {
		expect(offered).toEqual(["scared"]);
		const { shown, response } = await interviewOf(
			small,
			script(base, ["follow-up", "goOn"], ["one:scared", "yes"]),
			state(),
		);
		expect(names(shown)).toEqual([...["one:apology", "follow-up", "one:scared"]]);
		const asked = shown.at(-1);
		expect(asked?.before).toBe("not-sure");
		expect(asked?.prompt.heading).toBe("Part 3 of 3: Effects");
		expect(response.answers.scared).toBe("yes");
		expect(ids(shown[1])).toEqual(["goOn", "showResult"]);
	});

	test("declined follow-ups are not offered again", async () => {
		const so = state();
		const { shown, response } = await interviewOf(small, base, so);
		expect(names(shown)).toEqual(["one:apology", "follow-up"]);
		expect(response.answers.scared).toBe("not-sure");
		expect(names((await interviewOf(small, base, so)).shown)).toEqual([]);
	});

	test("a follow-up is asked once, even when the result stays unclear", async () => {
		const { shown } = await interviewOf(
			small,
			script(base, ["follow-up", "goOn"], ["one:scared", "not-sure"]),
			state(),
		);
		expect(names(shown)).toEqual([...["one:apology", "follow-up", "one:scared"]]);
	});

	test("going back from a follow-up leads to the one before, and from the offer to the last question", async () => {
		const back = await interviewOf(
			small,
			script(
				base,
				["one:apology", "partner"],
				["follow-up", BACK],
				["one:apology", "stranger"],
				["follow-up", "goOn"],
				["one:scared", BACK],
				["follow-up", "goOn"],
				["one:scared", "yes"],
			),
			state(),
		);
		expect(names(back.shown)).toEqual([
			...["one:apology", "follow-up", "one:apology", "follow-up"],
			...["one:scared", "follow-up", "one:scared"],
		]);
		expect(back.shown[2]?.before).toBe("partner");
		expect(back.response.answers).toMatchObject({
			apology: "stranger",
			scared: "yes",
		});
	});

	test("several follow-ups are asked in order, back and forth", async () => {
		const open = { ...unclear, scared: null, followed: null };
		const interview = resumed(open);
		for (const id of Object.keys(open)) interview.asked.add(id);
		interview.asked.add("apology").add("relation");
		const so = newState({ place: "here", short: false, interview });
		const worth = worthAsking(small, {
			place: "here",
			answers: interview.given,
		});
		expect(worth.length).toBeGreaterThan(1);
		const [first, second] = worth.map((id) => `one:${id}`) as [string, string];
		const { shown } = await interviewOf(
			small,
			script(
				(it) => (it.name === "follow-up" ? "showResult" : "skip"),
				["follow-up", "goOn"],
				[first, "not-sure"],
				[second, BACK],
				[first, "skip"],
				[second, "skip"],
			),
			so,
		);
		expect(names(shown).slice(0, 5)).toEqual([...["follow-up", first, second, first, second]]);
		expect(shown[3]?.before).toBe("not-sure");
	});
});

describe("answers that contradict each other", () => {
	const answers = { followed: "more-than-once", "two-or-more-occasions": "no" };
	const contradicts = (response: Response) => assess(content, response).contradicts;

	test("contradicting answers are offered for another look before the result", async () => {
		const answer = script(by(answers), ["contradiction", "goOn"], ["one:two-or-more-occasions", "yes"]);
		const { shown, response } = await interviewOf(content, answer);
		expect(contradicts({ answers: { ...response.answers, ...answers } })).toBeDefined();
		expect(names(shown).slice(-3)).toEqual(["contradiction", "one:two-or-more-occasions", "one:followed"]);
		expect(shown.at(-2)?.before).toBe("no");
		expect(contradicts(response)).toBeUndefined();
	});

	test("contradictions that stay, or are not looked at, are not offered again", async () => {
		for (const choice of ["goOn", "showResult"]) {
			const { shown, response } = await interviewOf(content, script(by(answers), ["contradiction", choice]));
			expect(names(shown).filter((it) => it === "contradiction")).toHaveLength(1);
			expect(contradicts(response)).toBeDefined();
		}
	});
});
