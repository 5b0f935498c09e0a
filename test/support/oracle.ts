/**
 * A reference implementation of every definition, written straight from the wording of each source. It shares no code with
 * the engine or the content, so the same mistake would have to be made twice. Slow and plain on purpose.
 */
import type { Answers, Response, Result } from "../../src/content/schema";

export type DefinitionId =
	| "leaflet-harassment"
	| "leaflet-stalking"
	| "survey-stalking"
	| "ew-harassment"
	| "ew-stalking"
	| "ew-fear-of-violence"
	| "ew-stalking-serious"
	| "sc-stalking"
	| "sc-harassment"
	| "ni-stalking"
	| "ni-harassment";

/** Every behaviour asked about. */
const every = [
	"unwanted-contact",
	"obscene-contact",
	"threatening-contact",
	"gifts-or-things-left",
	"published-about-you",
	"obscene-or-threatening-posts",
	"identity-theft",
	"false-reports",
	"followed",
	"waited-at-home-or-work",
	"waited-elsewhere",
	"watched-or-spied",
	"came-to-home-uninvited",
	"entered-without-permission",
	"monitored-devices-or-accounts",
	"damaged-property",
	"interfered-with-belongings",
	"harmed-pets",
	"threatened-children",
	"targeted-people-close",
	"antisocial-behaviour",
	"bullied-at-school-or-work",
	"something-else",
];

/** The behaviours in the leaflet's one-sentence definition of stalking. */
const stalkingSentence = [
	"obscene-contact",
	"threatening-contact",
	"unwanted-contact",
	"waited-at-home-or-work",
	"followed",
	"watched-or-spied",
];

/** Those, and the ones in the leaflet's list of what stalking might include. */
const stalkingExamples = [
	"obscene-contact",
	"threatening-contact",
	"unwanted-contact",
	"waited-at-home-or-work",
	"followed",
	"watched-or-spied",
	"waited-elsewhere",
	"came-to-home-uninvited",
	"entered-without-permission",
	"monitored-devices-or-accounts",
	"damaged-property",
	"interfered-with-belongings",
	"published-about-you",
	"identity-theft",
	"false-reports",
	"harmed-pets",
	"threatened-children",
	"gifts-or-things-left",
];

/** The behaviours in the leaflet's one-sentence definition of harassment: communications and contact. */
const harassmentSentence = [
	"obscene-contact",
	"threatening-contact",
	"unwanted-contact",
	"gifts-or-things-left",
	"came-to-home-uninvited",
	"threatened-children",
];

/** Those, and the ones in the leaflet's list of what harassment might include. */
const harassmentExamples = [
	"obscene-contact",
	"threatening-contact",
	"unwanted-contact",
	"gifts-or-things-left",
	"came-to-home-uninvited",
	"threatened-children",
	"damaged-property",
	"interfered-with-belongings",
	"targeted-people-close",
	"antisocial-behaviour",
	"bullied-at-school-or-work",
];

/** The behaviours the Crime Survey for England and Wales counts as stalking. */
const survey = [
	"obscene-contact",
	"threatening-contact",
	"obscene-or-threatening-posts",
	"waited-at-home-or-work",
	"followed",
	"watched-or-spied",
];

/** Everyday life, changed. */
const changes = [
	"moved-or-stayed-away",
	"changed-job-or-study",
	"sleep-or-health",
	"changed-routine",
	"added-security",
	"changed-phone-or-online",
	"saw-people-less",
	"changed-childrens-arrangements",
	"other-change",
];

/** The changes of which one is enough for a substantial adverse effect. */
const majorChanges = ["moved-or-stayed-away", "changed-job-or-study", "sleep-or-health"];

/** The weakest of several results. */
function and(...results: Result[]): Result {
	if (results.includes("not-met")) return "not-met";
	if (results.includes("unclear")) return "unclear";
	return "met";
}

/** The strongest of several results. */
function or(...results: Result[]): Result {
	if (results.includes("met")) return "met";
	if (results.includes("unclear")) return "unclear";
	return "not-met";
}

