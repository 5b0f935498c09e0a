import content from "virtual:content";
import { describe, expect, test } from "vitest";
import type {
	Answers,
	Condition,
	Content,
	Element,
	Response,
	Result,
} from "../../src/content/schema";
import { assess } from "../../src/engine/assess";
import { nodesOf } from "../../src/engine/diagram";
import { Meaning } from "../../src/engine/meaning";
import { prove } from "../../src/engine/prove";
import { oracle } from "../support/oracle";
import { itemsOf, many } from "../support/random";

const items = itemsOf(content);

/** The content with one pack instead of its own, of one definition. */
function having(elements: Element[], extra: object = {}): Content {
	const [pack] = content.packs as [Content["packs"][number]];
	const source = {
		citation: "Made up",
		url: "https://example.org",
		checkedOn: "2026-11-22",
	};
	return {
		...content,
		packs: [
			{
				...pack,
				elements,
				definitions: [
					{
						id: "made-up",
						kind: "harassment",
						name: "Made up",
						text: "Made up.",
						routes: [
							{
								id: "only",
								text: "Only.",
								elements: elements.map(({ id }) => id),
							},
						],
						source,
						...extra,
					},
				],
			},
		],
	};
}
const yes = (item: string): Condition => ({ op: "answer", item, is: ["yes"] });
const no = (item: string): Condition => ({ op: "answer", item, is: ["no"] });
const element = (criterion: Condition, id = "it"): Element => ({
	id,
	text: "It",
	criterion,
});

describe("the shipped definitions", () => {
	let proof: ReturnType<typeof prove> | undefined;
	/** Proved once, by the first test that asks: not on import, which would cost every other test its time. */
	const proved = () => {
		proof ??= prove(content);
		return proof;
	};

	test("are proved, all of them", () => {
		const proof = proved();
		expect(proof.failures).toEqual([]);
		expect(proof.proofs.map((it) => it.definition)).toEqual(
			content.packs.flatMap((pack) => pack.definitions.map(({ id }) => id)),
		);
	});

	test("each have a smallest response for every result, and the engine agrees", () => {
		for (const { definition, witnesses } of proved().proofs) {
			expect(Object.keys(witnesses).sort()).toEqual([
				"met",
				"not-met",
				"unclear",
			]);
			for (const [result, answers] of Object.entries(witnesses)) {
				const verdict = assess(content, { answers }).verdicts.find(
					(it) => it.definition === definition,
				);
				expect([definition, verdict?.result]).toEqual([definition, result]);
				for (const id of Object.keys(answers)) {
					const { [id]: _, ...less } = answers;
					const weaker = assess(content, { answers: less }).verdicts.find(
						(it) => it.definition === definition,
					);
					expect([definition, result, id, weaker?.result]).not.toEqual([
						definition,
						result,
						id,
						result,
					]);
				}
			}
		}
	});
});

describe("a definition that misbehaves is found out, with the smallest answers that show it", () => {
	const failing: [
		what: string,
		content: Content,
		message: RegExp,
		answers: Answers,
	][] = [
		[
			"can never be met",
			having([
				element({ op: "all", of: [yes("distressed"), no("distressed")] }),
			]),
			/can never be met/,
			{},
		],
		[
			"can never fail",
			having([
				element({ op: "any", of: [yes("distressed"), no("distressed")] }),
			]),
			/can never be not-met/,
			{},
		],
		[
			"is settled by nothing",
			having([
				{
					id: "it",
					text: "It",
					soft: [
						{
							criterion: yes("distressed"),
							softensWhen: "not-met",
							text: "So.",
						},
					],
				},
			]),
			/is met with nothing answered/,
			{},
		],
		[
			"is weakened by worse",
			having([element(no("distressed"))]),
			/is weakened by more or worse/,
			{},
		],
		[
			"is weakened by more",
			having([element({ op: "answer", item: "followed", is: ["once"] })]),
			/is weakened by more or worse/,
			{},
		],
		[
			"does not carry what it says it carries",
			(() => {
				const it = having([
					element(yes("distressed"), "one"),
					element(yes("alarmed"), "two"),
				]);
				const [pack] = it.packs as [Content["packs"][number]];
				const [definition] = pack.definitions as [
					(typeof pack.definitions)[number],
				];
				const one = {
					...definition,
					id: "lesser",
					routes: [{ id: "only", text: "Only.", elements: ["one"] }],
					implies: [{ definition: "made-up", atLeast: "met" as const }],
				};
				return { ...it, packs: [{ ...pack, definitions: [definition, one] }] };
			})(),
			/is met where "made-up" is less than met/,
			{ distressed: "yes" },
		],
	];
	test.each(failing)("one that %s", (_what, broken, message, answers) => {
		const { failures } = prove(broken);
		const found = failures.find((it) => message.test(it.message));
		expect(failures.map((it) => it.message).join("; ")).toMatch(message);
		expect(found?.answers).toEqual(answers);
	});
});

