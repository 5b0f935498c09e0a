/**
 * The result in plain words, for people and scripts alike: a line for each kind, and what to say to somebody who can help.
 * Runs for every response of a batch, so whatever does not depend on the answers is gathered when content is compiled.
 */
import type { Assessment, Content, Kind, Option, Result } from "../content/schema";
import type { CompiledPack } from "./compile";
import { countsTowards, type Outcome } from "./evaluator";

type ReportWords = Content["words"]["report"];

/** Something to be said aloud when the answer to `item` is a yes. */
type Spoken = {
	item: string;
	/** An act follows "has", a feeling "I am"; signs and effects are sentences. */
	as: "act" | "sign" | "feeling" | "effect";
	text: string;
	/** What is said of an act that happened more than once. */
	again?: string | undefined;
	/** An urgent act is named before others. */
	urgent?: true | undefined;
	/** By option: how often it happened, at least; 1 for a yes. */
	least: { [option: string]: number };
};

export type PlainWords = {
	fits: ReportWords["fits"];
	readOut: ReportWords["readOut"];
	spoken: Spoken[];
	/** Who it is, by the answer to `item`. */
	who: { item: string; texts: { [option: string]: string } };
	/** The answers that say it was all one event. */
	oneEvent: { item: string; is: string[] };
};

/** Gathers the words of some content. */
export function compileWords({ checklists, answerSets, signs, words }: Content): PlainWords {
	const sets = new Map(answerSets.map((set) => [set.id, set]));
	const urgent = new Set(signs.urgent.map(({ item }) => item));
	const { fits, readOut, oneEvent } = words.report;
	const who: PlainWords["who"] = { item: "", texts: {} };
	const spoken: Spoken[] = [];
	for (const { behaviours, items } of checklists)
		for (const { id, answerSet, feeling, spoken: sentence, spokenAgain: again } of items) {
			const { options = [], counts, ticks } = sets.get(answerSet) ?? {};
			for (const option of options) {
				if (option.spoken === undefined) continue;
				who.item = id;
				who.texts[option.id] = option.spoken;
			}
			const text = feeling ?? sentence;
			if (text === undefined) continue;
			const times = ({ id, occasions }: Option) => (counts ? (occasions?.[0] ?? 0) : Number(id === ticks?.ticked));
			spoken.push({
				item: id,
				as: behaviours ? "act" : feeling ? "feeling" : urgent.has(id) ? "sign" : "effect",
				text,
				again,
				urgent: (behaviours && urgent.has(id)) || undefined,
				least: Object.fromEntries(options.filter(times).map((option) => [option.id, times(option)])),
			});
		}
	return { fits, readOut, spoken, who, oneEvent: { item: oneEvent.item, is: oneEvent.is } };
}

/** How answers fit a definition; `may` where some part of it is shown and the result is unclear. */
export type Fit = Result | "may";

/** From the best to the least. */
const FITS: Fit[] = ["met", "may", "unclear", "not-met"];

/** What a line of the headline names, in this order: a law, something else that describes stalking, a graver offence. */
type Named = { name: string; fit: Fit; rank: 0 | 1 | 2 };

/** Writes a line for each kind, the law before what is not law. The fits are those of all definitions of the packs. */
export function headline({ fits }: PlainWords, packs: CompiledPack[], found: Fit[]): Assessment["headline"] {
	const line = (kind: Kind) => {
		const named = namedFits(fits, packs, found, kind);
		const laws = named.filter(({ rank }) => rank === 0);
		const isSame = laws.length > 1 && laws.every(({ fit }) => fit === laws[0]?.fit);
		const sentences: string[] = [];
		for (const fit of FITS) {
			const hasNone = fit === "unclear" || fit === "not-met";
			const names = named.filter((it) => it.fit === fit && !(isSame && it.rank === 0)).map(({ name }) => name);
			if (isSame && laws[0]?.fit === fit) names.unshift(hasNone ? fits.anyPlace : fits.everyPlace);
			const start = sentences.length === 0 ? fits[fit] : fits.also[fit];
			if (names.length > 0) sentences.push(`${start} ${listed(names, hasNone ? " or" : ", and")}.`);
		}
		return sentences.join(" ");
	};
	return { harassment: line("harassment"), stalking: line("stalking") };
}

/** How answers fit each pack that counts. A graver offence is named if they may fit it and there is one law only. */
function namedFits(fits: PlainWords["fits"], packs: CompiledPack[], found: Fit[], kind: Kind): Named[] {
	const isOneLaw = packs.filter(({ place }) => place !== undefined).length === 1;
	const definitions = packs.flatMap((pack) => pack.definitions);
	const fitOf = new Map(definitions.map((definition, i) => [definition, found[i] as Fit]));
	const named = packs.flatMap(({ name, place, inSummary, definitions }): Named[] => {
		if (!inSummary) return [];
		const counted = definitions.filter((it) => it.graver === undefined && countsTowards(it, kind));
		const fit = FITS.find((fit) => counted.some((it) => fitOf.get(it) === fit)) ?? "not-met";
		const rank = place === undefined ? 1 : 0;
		const graver = definitions.findLast((it) => it.graver !== undefined && it.kind === kind);
		const graverFit = graver && fitOf.get(graver);
		if (!isOneLaw || (graverFit !== "met" && graverFit !== "may")) return [{ name, fit, rank }];
		if (graverFit === fit) return [{ name: `${name}, ${fits.withGraver} (${graver?.graver})`, fit, rank }];
		return [
			{ name, fit, rank },
			{ name: `${fits.graver} (${graver?.graver})`, fit: graverFit, rank: 2 },
		];
	});
	// A graver offence is last, or it would seem to be in what is named after it.
	return named.sort((a, b) => a.rank - b.rank);
}

