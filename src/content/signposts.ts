/** Who can help, and what is said of them. */
import type { Content, Signpost, SignpostShown } from "./schema";

/** In this order. */
const SHOWN = [
	...["id", "name", "for"],
	...["phone", "text", "whatsapp", "url", "webchat", "form", "email", "callBack", "bsl", "welsh"],
	...["hours", "cost", "bill", "remarks"],
] as (keyof SignpostShown)[];

/** What is said of a signpost; the rest is for those who keep the list. */
export function shown(signpost: Signpost): SignpostShown {
	const entries = SHOWN.map((key) => [key, signpost[key]]).filter(([, value]) => value !== undefined);
	return Object.fromEntries(entries);
}

/** The signposts that work in a place, or a nation, and meet a need; without a place, those of every place that we know. */
export function helplines(
	content: Pick<Content, "places" | "signposts">,
	place: string | undefined,
	need?: string,
): SignpostShown[] {
	const home = content.places.filter(({ id, outside }) => (place === undefined ? !outside : id === place));
	const nations = home.length > 0 ? home.flatMap((it) => it.nations) : [place ?? ""];
	return content.signposts
		.filter((signpost) => signpost.nations.some((nation) => nations.includes(nation)))
		.filter((signpost) => need === undefined || signpost.needs.includes(need))
		.map(shown);
}
