import content from "virtual:content";
import { describe, expect, test } from "vitest";
import { checkContent } from "../../src/content/lint";
import { unusedItems } from "../../src/content/review";
import { fileShapes, jsonSchema } from "../../src/content/schema";
import { wordedFor } from "../../src/content/wording";
import { assess } from "../../src/engine/assess";
import { itemsOf } from "../support/random";

const items = itemsOf(content);
const ids = items.map(({ id }) => id);
/** Every text that a person may see. */
const shownTexts = () => {
	const texts: string[] = [];
	const hidden = ["note", "url", "id", "source", "email", "webchat", "hash", "citation", "name", "code"];
	JSON.stringify(content, (key, value) => {
		if (hidden.includes(key)) return undefined;
		if (typeof value === "string" && value.includes(" ")) texts.push(value);
		return value;
	});
	return texts;
};

describe("the content", () => {
	test("has nothing dangling and nothing unused", () => {
		expect(checkContent(content)).toEqual([]);
		expect(unusedItems(content)).toEqual([]);
	});

	test("has exactly the items that others rely on, each with its answer set", () => {
		const frequency =
			"unwanted-contact obscene-contact threatening-contact gifts-or-things-left published-about-you obscene-or-threatening-posts identity-theft false-reports followed waited-at-home-or-work waited-elsewhere watched-or-spied came-to-home-uninvited entered-without-permission monitored-devices-or-accounts damaged-property interfered-with-belongings harmed-pets threatened-children targeted-people-close hurt-you antisocial-behaviour bullied-at-school-or-work something-else feared-violence".split(
				" ",
			);
		const yesNo =
			"danger-now threat-to-kill-or-harm violence weapon talk-of-suicide-or-no-future getting-worse-quickly threat-to-take-children ignored-warning-or-order very-frightened two-or-more-occasions same-person connected unwanted most-people-would-mind ordinary-reason others-targeted-too pressured-to-act distressed alarmed frightened serious-effect each-time-upset moved-or-stayed-away changed-job-or-study sleep-or-health changed-routine added-security changed-phone-or-online saw-people-less changed-childrens-arrangements other-change aimed-at-you knew-private-things acts-as-if-owed gathers-information carried-on-after-blocked used-new-accounts-or-people carried-on-after-warning unusual-effort under-18".split(
				" ",
			);
		const setsOf = (set: string) => items.filter((it) => it.answerSet === set).map(({ id }) => id);
		expect(setsOf("frequency").sort()).toEqual(frequency.sort());
		expect(setsOf("yes-no").sort()).toEqual(yesNo.sort());
		expect(setsOf("yes-no-if-it-came-up")).toEqual(["found-you-after-a-move"]);
		expect(setsOf("relationship")).toEqual(["relationship"]);
	});

	test("has exactly the options that others rely on", () => {
		const options = Object.fromEntries(
			content.answerSets.map((set) => [set.id, set.options.map(({ id }) => id).join(" ")]),
		);
		expect(options).toEqual({
			frequency: "never once more-than-once ten-or-more happened not-sure rather-not-say",
			"yes-no": "yes no not-sure rather-not-say",
			"yes-no-if-it-came-up": "yes no has-not-come-up not-sure rather-not-say",
			relationship:
				"partner ex-partner family friend colleague neighbour acquaintance client-or-patient stranger not-known other rather-not-say",
		});
	});

	test("words every element as a clause that follows a mark", () => {
		for (const whom of [null, "someone-else"] as const)
			for (const { text } of wordedFor(content, whom).packs.flatMap((pack) => pack.elements))
				expect(text).toMatch(/^[a-z].{10,110}[a-z]$/);
	});

	test("asks about every example the leaflet gives", () => {
		const harassment: [example: string, items: string[]][] = [
			["antisocial behaviour", ["antisocial-behaviour"]],
			["bullying at school or in the workplace", ["bullied-at-school-or-work"]],
			["frequent, unwanted communications / gifts", ["unwanted-contact", "gifts-or-things-left"]],
			[
				"telephone calls, text messages or other contact such as via the internet",
				["unwanted-contact", "obscene-contact", "threatening-contact"],
			],
			["damaging property", ["damaged-property"]],
			["harassment of people associated with the person", ["targeted-people-close"]],
		];
		const stalking: [example: string, items: string[]][] = [
			["persistently following", ["followed"]],
			["loitering somewhere frequented by the person", ["waited-elsewhere", "waited-at-home-or-work"]],
			["watching or spying", ["watched-or-spied"]],
			["repeatedly going uninvited to their home", ["came-to-home-uninvited"]],
			["breaking into their home", ["entered-without-permission"]],
			["monitoring use of the internet, email or other communication", ["monitored-devices-or-accounts"]],
			["interfering with their property", ["interfered-with-belongings"]],
			["identity theft", ["identity-theft"]],
			["abusing pets", ["harmed-pets"]],
			["threatening to harm children", ["threatened-children"]],
			["sending letters or unwanted gifts", ["unwanted-contact", "gifts-or-things-left"]],
		];
		expect([harassment.length, stalking.length]).toEqual([6, 11]);
		const counted = (definition: string) =>
			JSON.stringify(
				content.packs
					.find(({ id }) => id === "leaflet")
					?.elements.filter((element) =>
						content.packs
							.flatMap((pack) => pack.definitions)
							.find(({ id }) => id === definition)
							?.routes.some((route) => route.elements.includes(element.id)),
					),
			);
		for (const [list, definition] of [
			[harassment, "leaflet-harassment"],
			[stalking, "leaflet-stalking"],
		] as const)
			for (const [example, mapped] of list)
				for (const id of mapped) {
					expect([example, ids.includes(id)]).toEqual([example, true]);
					expect([example, counted(definition).includes(`"${id}"`)]).toEqual([example, true]);
				}
	});

	test("has urgent signs of every kind, and the danger screen names 999", () => {
		expect(content.signs.urgent.map(({ item }) => item)).toEqual([
			"danger-now",
			"threat-to-kill-or-harm",
			"violence",
			"weapon",
			"talk-of-suicide-or-no-future",
			"getting-worse-quickly",
			"threat-to-take-children",
			"ignored-warning-or-order",
			"very-frightened",
			"hurt-you",
			"entered-without-permission",
			"harmed-pets",
			"threatened-children",
		]);
		expect(content.words.danger.text[0]).toContain("999");
	});

	test("never says what must never be said", () => {
		const forbidden =
			/\b(you are (not )?being (stalked|harassed)|low risk|high risk|risk level|unlikely|you are safe|nothing to worry|all clear|just harassment|not stalking|5 million|100 incidents|(?<!Domestic Violence )hotline|he or she|his|her|she|victim('s)?(?! Support)|perpetrator|confront|per ?cent)\b|%/i;
		for (const text of shownTexts()) expect(forbidden.exec(text)?.[0], text).toBeUndefined();
	});

	test("asks one plain thing at a time", () => {
		for (const { id, text, label } of items) {
			expect([id, text.endsWith("?")]).toEqual([id, true]);
			expect([id, text.split(" ").length <= 25]).toEqual([id, true]);
			expect([id, label.length <= 76]).toEqual([id, true]);
		}
	});

	test("gives every definition and legal note a source with its address and day", () => {
		for (const { source } of content.packs.flatMap((pack) => pack.definitions)) {
			expect(source.url).toMatch(/^https?:/);
			expect(source.checkedOn >= content.checkedOn).toBe(true);
		}
	});
});

describe("signposts", () => {
	const byId = new Map(content.signposts.map((it) => [it.id, it]));

	test("keep every digit of the numbers people call", () => {
		const numbers = Object.fromEntries(
			content.signposts
				.filter(({ phone, text }) => phone.length + text.length > 0)
				.map(({ id, phone, text, whatsapp = [] }) => [
					id,
					[...phone, ...text.map((it) => `text ${it}`), ...whatsapp.map((it) => `WhatsApp ${it}`)].join(", "),
				]),
		);
		expect(numbers).toEqual({
			"emergency-999": "999, 112",
			"emergency-sms": "text 999",
			"relay-18000": "18000",
			"police-101": "101",
			"police-101-relay": "18001 101",
			"police-scotland": "101",
			"british-transport-police": "0800 40 50 40, text 61016",
			crimestoppers: "0800 555 111",
			"national-stalking-helpline": "0808 802 0300",
			paladin: "020 3866 4107",
			"action-against-stalking": "0800 820 2427",
			"west-midlands-stalking-support": "0121 553 0090",
			"veritas-justice": "01273 234773",
			"revenge-porn-helpline": "0345 6000 459",
			"report-fraud": "0300 123 2040",
			"national-domestic-abuse-helpline": "0808 2000 247",
			"mens-advice-line": "0808 801 0327",
			galop: "0800 999 5428",
			"live-fear-free": "0808 80 10 800, text 07860 077333",
			sdafmh: "0800 027 1234, text 07401 288595, WhatsApp 07401 288595",
			"dsa-helpline-ni": "0808 802 1414",
			"karma-nirvana": "0800 5999 247",
			"forced-marriage-unit": "020 7008 0151, 020 7008 1500",
			ncdv: "0800 970 2070, text 60777",
			"rape-crisis-scotland": "0808 801 0302",
			"victim-support": "0808 168 9111",
			"victim-support-scotland": "0800 160 1985",
			acas: "0300 123 1100",
			"national-bullying-helpline": "0300 323 0169",
			childline: "0800 1111",
			nspcc: "0808 800 5000",
			samaritans: "116 123",
			shout: "text 85258",
			"womens-aid-ireland": "1800 341 900",
			"garda-emergency": "999, 112",
			"us-911": "911",
			"us-domestic-violence": "1-800-799-7233, text 88788",
		});
	});

	test("never list a closed service or a hijacked address", () => {
		const all = JSON.stringify(content.signposts);
		for (const bad of [
			"emergencysms.org.uk",
			"emergencysms.net",
			"chat.womensaid",
			"0300 636 0300",
			"0808 802 9999",
			"0808 80 10 100",
		])
			expect(all).not.toContain(bad);
		for (const id of [
			"womens-aid-live-chat",
			"changing-pathways",
			"respond",
			"rspca-petretreat",
			"kidscape",
			"the-mix",
			"victimconnect",
		])
			expect(byId.has(id)).toBe(false);
	});

	test("tell the whole of the Silent Solution wherever they tell any of it", () => {
		const silent = shownTexts().filter((text) => /\b55\b/.test(text) && !/^Silent Solution/.test(text));
		expect(silent.length).toBeGreaterThan(1);
		for (const text of silent) {
			expect(text).toMatch(/mobile/i);
			expect(text).toMatch(/silent|silence/i);
		}
	});
});

test.each(["not-known", "stranger"])(
	"tells somebody who answers %s that the police can look for the person",
	(relationship) => {
		expect(assess(content, { answers: { relationship } }).notes.join(" ")).toContain(
			"You do not have to know who it is.",
		);
		expect(assess(content, { answers: {} }).notes.join(" ")).not.toContain("You do not have to know who it is.");
	},
);

test.each(Object.entries(fileShapes))(
	"the schema of %s stands beside the questions as it is in code",
	async (name, shape) => {
		const schema = `${JSON.stringify(jsonSchema(shape), null, "\t")}\n`;
		await expect(schema).toMatchFileSnapshot(`../../questions/schema/${name}.json`);
	},
);