/** "the law of Scotland, of Northern Ireland, and the police leaflet". */
function listed(names: string[], conjunction: string): string {
	const [first = "", ...rest] = names.map((name, i) => (i > 0 ? name.replace(/^the law (?=of )/, "") : name));
	const last = rest.pop();
	return last === undefined ? first : `${[first, ...rest].join(", ")}${conjunction} ${last}`;
}

/** How answers fit the definition of a verdict. `isShown` says whether they show an element. */
export function fitOf({ result, route }: Outcome["verdicts"][number], isShown: (element: number) => boolean): Fit {
	if (result !== "unclear") return result;
	return route.elements.some(isShown) ? "may" : "unclear";
}

/** "a, b and c". Intl.ListFormat would add half of the start-up time. */
export function joined(parts: string[]): string {
	const last = parts.at(-1) ?? "";
	return parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${last}` : last;
}

/** How much to say. `counted` are items that may have happened more often than the number given. */
export type ReadOutOptions = { acts?: number; sentences?: number; counted?: ReadonlySet<string> };

/** The answer to an item. */
export type AnswerOf = (item: string) => string | number | null | undefined;

/** Writes what to say to somebody who can help, from the answers alone. There are always some words. */
export function readOut(
	{ readOut: words, spoken, who, oneEvent }: PlainWords,
	answerOf: AnswerOf,
	{ acts: most = 6, sentences: mostSentences = 6, counted }: ReadOutOptions = {},
): string {
	const acts: { again: string; text: string; times: number; urgent: boolean; vague: boolean; item: string }[] = [];
	const said: Record<"sign" | "feeling" | "effect", string[]> = { sign: [], feeling: [], effect: [] };
	for (const { item, as, text, again = text, urgent = false, least } of spoken) {
		const answer = answerOf(item);
		const times = typeof answer === "number" ? answer : (least[answer ?? ""] ?? 0);
		if (times === 0) continue;
		if (as === "act") acts.push({ again, text, times, urgent, vague: typeof answer !== "number", item });
		else said[as].push(text);
	}
	const signs = said.sign.slice(0, mostSentences);
	const feelings = said.feeling.filter((feeling) => !signs.some((sign) => sign.includes(feeling)));
	const sentences = [
		...inPairs(signs),
		...(feelings.length > 0 && signs.length < mostSentences ? [`${words.feel} ${joined(feelings)}.`] : []),
		...inPairs(said.effect.slice(0, Math.max(0, mostSentences - signs.length - 1))),
	];
	if (acts.length + Object.values(said).flat().length === 0) return words.unsure;
	const isOneEvent = oneEvent.is.includes(String(answerOf(oneEvent.item)));
	const repeated = acts.some(({ times }) => times > 1) || (!isOneEvent && acts.length > 1);
	const end = repeated ? words.pattern : isOneEvent ? words.report : words.help;
	const first = acts.length > 0 ? whatHappened() : words.happening;
	return [...(words.intro ? [words.intro] : []), first, ...sentences, end].join(" ");

	function whatHappened(): string {
		const chosen = [...acts]
			.sort((a, b) => Number(b.urgent) - Number(a.urgent) || b.times - a.times)
			.slice(0, acts.length === most + 1 ? acts.length : most);
		const keeps = chosen.filter(({ times, vague }) => vague && times > 1);
		const counts = chosen.filter(({ times, vague }) => !vague && times > 1);
		const rest = chosen.filter(({ times }) => times === 1).map(({ text }) => text);
		const more = acts.length > chosen.length ? [words.otherThings] : [];
		const parts = [
			...counts.map(({ text, times, item }) => {
				const count = times === 2 ? words.twice : `${times} ${words.times}`;
				return `${words.has} ${text}, ${counted?.has(item) ? `${words.atLeast} ${count}` : count}`;
			}),
			...keeps.map(({ again, times }) => (times >= 10 ? `${again}, ${words.tenTimes}` : again)),
			...(rest.length + more.length > 0 ? [`${words.has} ${joined([...rest, ...more])}`] : []),
		];
		const last = parts.pop() as string;
		const subject = who.texts[String(answerOf(who.item))] ?? words.someone;
		return `${subject} ${parts.length > 0 ? `${parts.join(", ")}, and ${last}` : last}.`;
	}
}

/** Joins short sentences two by two: "It is getting worse quickly and I am very frightened." */
function inPairs(sentences: string[]): string[] {
	const [first, second, ...rest] = sentences;
	if (first === undefined || second === undefined) return sentences;
	const comma = first.includes(",") ? "," : "";
	return [`${first.slice(0, -1)}${comma} and ${lowerFirst(second)}`, ...inPairs(rest)];
}

/** Makes the first letter lower case, except in "I". */
export function lowerFirst(text: string): string {
	return /^I\b/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
