/** What in content must be checked again from time to time: legal sources, and how to reach those who help. */
import { isOld } from "./age";
import type { PackCoverage } from "./coverage";
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
	/** Present when nobody has read it. */
	unread?: true;
	/** A JSON pointer into `Content`. */
	path: string;
};

/** What has sources. The coverage of the packs is read apart from their content. */
type Sourced = Pick<Content, "packs" | "signs" | "notes" | "signposts"> & { coverage?: PackCoverage[] };

/** Every source and signpost, in the order of the content. */
export function sourcesOf(content: Sourced): CheckedSource[] {
	const sources: CheckedSource[] = [];
	const visit = (value: unknown, path: string) => {
		if (typeof value !== "object" || value === null) return;
		if ("checkedOn" in value) sources.push({ ...reached(value as Source | Signpost), path });
		for (const [key, inner] of Object.entries(value)) visit(inner, path + pointer(key));
	};
	for (const key of ["packs", "coverage", "signs", "notes", "signposts"] as const) visit(content[key], pointer(key));
	return sources;
}

/** The sources of the law, one for each section and address; changes to look out for come first, then by name. */
export function lawSources(sources: CheckedSource[], today: string) {
	const groups = new Map<string, CheckedSource[]>();
	for (const source of sources) {
		const key = JSON.stringify([source.what, source.addresses]);
		groups.set(key, [...(groups.get(key) ?? []), source]);
	}
	const { compare } = new Intl.Collator("en", { numeric: true });
	return [...groups.values()]
		.map((group) => ({
			citation: group[0]?.what ?? "",
			url: group[0]?.addresses[0] ?? "",
			/** The earliest day on which it was read for any of `paths` (yyyy-mm-dd). */
			checkedOn: group.map(({ checkedOn }) => checkedOn).sort()[0] ?? "",
			/** Whether that is too long ago for one of them. */
			due: group.some((source) => isOld(source.checkedOn, today, monthsToRecheck(source))),
			/** Whether it is a change to look out for. */
			upcoming: group.some(isUpcoming),
			/** Present when nobody has read it. */
			...(group.some(({ unread }) => unread) && { unread: true }),
			/** What cites it. */
			paths: group.map(({ path }) => path),
		}))
		.sort(
			(a, b) => Number(b.upcoming) - Number(a.upcoming) || compare(a.citation, b.citation) || compare(a.url, b.url),
		);
}

export type LawSource = ReturnType<typeof lawSources>[number];

/** Numbers, and the state of a change of the law, change sooner than the law. */
export function monthsToRecheck(source: CheckedSource): 3 | 12 {
	return source.numbers.length > 0 || isUpcoming(source) ? 3 : 12;
}

function isUpcoming({ path }: CheckedSource): boolean {
	return /\/upcoming\/\d+$/.test(path);
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
