import content from "virtual:content";
import { expect, test } from "vitest";
import { readCases } from "../../src/content/load";
import { checkCase } from "../../src/content/review";
import type { Content, Pack } from "../../src/content/schema";
import { prove } from "../../src/engine/prove";

const cases = (await readCases("test/cases")).map((it) => it.case);

// biome-ignore lint/suspicious/noExplicitAny: the places where content is changed have every shape there is
type Node = any;
type Path = (string | number)[];
type Change = [where: Path, what: string, change: (copy: Node) => void];

/** Every way to break one thing in the law of the content: an operator, a threshold, a soft factor, a list. */
function changes(): Change[] {
	const found: Change[] = [];
	const at = (copy: Node, path: (string | number)[]) => path.reduce((node, key) => node[key], copy);
	const condition = (node: Node, path: (string | number)[]) => {
		const add = (what: string, change: (node: Node, parent: Node) => void) => {
			found.push([path, what, (copy) => change(at(copy, path), at(copy, path.slice(0, -1)))]);
		};
		const last = path.at(-1) as string | number;
		if (node.op === "any" || node.op === "all") {
			if (node.of.length > 1)
				add("any for all, or all for any", (it) => {
					it.op = it.op === "any" ? "all" : "any";
				});
		}
		if (node.op === "at-least") {
			add("one fewer", (it) => {
				it.count--;
			});
			add("one more", (it) => {
				it.count++;
			});
		}
		if (node.op === "answer")
			add("the other answer", (it) => {
				it.is = it.is[0] === "yes" ? ["no"] : ["yes"];
			});
		if (node.op === "occasions") {
			if (!node.confirmedBy)
				add("once for twice, or twice for once", (it) => {
					it.atLeast = 3 - it.atLeast;
				});
			else
				add("nobody's word", (it) => {
					delete it.confirmedBy;
				});
			node.items.forEach((id: string, i: number) => {
				if (node.items.length > 1)
					add(`without ${id}`, (it) => {
						it.items.splice(i, 1);
					});
			});
			node.mayCount?.forEach((group: Node, g: number) => {
				add("may count counts", (it) => {
					it.items.push(...it.mayCount[g].items);
					it.mayCount.splice(g, 1);
					if (it.mayCount.length === 0) delete it.mayCount;
				});
				if (group.unless) {
					add("whatever most people think", (it) => {
						delete it.mayCount[g].unless;
					});
				}
			});
		}
		node.of?.forEach((part: Node, i: number) => {
			if (node.of.length > 1)
				add(`without part ${i}`, (it) => {
					it.of.splice(i, 1);
					if (it.count > it.of.length) it.count = it.of.length;
				});
			condition(part, [...path, "of", i]);
		});
		if (typeof last === "string" && last === "confirmedBy") return;
		if (node.confirmedBy) condition(node.confirmedBy, [...path, "confirmedBy"]);
	};
	content.packs.forEach((pack, p) => {
		pack.elements.forEach((element, e) => {
			const path = ["packs", p, "elements", e];
			if (element.criterion) condition(element.criterion, [...path, "criterion"]);
			element.soft?.forEach((soft, s) => {
				const where = [...path, "soft", s];
				condition(soft.criterion, [...where, "criterion"]);
				found.push([
					where,
					"no such soft factor",
					(copy) => {
						at(copy, path).soft.splice(s, 1);
					},
				]);
				found.push([
					where,
					"softens otherwise",
					(copy) => {
						const it = at(copy, where);
						it.softensWhen = it.softensWhen === "not-met" ? "not-met-or-unclear" : "not-met";
					},
				]);
			});
		});
		pack.definitions.forEach((definition, d) => {
			definition.routes.forEach((route, r) => {
				const path = ["packs", p, "definitions", d, "routes", r];
				if (route.atMost)
					found.push([
						path,
						"no limit",
						(copy) => {
							delete at(copy, path).atMost;
						},
					]);
				if (definition.routes.length > 1)
					found.push([
						path,
						"no such route",
						(copy) => {
							at(copy, path.slice(0, -1)).splice(r, 1);
						},
					]);
				route.elements.forEach((id, i) => {
					if (route.elements.length > 1)
						found.push([
							path,
							`without ${id}`,
							(copy) => {
								at(copy, path).elements.splice(i, 1);
							},
						]);
				});
			});
		});
	});
	return found;
}

/** Changes that say the same thing, so that nothing could notice them. */
const SAME = [
	// Examples of the leaflet reach unclear at most, whoever says that there were two occasions.
	"leaflet/elements/example-acts/criterion/confirmedBy: without part 1",
	"leaflet/elements/harassment-example-acts/criterion/confirmedBy: without part 1",
	// One act of the kind beside others is softened to unclear, and by itself it is no course of conduct.
	"england-and-wales/elements/acts-of-stalking/criterion: once for twice, or twice for once",
	// One act that may count is softened to unclear, because it is not two that count.
	"england-and-wales/elements/acts-of-stalking/criterion: may count counts",
	// Whoever feared violence twice was frightened.
	"england-and-wales/definitions/ew-fear-of-violence/routes/against-you: without alarm-or-distress",
];

/** A path with ids in place of indices where there are ids. */
function named(where: (string | number)[]): string {
	let node: Node = content;
	const steps = where.map((key) => {
		node = node[key];
		return node?.id ?? key;
	});
	return steps.slice(1).join("/");
}

/** What a pack depends on: itself, and the packs of what its definitions mean for others. */
function around(pack: Pack): Pack[] {
	const meant = pack.definitions.flatMap(({ implies = [] }) => implies.map(({ definition }) => definition));
	return content.packs.filter(
		(other) => other.id === pack.id || other.definitions.some(({ id }) => meant.includes(id)),
	);
}

test("breaking one thing in the law makes a case or the proof fail", () => {
	const all = changes();
	const unnoticed: string[] = [];
	for (const [p, pack] of content.packs.entries()) {
		const packs = around(pack);
		const ids = new Set(packs.flatMap(({ definitions }) => definitions.map(({ id }) => id)));
		const about = cases
			.map(({ name, why, response, expect }) => ({
				...{ name, why, response },
				expect: Object.fromEntries(Object.entries(expect).filter(([id]) => ids.has(id))),
			}))
			.filter(({ expect }) => Object.keys(expect).length > 0);
		for (const [where, what, change] of all.filter(([at]) => at[1] === p)) {
			const whole = structuredClone({ packs: content.packs });
			change(whole);
			const broken = whole.packs.filter((_, i) => packs.includes(content.packs[i] as Pack));
			if (JSON.stringify(broken) === JSON.stringify(packs)) throw new Error(`${named(where)}: ${what} changes nothing`);
			const copy: Content = { ...content, packs: broken };
			const killer = about.findIndex((it) => checkCase(copy, it).length > 0);
			// What noticed one change often notices the next: it goes first.
			if (killer >= 0) about.unshift(...about.splice(killer, 1));
			else if (prove(copy).failures.length === 0) unnoticed.push(`${named(where)}: ${what}`);
		}
	}
	expect(unnoticed).toEqual(SAME);
	expect(all.length).toBeGreaterThan(300);
}, 300_000);
