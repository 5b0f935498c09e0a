/** What in content must be checked again from time to time: legal sources, and how to reach those who help. */
import { pointer } from "./json";
import type { Content, HowChecked, Signpost, Source } from "./schema";

/** A source or a signpost with the day on which it was last checked (yyyy-mm-dd). */
export type CheckedSource = {
	checkedOn: string;
	/** How, where it is known. */
	checked?: HowChecked;
	what: string;
	/** As they are said; those for text messages begin with "text". */
	numbers: string[];
	/** Of web pages, and of mail. */
	addresses: string[];
	/** A JSON pointer into `Content`. */
	path: string;
};

/** Every source and signpost, in the order of the content. */
export function sourcesOf(content: Pick<Content, "packs" | "signs" | "notes" | "signposts">): CheckedSource[] {
	const sources: CheckedSource[] = [];
	const visit = (value: unknown, path: string) => {
		if (typeof value !== "object" || value === null) return;
		if ("checkedOn" in value) sources.push({ ...reached(value as Source | Signpost), path });
		for (const [key, inner] of Object.entries(value)) visit(inner, path + pointer(key));
	};
	for (const key of ["packs", "signs", "notes", "signposts"] as const) visit(content[key], pointer(key));
	return sources;
}

function reached(source: Source | Signpost): Omit<CheckedSource, "path"> {
	const { checkedOn, url } = source;
	if (!("phone" in source)) return { checkedOn, what: source.citation, numbers: [], addresses: [url] };
	const { checked, name, phone, text, whatsapp = [], webchat, form, email } = source;
	const addresses = [url, webchat, form, email, source.source].filter((address) => address !== undefined);
	return {
		...{ checkedOn, checked, what: name },
		numbers: [...phone, ...text.map((number) => `text ${number}`), ...whatsapp.map((number) => `WhatsApp ${number}`)],
		addresses: [...new Set(addresses)],
	};
}
