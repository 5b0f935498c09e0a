/** Who can help, and what is said of them. */
import type { Content, Signpost, SignpostShown } from "./schema";

/** What is said of a signpost, without what is for those who keep the list. */
export function shown(signpost: Signpost): SignpostShown {
	const { someoneElse, only, nations, needs, brief, checkedOn, checked, source, note, ...rest } = signpost;
	return rest;
}

type Places = Pick<Content, "places" | "signposts">;

/** The signposts that work in a place, or a nation, and meet a need; without a place, those of every place that we know. */
export function helplines(content: Places, place: string | undefined, need?: string): SignpostShown[] {
	return signpostsIn(content, place)
		.filter(({ needs }) => need === undefined || needs.includes(need))
		.map(shown);
}

function signpostsIn(content: Places, place: string | undefined): Signpost[] {
	const nations = nationsOf(content, place);
	return content.signposts.filter((signpost) => signpost.nations.some((nation) => nations.includes(nation)));
}

function nationsOf({ places }: Places, place: string | undefined): string[] {
	const home = places.filter(({ id, outside }) => (place === undefined ? !outside : id === place));
	return home.length > 0 ? home.flatMap((it) => it.nations) : [place ?? ""];
}

/** Signposts under what they are for. */
export type SignpostGroup = { title?: string; signposts: SignpostShown[] };

/** The signposts of a place for a person to read: five to call first, which are there for anybody, and the others by need. */
export function helplineGroups(
	content: Places & Pick<Content, "needs" | "selection"> & { words: Pick<Content["words"], "callFirst"> },
	place: string | undefined,
): SignpostGroup[] {
	const nations = nationsOf(content, place);
	const here = signpostsIn(content, place);
	const workEverywhere = (some: Signpost[]) =>
		nations.every((nation) => some.some((signpost) => signpost.nations.includes(nation)));
	const first = content.selection
		.filter((it) => !it.when && !it.for)
		.map(({ signposts }) => here.filter(({ id, brief }) => brief && signposts.includes(id)))
		.filter(workEverywhere)
		.flatMap((some) => (some.some((it) => workEverywhere([it])) ? some.filter((it) => workEverywhere([it])) : some))
		.slice(0, 5);
	const others = here.filter((it) => !first.includes(it));
	return [
		{ title: content.words.callFirst, signposts: first.map(shown) },
		...content.needs.map(({ id, label }) => ({
			title: label,
			signposts: others.filter(({ needs }) => needs[0] === id).map(shown),
		})),
	].filter(({ signposts }) => signposts.length > 0);
}