/** The answer to an item; an open one reads as "not-sure". */
function answerTo(answers: Answers, id: string): string | number {
	if (!Object.hasOwn(answers, id)) return "not-sure";
	return answers[id] ?? "not-sure";
}

/** A yes-no answer. */
function yes(answers: Answers, id: string): Result {
	const answer = answerTo(answers, id);
	if (answer === "yes") return "met";
	if (answer === "no") return "not-met";
	if (answer === "not-sure") return "unclear";
	if (answer === "rather-not-say") return "unclear";
	if (answer === "has-not-come-up") return "unclear";
	throw new Error(`${id} cannot be answered ${answer}`);
}

/** The fewest and the most occasions an answer leaves possible. */
function occasions(answers: Answers, id: string): [number, number] {
	const answer = answerTo(answers, id);
	if (answer === "never" || answer === 0) return [0, 0];
	if (answer === "once" || answer === 1) return [1, 1];
	if (answer === "more-than-once") return [2, Infinity];
	if (typeof answer === "number" && answer > 1) return [2, Infinity];
	if (answer === "happened") return [1, Infinity];
	if (answer === "not-sure") return [0, Infinity];
	if (answer === "rather-not-say") return [0, Infinity];
	throw new Error(`${id} cannot be answered ${answer}`);
}

/**
 * Two or more occasions among the behaviours in `ids`. Those in `mayNotCount` may hold as many occasions as their
 * answers say, but show none. `twice` is the person's own word on whether there were two or more occasions in all.
 */
function twoOccasions(answers: Answers, twice: Result, ids: string[], mayNotCount: string[]): Result {
	let fewest = 0;
	let most = 0;
	let repeated = false;
	for (const id of ids) {
		const [low, high] = occasions(answers, id);
		most = most + high;
		if (mayNotCount.includes(id)) continue;
		fewest = fewest + low;
		if (low >= 2) repeated = true;
	}
	let nothingElse = true;
	for (const id of every) {
		if (ids.includes(id)) continue;
		const [, high] = occasions(answers, id);
		if (high > 0) nothingElse = false;
	}
	// Two ticks, or a two, against the person's own no: a contradiction is a maybe.
	if (twice === "not-met") return fewest >= 2 ? "unclear" : "not-met";
	if (repeated) return "met";
	// Different behaviours once each may be one event ticked twice.
	if (fewest >= 2) return twice === "met" ? "met" : "unclear";
	// The person says there were two, and the second can only be among these.
	if (fewest >= 1 && twice === "met" && nothingElse) {
		return most >= 2 ? "met" : "unclear";
	}
	if (most < 2) return "not-met";
	return "unclear";
}

/** At least one occasion is possible among the behaviours in `ids`. */
function onePossible(answers: Answers, ids: string[]): boolean {
	for (const id of ids) {
		const [, high] = occasions(answers, id);
		if (high > 0) return true;
	}
	return false;
}

/** A criterion that, on a plain no, makes "met" unclear and changes nothing else. */
function soften(result: Result, criterion: Result): Result {
	if (result === "met" && criterion === "not-met") return "unclear";
	return result;
}

/** A criterion that, unless it is a yes, makes "met" unclear and changes nothing else. */
function needs(result: Result, criterion: Result): Result {
	if (result === "met" && criterion !== "met") return "unclear";
	return result;
}

