/** What can be read without answering anything: who can help, the definitions, and notices about the content. */
import { notices } from "../content/age";
import type { Content, Pack, SignpostShown } from "../content/schema";
import type { SignpostGroup } from "../content/signposts";
import { joinTexts, type Link, plainText, present, type Text } from "./blocks";
import { Page, type Style } from "./page";

/** Writes signposts with their remarks, under headings. */
export function signpostsText(groups: SignpostGroup[], style: Style): string {
	const page = new Page(style);
	for (const { title, signposts } of groups) {
		if (title !== undefined) page.title(title);
		for (const signpost of signposts) {
			page.gap();
			addSignpost(page, signpost);
			if (signpost.remarks) page.paragraph(signpost.remarks, "    ");
		}
	}
	return page.text();
}

/** Writes a line for each signpost of a group, with its number first. */
export function numbersText(content: Pick<Content, "signposts">, group: SignpostGroup, style: Style): string {
	const page = new Page(style);
	page.title(group.title ?? "");
	for (const { id, name, phone, text } of group.signposts) {
		const brief = content.signposts.find((it) => it.id === id)?.brief;
		const number = phone[0] ?? text[0] ?? "";
		page.row(["", number, brief ? `${brief.name}, ${brief.about}` : name], [0, 13]);
	}
	return page.text();
}

/** Adds a signpost: how to reach it, who it is for, its hours and cost. */
export function addSignpost(page: Page, signpost: SignpostShown) {
	page.bullet(signpost.name, page.style.heading);
	for (const text of [...signpostLines(signpost), signpost.url]) page.paragraph(plainText(text), "    ");
}

/**
 * "Call 999", "Text 61016": each a line of its own, so that no number is broken in two. Then all other ways, who it is for and,
 * in one line, when it is there, what it costs and what shows on a bill.
 */
export function signpostLines(signpost: SignpostShown): Text[] {
	const { phone, text, whatsapp = [], hours, cost, bill } = signpost;
	const numbers = Object.entries({ Call: phone, Text: text, WhatsApp: whatsapp })
		.filter(([, them]) => them.length > 0)
		.map(([how, them]) => `${how} ${them.join(" or ")}`);
	const [first, ...others] = joinTexts(otherWays(signpost), ", ");
	const start = numbers.length > 0 ? `Or: ${first}` : `${first}`.replace(/^./, (letter) => letter.toUpperCase());
	const terms = [hours, cost, bill].flatMap((it) => (it === undefined ? [] : `${it.replace(/\.$/, "")}.`));
	return [...numbers, ...(first === undefined ? [] : [[start, ...others]]), signpost.for, terms.join(" ")];
}

function otherWays({ url, email, webchat, form, callBack, bsl, welsh }: SignpostShown): Text[] {
	const at = (what: string, address: string): Text =>
		address === url ? `${what} on the website` : [`${what} at `, link(address)];
	return present<Text>([
		email !== undefined && ["email ", { text: email, href: `mailto:${email}` }],
		webchat !== undefined && at("chat", webchat),
		form !== undefined && at("a form", form),
		callBack && "a call back at a safe time",
		bsl && "British Sign Language",
		welsh && "in Welsh",
	]);
}

/** Links an address. */
export function link(address: string): Link {
	return { text: address, href: address };
}

/** The text of an element, or its id where the pack has none. */
export function elementText(pack: Pack, id: string): string {
	return pack.elements.find((element) => element.id === id)?.text ?? id;
}

/** Writes the notices about the content, with an empty line after each; empty when there is none. */
export function noticesText(content: Content, style: Style): string {
	const page = new Page(style);
	for (const text of notices(content)) {
		page.paragraph(text);
		page.gap();
	}
	return page.text();
}

/** Writes definitions with their elements in plain words, their sources, and the days they were checked. */
export function definitionsText(packs: Pack[], style: Style): string {
	const page = new Page(style);
	for (const pack of packs) {
		page.heading(pack.name);
		page.paragraph(pack.text);
		for (const definition of pack.definitions) {
			page.title(`${definition.name} (${definition.id})`);
			page.paragraph(definition.text);
			for (const route of definition.routes) {
				if (definition.routes.length > 1) page.paragraph(route.text);
				page.paragraph("All of these:");
				for (const id of route.elements) page.bullet(elementText(pack, id));
			}
			for (const { citation, url, checkedOn } of [definition.source, ...(definition.furtherSources ?? [])]) {
				page.paragraph(`${citation}. Checked ${checkedOn}.`, "  ");
				page.paragraph(url, "  ");
			}
		}
	}
	return page.text();
}
