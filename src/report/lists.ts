/** What can be read without answering anything: who can help, the definitions, and notices about the content. */
import { notices } from "../content/age";
import type { Content, Pack, SignpostShown } from "../content/schema";
import type { SignpostGroup } from "../content/signposts";
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
	for (const text of [...contactLines(signpost), signpost.for, timesAndCost(signpost), signpost.url])
		page.paragraph(text, "    ");
}

/** When it is there, what it costs, and what shows on a bill. */
export function timesAndCost({ hours, cost, bill }: SignpostShown): string {
	return [hours, cost, bill].flatMap((text) => (text === undefined ? [] : `${text.replace(/\.$/, "")}.`)).join(" ");
}

/** "Call 999", "Text 61016": each a line of its own, so that no number is broken in two. The last is for all other ways, with their addresses or without. */
export function contactLines(signpost: SignpostShown, { addresses = true } = {}): string[] {
	const { phone, text, whatsapp = [] } = signpost;
	const numbers: [how: string, numbers: string[]][] = [
		["Call", phone],
		["Text", text],
		["WhatsApp", whatsapp],
	];
	const lines = numbers.flatMap(([how, them]) => (them.length > 0 ? [`${how} ${them.join(" or ")}`] : []));
	const others = otherWays(signpost, addresses).join(", ");
	if (others === "") return lines;
	return [...lines, lines.length > 0 ? `Or: ${others}` : others.replace(/^./, (first) => first.toUpperCase())];
}

function otherWays(signpost: SignpostShown, addresses: boolean): string[] {
	const { url, email, webchat, form, callBack, bsl, welsh } = signpost;
	const found = (what: string, address: string | undefined) => {
		if (address === undefined) return [];
		if (address === url) return [`${what} on the website`];
		return [addresses ? `${what} at ${address}` : what];
	};
	return [
		...(email ? [addresses ? `email ${email}` : "email"] : []),
		...found("chat", webchat),
		...found("a form", form),
		...(callBack ? ["a call back at a safe time"] : []),
		...(bsl ? ["British Sign Language"] : []),
		...(welsh ? ["in Welsh"] : []),
	];
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