/** The result of every definition, whatever the place. */
export function oracle(response: Response): Record<DefinitionId, Result> {
	const answers = response.answers;

	// The person's own word on the pattern.
	let twice = yes(answers, "two-or-more-occasions");
	const samePerson = yes(answers, "same-person");
	const connected = yes(answers, "connected");
	const unwanted = yes(answers, "unwanted");
	const mostWouldMind = yes(answers, "most-people-would-mind");
	const ordinaryReason = yes(answers, "ordinary-reason");
	let noOrdinaryReason: Result = "unclear";
	if (ordinaryReason === "met") noOrdinaryReason = "not-met";
	if (ordinaryReason === "not-met") noOrdinaryReason = "met";

	// Its effects. Fear of violence is fear, and fear of violence twice is two occasions.
	const distressed = yes(answers, "distressed");
	const alarmed = yes(answers, "alarmed");
	let frightened = yes(answers, "frightened");
	const [fearedLow, fearedHigh] = occasions(answers, "feared-violence");
	if (fearedLow >= 1) frightened = "met";
	// Open fear of violence may yet overrule a no, so that no is not known. Unknown is never no.
	else if (fearedHigh >= 1 && frightened === "not-met") frightened = "unclear";
	if (fearedLow >= 2) twice = twice === "not-met" ? "unclear" : "met";
	let fearedViolenceTwice: Result = "unclear";
	if (fearedLow >= 2) fearedViolenceTwice = "met";
	if (fearedHigh < 2) fearedViolenceTwice = "not-met";
	const anyEffect = or(distressed, alarmed, frightened);

	// Everyday life: one major change or any two show a substantial adverse effect, one other change may.
	let changed = 0;
	let perhapsChanged = 0;
	for (const id of changes) {
		if (yes(answers, id) === "met") changed = changed + 1;
		if (yes(answers, id) !== "not-met") perhapsChanged = perhapsChanged + 1;
	}
	let anyChange: Result = "unclear";
	if (changed >= 1) anyChange = "met";
	if (perhapsChanged === 0) anyChange = "not-met";
	let substantial: Result = "unclear";
	if (changed >= 2) substantial = "met";
	for (const id of majorChanges) {
		if (yes(answers, id) === "met") substantial = "met";
	}
	if (perhapsChanged === 0) substantial = "not-met";
	const seriousEffect = and(yes(answers, "serious-effect"), substantial);
	const substantialDistress = and(distressed, anyChange);

	// The leaflet.
	const eachTime = yes(answers, "each-time-upset");
	const bySentence = soften(and(twoOccasions(answers, twice, stalkingSentence, []), anyEffect), eachTime);
	const byExamples = soften(and(twoOccasions(answers, twice, stalkingExamples, []), anyEffect), eachTime);
	const leafletStalking = or(bySentence, and(byExamples, "unclear"));
	const leafletHarassment = or(
		needs(and(twoOccasions(answers, twice, harassmentSentence, []), unwanted), mostWouldMind),
		and(twoOccasions(answers, twice, harassmentExamples, []), unwanted, "unclear"),
		leafletStalking,
	);

	// The Crime Survey for England and Wales.
	const surveyStalking = soften(and(twoOccasions(answers, twice, survey, []), anyEffect), eachTime);

	// Protection from Harassment Act 1997, sections 1(1), 2 and 7(3)(a): harassing one person.
	let one = and(twoOccasions(answers, twice, every, ["targeted-people-close"]), anyEffect);
	one = soften(one, samePerson);
	one = soften(one, connected);
	one = soften(one, mostWouldMind);
	one = soften(one, noOrdinaryReason);

	// Sections 1(1A), 2 and 7(3)(b): harassing two or more people to make somebody do or not do something.
	let many = and(yes(answers, "others-targeted-too"), yes(answers, "pressured-to-act"), anyEffect);
	many = soften(many, mostWouldMind);
	many = soften(many, noOrdinaryReason);
	const ewHarassment = or(one, many);

	// Section 2A: acts associated with stalking.
	let acts: Result = "not-met";
	if (onePossible(answers, every)) acts = "unclear";
	const actsTwice = twoOccasions(answers, twice, every, [
		"targeted-people-close",
		"antisocial-behaviour",
		"bullied-at-school-or-work",
		"something-else",
	]);
	if (actsTwice === "met") acts = "met";
	const ewStalking = and(one, acts);

	// Sections 4 and 4A.
	const ewFearOfViolence = and(one, fearedViolenceTwice);
	const ewStalkingSerious = and(ewStalking, or(fearedViolenceTwice, seriousEffect));

	// The conduct listed in both section 39 of the Criminal Justice and Licensing (Scotland) Act 2010 and section 1
	// of the Protection from Stalking Act (Northern Ireland) 2022, conduct towards others included. What is only in
	// the catch-all counts where a reasonable person would mind.
	const conduct = twoOccasions(
		answers,
		twice,
		every,
		mostWouldMind === "met" ? [] : ["antisocial-behaviour", "bullied-at-school-or-work", "something-else"],
	);

	// Scotland: section 39 of the 2010 Act, and the civil section 8 of the 1997 Act.
	let scStalking = and(conduct, or(alarmed, frightened));
	scStalking = soften(scStalking, mostWouldMind);
	scStalking = soften(scStalking, noOrdinaryReason);
	let scHarassment = and(twoOccasions(answers, twice, every, []), anyEffect);
	scHarassment = soften(scHarassment, mostWouldMind);
	scHarassment = soften(scHarassment, noOrdinaryReason);

	// Northern Ireland: section 1 of the 2022 Act, where a reasonable person's view alone settles nothing.
	let niStalking = and(conduct, or(alarmed, frightened, substantialDistress, and(mostWouldMind, "unclear")));
	niStalking = soften(niStalking, mostWouldMind);
	niStalking = soften(niStalking, noOrdinaryReason);

	return {
		"leaflet-harassment": leafletHarassment,
		"leaflet-stalking": leafletStalking,
		"survey-stalking": surveyStalking,
		"ew-harassment": ewHarassment,
		"ew-stalking": ewStalking,
		"ew-fear-of-violence": ewFearOfViolence,
		"ew-stalking-serious": ewStalkingSerious,
		"sc-stalking": scStalking,
		"sc-harassment": scHarassment,
		"ni-stalking": niStalking,
		// The Protection from Harassment (Northern Ireland) Order 1997 mirrors sections 1(1), 2 and 7.
		"ni-harassment": one,
	};
}

