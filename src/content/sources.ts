/** What in content must be checked again from time to time: the sources, and how to reach those who help. */
import { pointer } from "./json";
import type { Content, Signpost, Source } from "./schema";

/** Something that was checked on a day (yyyy-mm-dd); `path` is a JSON pointer into `Content`. */
export type Check = {
	checkedOn: string;
	what: string;
	/** As they are said; those for text messages begin with "text". */
	numbers: string[];
	/** Of web pages, and of mail. */
	addresses: string[];
	path: string;
};

/** Everything that has such a day, in the order of the content. */
export function checksOf(content: Content): Check[] {
	const checks: Check[] = [];
	const visit = (value: unknown, path: string) => {
		if (typeof value !== "object" || value === null) return;
		if ("checkedOn" in value)
			checks.push(checkOf(value as Source | Signpost, path));
		for (const [key, inner] of Object.entries(value))
			visit(inner, path + pointer(key));
	};
	for (const key of ["packs", "signs", "notes", "signposts"] as const)
		visit(content[key], pointer(key));
	return checks;
}

function checkOf(checked: Source | Signpost, path: string): Check {
	const { checkedOn, url } = checked;
	if (!("phone" in checked))
		return {
			checkedOn,
			what: checked.citation,
			numbers: [],
			addresses: [url],
			path,
		};
	const { name, phone, text, webchat, email, source } = checked;
	const addresses = [url, webchat, email, source].filter(
		(it) => it !== undefined,
	);
	return {
		checkedOn,
		what: name,
		numbers: [...phone, ...text.map((number) => `text ${number}`)],
		addresses: [...new Set(addresses)],
		path,
	};
}