describe("what a definition means over all answers", () => {
	test("is what the engine says, wherever one looks", () => {
		const random = mulberry32(7);
		const meaning = new Meaning(content, {});
		const diagrams = content.packs.flatMap((pack) =>
			pack.definitions.map(
				(definition) =>
					[definition.id, meaning.definition(pack, definition)] as const,
			),
		);
		for (let n = 0; n < many(3_000); n++) {
			const rate = random();
			const values = meaning.variables.map(({ values }) =>
				random() < rate ? 0 : Math.floor(random() * values.length),
			);
			const answers: Answers = {};
			values.forEach((value, index) => {
				const { item, values } = meaning.variables[
					index
				] as (typeof meaning.variables)[number];
				answers[item] = values[value]?.answer ?? null;
			});
			const weighed = new Map(
				assess(content, { answers }).verdicts.map((it) => [
					it.definition,
					it.result,
				]),
			);
			for (const [id, diagram] of diagrams) {
				let node = diagram;
				while ("kids" in node)
					node = node.kids[values[node.variable] as number] as typeof node;
				if (node.value !== weighed.get(id))
					expect([id, answers, node.value]).toEqual([
						id,
						answers,
						weighed.get(id),
					]);
			}
		}
		expect(diagrams.every(([, diagram]) => nodesOf(diagram).length > 10)).toBe(
			true,
		);
	}, 60_000);
});

describe("brute force", () => {
	test("a plain, slow evaluator agrees on 100,000 random responses over the real content", () => {
		const random = mulberry32(2026);
		const seen: Record<string, Set<Result>> = {};
		const differences: unknown[] = [];
		for (let n = 0; n < many(100_000); n++) {
			const response = randomResponse(random);
			const expected = oracle(response) as Record<string, Result>;
			for (const { definition, result } of assess(content, response).verdicts) {
				if (result !== expected[definition])
					differences.push({
						definition,
						result,
						expected: expected[definition],
						response,
					});
				let results = seen[definition];
				if (!results) {
					results = new Set();
					seen[definition] = results;
				}
				results.add(result);
			}
		}
		expect(differences.slice(0, 3)).toEqual([]);
		if (many(100) < 100) return;
		for (const [definition, results] of Object.entries(seen))
			expect([definition, results.size]).toEqual([definition, 3]);
	}, 300_000);

	test("small packs agree on every response there is", () => {
		const counted = ["followed", "harmed-pets"];
		const others = items
			.filter((it) => it.behaviour && !counted.includes(it.id))
			.map(({ id }) => id);
		const often = having([
			{
				...element({
					op: "occasions",
					atLeast: 2,
					items: counted,
					mayCount: [{ items: ["something-else"], unless: yes("unwanted") }],
					confirmedBy: yes("two-or-more-occasions"),
				}),
				soft: [
					{ criterion: yes("connected"), softensWhen: "not-met", text: "So." },
				],
			},
		]);
		const changed = having([
			{
				...element({ op: "at-least", count: 2, of: changes.map(yes) }),
				soft: [
					{
						criterion: yes("most-people-would-mind"),
						softensWhen: "not-met-or-unclear",
						text: "So.",
					},
				],
			},
		]);
		const frequency = ["never", "once", "more-than-once", "happened", null];
		const answer = ["yes", "no", null];
		let count = 0;
		const same = (small: Content, answers: Answers, want: Result) => {
			count++;
			const got = assess(small, { answers }).verdicts[0]?.result;
			if (got !== want) expect([answers, got]).toEqual([answers, want]);
		};
		for (const [followed, pets, other] of product(frequency, 3))
			for (const elsewhere of ["never", null])
				for (const [word, connected, unwanted] of product(answer, 3)) {
					const answers: Answers = {
						...Object.fromEntries(others.map((id) => [id, elsewhere])),
						followed: followed ?? null,
						"harmed-pets": pets ?? null,
						"something-else": other ?? null,
						"two-or-more-occasions": word ?? null,
						connected: connected ?? null,
						unwanted: unwanted ?? null,
					};
					same(often, answers, oftenByHand(answers, elsewhere === null));
				}
		for (const [mind, a, b, c] of product(answer, 4)) {
			const answers: Answers = {
				"most-people-would-mind": mind ?? null,
				"added-security": a ?? null,
				"saw-people-less": b ?? null,
				"other-change": c ?? null,
			};
			same(changed, answers, changedByHand(answers));
		}
		expect(count).toBe(5 ** 3 * 2 * 3 ** 3 + 3 ** 4);
	}, 60_000);
});