/** The urgent signs, in the order they are asked about. */
export function oracleUrgent(response: Response): string[] {
	const answers = response.answers;
	const urgent: string[] = [];
	for (const id of [
		"danger-now",
		"threat-to-kill-or-harm",
		"violence",
		"weapon",
		"talk-of-suicide-or-no-future",
		"getting-worse-quickly",
		"threat-to-take-children",
		"ignored-warning-or-order",
		"very-frightened",
	]) {
		if (yes(answers, id) === "met") urgent.push(id);
	}
	for (const id of ["entered-without-permission", "harmed-pets", "threatened-children"]) {
		const [low] = occasions(answers, id);
		if (low >= 1) urgent.push(id);
	}
	return urgent;
}

/**
 * Whether there are signs of fixation: one strong sign, two others, or a former partner. Somebody whose identity is
 * not known may be a former partner.
 */
export function oracleFixation(response: Response): Result {
	const answers = response.answers;

	let strong = 0;
	let perhapsStrong = 0;
	for (const id of [
		"carried-on-after-blocked",
		"found-you-after-a-move",
		"used-new-accounts-or-people",
		"carried-on-after-warning",
	]) {
		if (yes(answers, id) === "met") strong = strong + 1;
		if (yes(answers, id) !== "not-met") perhapsStrong = perhapsStrong + 1;
	}

	let other = 0;
	let perhapsOther = 0;
	for (const id of [
		"aimed-at-you",
		"knew-private-things",
		"acts-as-if-owed",
		"gathers-information",
		"unusual-effort",
	]) {
		if (yes(answers, id) === "met") other = other + 1;
		if (yes(answers, id) !== "not-met") perhapsOther = perhapsOther + 1;
	}

	const relationship = answerTo(answers, "relationship");
	const formerPartner = relationship === "ex-partner";
	const perhapsFormerPartner =
		formerPartner || relationship === "not-sure" || relationship === "not-known" || relationship === "rather-not-say";

	if (strong >= 1 || other >= 2 || formerPartner) return "met";
	if (perhapsStrong >= 1 || perhapsOther >= 2 || perhapsFormerPartner) {
		return "unclear";
	}
	return "not-met";
}