const changes = ["added-security", "saw-people-less", "other-change"];

/** Two occasions by hand, from the words; shares nothing with the engine. */
function oftenByHand(answers: Answers, elsewhereOpen: boolean): Result {
	const bounds: Record<string, [number, number]> = {
		never: [0, 0],
		once: [1, 1],
		"more-than-once": [2, 9],
		happened: [1, 9],
	};
	const range = (id: string) => bounds[answers[id] as string] ?? [0, 9];
	const [f, p, s] = [
		range("followed"),
		range("harmed-pets"),
		range("something-else"),
	];
	const weakLow = answers.unwanted === "yes" ? s[0] : 0;
	const low = f[0] + p[0] + weakLow;
	const high = f[1] + p[1] + s[1];
	const word = answers["two-or-more-occasions"];
	let often: Result;
	if (word === "no") often = low >= 2 ? "unclear" : "not-met";
	else if (f[0] >= 2 || p[0] >= 2 || weakLow >= 2) often = "met";
	else if (low >= 2) often = word === "yes" ? "met" : "unclear";
	else if (low >= 1 && word === "yes" && !elsewhereOpen)
		often = high >= 2 ? "met" : "unclear";
	else often = high < 2 ? "not-met" : "unclear";
	return often === "met" && answers.connected === "no" ? "unclear" : often;
}

/** Two of three changes by hand, unclear unless most people would mind. */
function changedByHand(answers: Answers): Result {
	const said = changes.map((id) => answers[id]);
	const yeses = said.filter((it) => it === "yes").length;
	const open = said.filter((it) => it === null).length;
	if (yeses + open < 2) return "not-met";
	if (yeses < 2) return "unclear";
	return answers["most-people-would-mind"] === "yes" ? "met" : "unclear";
}

function* product<T>(of: T[], length: number): Generator<T[]> {
	if (length === 0) return yield [];
	for (const rest of product(of, length - 1))
		for (const one of of) yield [one, ...rest];
}

function randomResponse(random: () => number): Response {
	const happened = [0.02, 0.1, 0.4, 0.9][Math.floor(random() * 4)] as number;
	const open = [0, 0.05, 0.3][Math.floor(random() * 3)] as number;
	const answers: Answers = {};
	for (const { id, set } of items) {
		const known = set.options.filter((o) => !o.unknown).map((o) => o.id);
		const unknown = set.options.filter((o) => o.unknown).map((o) => o.id);
		const pick = <T>(list: T[]) =>
			list[Math.floor(random() * list.length)] as T;
		if (random() < open) {
			if (random() < 0.5) answers[id] = pick([...unknown, null]);
		} else if (random() < happened)
			answers[id] = pick<string | number>([
				...known,
				...(set.counts ? [1, 2, 9] : []),
			]);
		else answers[id] = set.ticks?.unticked ?? pick(known);
	}
	return { answers };
}

function mulberry32(seed: number): () => number {
	let a = seed;
	return () => {
		a = (a + 0x6d2b79f5) | 0;
		let t = Math.imul(a ^ (a >>> 15), 1 | a);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}
