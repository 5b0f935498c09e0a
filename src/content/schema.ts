/**
 * Every JSON shape, once. Types are inferred here and nowhere else; `questions/schema/` is generated from here.
 *
 * Shapes are strict and carry no defaults, transforms or cross-references: what a shape cannot say (ids that must
 * exist, items that nobody uses) is checked in `check.ts`. Other files import only types from here, so that zod is
 * loaded only by those who read content from a folder or print a schema.
 */
import * as z from "zod";

/** A stable name: lower-case words joined by hyphens. */
const Id = z
	.string()
	.regex(
		/^[a-z0-9]+(-[a-z0-9]+)*$/,
		"must be lower-case words joined by hyphens",
	);
const Words = z
	.string()
	.regex(/^\S(.*\S)?$/s, "must not be empty, nor start or end with a space");
const Day = z.iso.date();
const Address = z.url({ protocol: /^https?$/ });
/** Names the JSON Schema of a file, for editors; ignored otherwise. */
const $schema = z.string().optional();

/**
 * The same texts in words for somebody who answers for another person; a text left out is said as it is. There, "they"
 * is the person being helped, and whoever does it is "the other person".
 */
function reworded<T extends z.ZodRawShape>(texts: T) {
	return z.strictObject(texts).partial().optional();
}

/** Whom a response is about, when it is not the person who answers. */
export const SomeoneElse = z.literal("someone-else");

/** Where the three-valued answer to one condition, element or definition lies: `not-met` < `unclear` < `met`. */
export const Result = z.enum(["not-met", "unclear", "met"]);
export type Result = z.infer<typeof Result>;

/**
 * Whose law applies, and the nations whose services work there. ISO 3166-2 where there is a code for it: GB-EAW, GB-SCT,
 * GB-NIR.
 */
const Place = z.strictObject({
	id: Id,
	name: Words,
	nations: z.array(Id).min(1),
	/** Nobody is taken to be here unless they say so. */
	outside: z.literal(true).optional(),
});
export type Place = z.infer<typeof Place>;

/** What a definition is a definition of. Stalking carries harassment with it. */
export const Kind = z.enum(["harassment", "stalking"]);
export type Kind = z.infer<typeof Kind>;

// Conditions: a small tree over answers.

/** Met when the answer is one of `is`, not met when it is another, unclear when unanswered or unknown. */
const Answer = z.strictObject({
	op: z.literal("answer"),
	item: Id,
	is: z.array(Id).min(1),
});
const All = z.strictObject({
	op: z.literal("all"),
	get of(): z.ZodArray<typeof Condition> {
		return z.array(Condition).min(1);
	},
});
const Any = z.strictObject({
	op: z.literal("any"),
	get of(): z.ZodArray<typeof Condition> {
		return z.array(Condition).min(1);
	},
});
const AtLeast = z.strictObject({
	op: z.literal("at-least"),
	count: z.int().min(1),
	get of(): z.ZodArray<typeof Condition> {
		return z.array(Condition).min(1);
	},
});
/** Items that may hold an occasion but cannot alone show one, unless `unless` is met. */
const MayCount = z.strictObject({
	items: z.array(Id).min(1),
	get unless(): z.ZodOptional<typeof Condition> {
		return z.optional(Condition);
	},
});
/**
 * Counts separate occasions over frequency items, each as a lower and an upper bound. Different items add up.
 * `confirmedBy` (only for two) is the person's own word on whether there were two or more occasions in all: items
 * ticked once each may be one event ticked twice, so adding up to two is not enough by itself.
 */
const Occasions = z.strictObject({
	op: z.literal("occasions"),
	atLeast: z.int().min(1).max(2),
	items: z.array(Id).min(1),
	mayCount: z.array(MayCount).min(1).optional(),
	get confirmedBy(): z.ZodOptional<typeof Condition> {
		return z.optional(Condition);
	},
});
export const Condition = z.discriminatedUnion("op", [
	Answer,
	All,
	Any,
	AtLeast,
	Occasions,
]);
export type Condition = z.infer<typeof Condition>;
export type OccasionsCondition = z.infer<typeof Occasions>;

// Answer sets: the lists of options that items share.

/** One permitted answer. `occasions` holds its lower and upper bound; null is "no upper bound". */
const Option = z.strictObject({
	id: Id,
	label: Words,
	/** It tells us nothing: "not sure". */
	unknown: z.literal(true).optional(),
	someoneElse: reworded({ label: Words }),
	occasions: z.tuple([z.int().min(0), z.int().min(0).nullable()]).optional(),
});
export type Option = z.infer<typeof Option>;

/** A named list of options. `ticks` says what a box on a shared screen stands for. */
export const AnswerSet = z.strictObject({
	id: Id,
	/** True when a whole number of occasions, from 0, is an answer too. */
	counts: z.literal(true).optional(),
	options: z.array(Option).min(2),
	ticks: z
		.strictObject({ ticked: Id, unticked: Id, unsure: Id, unsaid: Id })
		.optional(),
});
export type AnswerSet = z.infer<typeof AnswerSet>;
export const AnswerSets = z.strictObject({
	$schema,
	answerSets: z.array(AnswerSet).min(1),
});

// Checklists: what happened. No law in here.

/**
 * What a count of this item says about another: `when` it is so, `item` counts as `becomes`. An answer to the contrary
 * is overruled, or becomes unclear.
 */
const Implication = z.strictObject({
	when: z.enum(["once-or-more", "twice-or-more"]),
	item: Id,
	becomes: Id,
	contrary: z.enum(["overruled", "unclear"]),
});
export type Implication = z.infer<typeof Implication>;

/** One question. `text` asks it, `label` says a yes in a few words, `spoken` says it aloud to a helper. */
export const Item = z.strictObject({
	id: Id,
	answerSet: Id,
	text: Words,
	label: Words,
	spoken: Words.optional(),
	example: Words.optional(),
	someoneElse: reworded({
		text: Words,
		label: Words,
		spoken: Words,
		example: Words,
	}),
	/** Asked by itself even where the checklist is ticked on one screen. */
	alone: z.literal(true).optional(),
	/** Asked unless this is not met. Never decides what counts. */
	askWhen: Condition.optional(),
	/** The answer that follows when `askWhen` is not met, so that it need not be asked. */
	otherwise: Id.optional(),
	implies: z.array(Implication).min(1).optional(),
	/** Left out, with its answer, where a report is for somebody who need not know. */
	private: z.literal(true).optional(),
	/** For reviewers; never shown. */
	note: Words.optional(),
});
export type Item = z.infer<typeof Item>;

/** A themed, ordered file of items. `tick`, the words above a shared screen, puts its items on one. */
export const Checklist = z.strictObject({
	$schema,
	id: Id,
	order: z.int(),
	title: Words,
	/** Said on a screen of its own before a hard section, which can be skipped as a whole there. */
	pause: Words.optional(),
	intro: Words.optional(),
	tick: Words.optional(),
	someoneElse: reworded({
		title: Words,
		pause: Words,
		intro: Words,
		tick: Words,
	}),
	/**
	 * Its items are things that only the person they are about can know. Where somebody else answers, what is left open
	 * there stays not sure: a box left empty is never a no.
	 */
	felt: z.literal(true).optional(),
	/** Its items are things somebody did, each of which can be an occasion. */
	behaviours: z.literal(true).optional(),
	askWhen: Condition.optional(),
	items: z.array(Item).min(1),
});
export type Checklist = z.infer<typeof Checklist>;

// Packs: the definitions of one source.

/** Citation, address, and the day it was last read. */
export const Source = z.strictObject({
	citation: Words,
	url: Address,
	checkedOn: Day,
});
export type Source = z.infer<typeof Source>;

/**
 * Turns a met element into `unclear`, and never into `not-met`: when `criterion` is not met, or, with
 * `softensWhen: "not-met-or-unclear"`, unless it is met.
 */
const SoftFactor = z.strictObject({
	criterion: Condition,
	softensWhen: z.enum(["not-met", "not-met-or-unclear"]),
	/** Said to the person when it softens. */
	text: Words,
	someoneElse: reworded({ text: Words }),
	note: Words.optional(),
});
export type SoftFactor = z.infer<typeof SoftFactor>;

/** A part of a definition. Without a criterion it is taken as shown unless a soft factor says otherwise. */
export const Element = z.strictObject({
	id: Id,
	text: Words,
	someoneElse: reworded({ text: Words }),
	criterion: Condition.optional(),
	soft: z.array(SoftFactor).min(1).optional(),
	note: Words.optional(),
});
export type Element = z.infer<typeof Element>;

/** One way to meet a definition: all of its elements. `atMost: "unclear"` when it can never settle the matter. */
const Route = z.strictObject({
	id: Id,
	text: Words,
	someoneElse: reworded({ text: Words }),
	elements: z.array(Id).min(1),
	atMost: z.literal("unclear").optional(),
});
export type Route = z.infer<typeof Route>;

/** Where this definition is met, that one comes to `atLeast`, `assuming` a condition is met. Proved by `prove`. */
const Consequence = z.strictObject({
	definition: Id,
	atLeast: z.enum(["unclear", "met"]),
	assuming: Condition.optional(),
	note: Words.optional(),
});

/** One test for harassment or stalking, as one source states it. Met when any of its routes is. */
export const Definition = z.strictObject({
	id: Id,
	kind: Kind,
	name: Words,
	text: Words,
	someoneElse: reworded({ name: Words, text: Words }),
	routes: z.array(Route).min(1),
	source: Source,
	furtherSources: z.array(Source).min(1).optional(),
	implies: z.array(Consequence).min(1).optional(),
	note: Words.optional(),
});
export type Definition = z.infer<typeof Definition>;

export const Definitions = z.strictObject({
	$schema,
	elements: z.array(Element).min(1),
	definitions: z.array(Definition).min(1),
});

/** A pack without a place is assessed for everybody. Only packs `inSummary` count towards the summary. */
export const PackHead = z.strictObject({
	$schema,
	id: Id,
	order: z.int(),
	name: Words,
	/** Its name after the name of a definition: "the law". */
	short: Words,
	text: Words,
	someoneElse: reworded({ text: Words }),
	place: Place.optional(),
	inSummary: z.boolean(),
});
export type Pack = Omit<z.infer<typeof PackHead>, "place"> & {
	/** The id of its place. */
	place?: string;
	elements: Element[];
	definitions: Definition[];
};

// Signs, notes and signposts: what is said beside the definitions.

/** An answer that matters in itself. */
const Sign = z.strictObject({
	item: Id,
	is: z.array(Id).min(1),
	text: Words,
	someoneElse: reworded({ text: Words }),
});
export type Sign = z.infer<typeof Sign>;

/** Urgent signs come first on every report. Fixation signs explain and never decide. */
export const Signs = z.strictObject({
	$schema,
	urgent: z.array(Sign).min(1),
	fixation: z.strictObject({
		signs: z.array(Sign).min(1),
		criterion: Condition,
		source: Source,
		note: Words.optional(),
	}),
});
export type Signs = z.infer<typeof Signs>;

/** Something worth saying when `when` is met, and the summary is one of those listed. Without either, always. */
export const Note = z.strictObject({
	id: Id,
	text: Words,
	someoneElse: reworded({ text: Words }),
	when: Condition.optional(),
	/** Shown for one of these results of `kind`. */
	summary: z
		.strictObject({ kind: Kind, is: z.array(Result).min(1) })
		.optional(),
	/** Only where the law of one of these places is assessed. */
	places: z.array(Id).min(1).optional(),
	source: Source.optional(),
	note: Words.optional(),
});
export type Note = z.infer<typeof Note>;
export const Notes = z.strictObject({ $schema, notes: z.array(Note).min(1) });

/** Somewhere to get help. `rank` orders (1 first) and `when` says for whom; without `when`, for anybody. */
export const Signpost = z.strictObject({
	id: Id,
	name: Words,
	for: Words,
	nations: z.array(Id).min(1),
	needs: z.array(Id).min(1),
	phone: z.array(Words),
	text: z.array(Words),
	url: Address,
	webchat: Address.optional(),
	email: z.email().optional(),
	hours: Words,
	cost: Words.optional(),
	/** What to know first, and what it does not do. */
	remarks: Words.optional(),
	someoneElse: reworded({ for: Words, remarks: Words }),
	/** Left out of an assessment when there is no rank; `helplines` still lists it. */
	rank: z.int().min(1).optional(),
	when: Condition.optional(),
	checkedOn: Day,
	source: Address,
	note: Words.optional(),
});
export type Signpost = z.infer<typeof Signpost>;

/**
 * A need that people look for help with, for `helplines --need`. A `private` one tells of the person: signposts that
 * meet it are left out where a report is for somebody who need not know.
 */
const Need = z.strictObject({
	id: Id,
	label: Words,
	private: z.literal(true).optional(),
});
export type Need = z.infer<typeof Need>;
export const Signposts = z.strictObject({
	$schema,
	/** Places that have no pack. */
	places: z.array(Place),
	needs: z.array(Need).min(1),
	signposts: z.array(Signpost).min(1),
});

const perResult = z.strictObject({
	met: Words,
	unclear: Words,
	"not-met": Words,
});

/** What is said around the questions, by where it is said. */
const screenWords = {
	/** The first screen, a paragraph each. */
	welcome: z.array(Words).min(1),
	start: Words,
	placeQuestion: Words,
	followUp: Words,
	showResult: Words,
	howOften: Words,
	untickedQuestion: Words,
	untickedNone: Words,
	untickedUnsure: Words,
	untickedUnsaid: Words,
	whichUnsure: Words,
	skip: Words,
	goOn: Words,
	stop: Words,
	stopped: Words,
};

/** What is said to whoever is at the keyboard about using it; the same for everybody. */
const keyboardWords = {
	begin: Words,
	forSomeoneElse: Words,
	plainLines: Words,
	/** The first screen of somebody who comes back. */
	welcomeBack: z.array(Words).min(1),
	/** How to leave, said before the first question. */
	leave: Words,
	/** All that is said after leaving at once: nothing that gives anything away. */
	left: Words,
	howMany: Words,
	allQuestions: Words,
	fewQuestions: Words,
	skipPart: Words,
	/** At the foot of every screen: what the keys do. */
	keys: z.strictObject({
		choose: Words,
		tick: Words,
		read: Words,
		examples: Words,
		type: Words,
		back: Words,
		leave: Words,
		above: Words,
		below: Words,
	}),
	/** What only numbered lines say. `more`, `number`, `numbers` and `line` stand before what is typed. */
	plain: z.strictObject({
		leave: Words,
		choose: Words,
		tick: Words,
		back: Words,
		more: z.string(),
		number: z.string(),
		numbers: z.string(),
		line: z.string(),
		chosen: Words,
		none: Words,
		wrong: Words,
		several: Words,
	}),
	/** After the last question, and in the list of answers. */
	review: z.strictObject({
		offer: Words,
		result: Words,
		look: Words,
		whichPart: Words,
		whichAnswer: Words,
		done: Words,
		skipped: Words,
		place: Words,
	}),
	/** Below the result. */
	finish: z.strictObject({
		question: Words,
		keep: Words,
		again: Words,
		save: Words,
		helplines: Words,
		change: Words,
		leave: Words,
	}),
	/** When something is to be written to a file, or read again. */
	save: z.strictObject({
		warning: Words,
		what: Words,
		result: Words,
		page: Words,
		answers: Words,
		nothing: Words,
		where: Words,
		exists: Words,
		replace: Words,
		otherName: Words,
		how: Words,
		open: Words,
		sealed: Words,
		atEnd: Words,
		notNow: Words,
		passphrase: Words,
		passphraseAgain: Words,
		different: Words,
		unlock: Words,
		wrong: Words,
		done: Words,
		stopped: Words,
		goOn: Words,
	}),
	/** To somebody who keeps a log, before it is begun or looked at, and how to fill it in. */
	log: z.strictObject({
		warning: z.array(Words).min(1),
		how: z.array(Words).min(1),
		counted: Words,
	}),
};

/** What is said of a log of incidents. */
const logWords = {
	title: Words,
	intro: Words,
	/** After a number. */
	entry: Words,
	entries: Words,
	day: Words,
	days: Words,
	undated: Words,
	unnamed: Words,
	span: Words,
	longestGap: Words,
	/** Above the stretches of 30 days, and what to know of them. */
	months: Words,
	monthsNote: Words,
	/** Where only the newest are listed; how many there are follows. */
	moreMonths: Words,
	howOften: Words,
	/** Before what the log shows of an item. */
	because: Words,
	/** Of an answer that the log does not agree with. */
	differences: Words,
	youAnswered: Words,
	logHas: Words,
	kept: Words,
	line: Words,
	lines: Words,
	/** In place of the name of an item, where an entry has none. */
	notNamed: Words,
	pictureTitle: Words,
	/** What the marks stand for: in a picture, and in one of characters. */
	legend: Words,
	plainLegend: Words,
	eachCharacter: Words,
	noPicture: Words,
	chronologyTitle: Words,
	chronology: Words,
	/** The heads of the chronology: line, day and time, what happened, own words. */
	heads: z.tuple([Words, Words, Words, Words]),
	noDay: Words,
	note: Words,
	evidence: Words,
	witnesses: Words,
	feeling: Words,
	event: Words,
};

/** What only a document says: a page, or a Markdown file. */
const documentWords = {
	/** Of the page too, so that neither gives anything away. */
	title: Words,
	redacted: Words,
	unknownTitle: Words,
	unknown: Words,
	answersTitle: Words,
	answers: Words,
	answersHeads: z.tuple([Words, Words, Words]),
	answer: Words,
	fromLog: Words,
	reasonsAbove: Words,
	sourcesTitle: Words,
	place: Words,
	ref: Words,
};

/** What is said around the results, by where it is said. */
const reportWords = {
	urgentTitle: Words,
	/** What to do, said below the urgent signs: here, and outside the places whose numbers we know. */
	urgentAdvice: z.array(Words).min(1),
	urgentAdviceElsewhere: z.array(Words).min(1),
	resultTitle: Words,
	/** Above the list of definitions with each result. */
	inShort: perResult,
	why: Words,
	/** Where only harassment is certain; the questions that could show stalking follow. */
	atLeast: Words,
	/** Under the name of one definition. */
	result: perResult,
	/** Before an element: in words, because colour alone is not seen by everybody. */
	mark: perResult,
	/** The mark and the reason of an element that nothing spoke against. */
	assumedMark: Words,
	assumed: Words,
	because: Words,
	nothingListed: Words,
	notKnownYet: Words,
	/** The reason of an element that answers which do not fit together leave unclear. */
	contradictsHere: Words,
	/** Above the answers that do not fit together. */
	contradictsTitle: Words,
	contradicts: Words,
	partsAbove: Words,
	wouldSettle: Words,
	noLawHere: Words,
	fixationTitle: Words,
	fixationText: Words,
	decideTitle: Words,
	decideText: Words,
	readOutTitle: Words,
	readOutIntro: Words,
	readOutDone: Words,
	readOutAsk: Words,
	notesTitle: Words,
	helpsTitle: Words,
	/** What helps whatever the result, a bullet each. */
	helps: z.array(Words).min(1),
	about: Words,
	signpostsTitle: Words,
	moreSignposts: Words,
	/** In a comparison, where nothing keeps a definition from matching. */
	allShown: Words,
};

export const WordsFile = z.strictObject({
	$schema,
	...screenWords,
	/** What must be known first of content that is not what was shipped, or that is old; the day stands behind `old`. */
	notices: z.strictObject({ changed: Words, old: Words }),
	keyboard: z.strictObject(keyboardWords),
	danger: z.strictObject({
		/** The answer to this item that shows the danger screen. */
		item: Id,
		is: z.array(Id).min(1),
		text: z.array(Words).min(1),
		someoneElse: reworded({ text: z.array(Words).min(1) }),
	}),
	report: z.strictObject({
		...reportWords,
		log: z.strictObject({ ...logWords, someoneElse: reworded(logWords) }),
		document: z.strictObject({
			...documentWords,
			someoneElse: reworded(documentWords),
		}),
		someoneElse: reworded(reportWords),
	}),
	someoneElse: reworded(screenWords),
});
export type WordsFile = z.infer<typeof WordsFile>;

const System = z.enum(["linux", "macos", "windows"]);
export type System = z.infer<typeof System>;

/** Something to know or to do, on these systems or on all. `code` is typed or read as it stands, and never wrapped. */
const TraceStep = z.strictObject({
	systems: z.array(System).min(1).optional(),
	text: Words,
	code: z
		.array(
			z
				.string()
				.regex(/^[!-~]([ -~]*[!-~])?$/, "must be one line of plain ASCII"),
		)
		.min(1)
		.optional(),
});
export type TraceStep = z.infer<typeof TraceStep>;

/** What is said of one place where traces stay, in the order of reading. */
const traceParts = {
	kept: z.array(TraceStep).min(1),
	look: z.array(TraceStep).min(1),
	remove: z.array(TraceStep).min(1),
	avoid: z.array(TraceStep).min(1).optional(),
	stays: z.array(TraceStep).min(1),
};

/** What running the program leaves behind. The limits come first: deleting can be noticed, and can be of no use. */
export const Traces = z.strictObject({
	$schema,
	title: Words,
	intro: Words,
	limitsTitle: Words,
	limits: z.array(Words).min(1),
	/** Whom to ask first: the id of a signpost. */
	ask: z.strictObject({ text: Words, signpost: Id }),
	labels: z.strictObject({
		kept: Words,
		look: Words,
		remove: Words,
		avoid: Words,
		stays: Words,
	}),
	sections: z
		.array(
			z.strictObject({
				id: Id,
				title: Words,
				systems: z.array(System).min(1).optional(),
				...traceParts,
			}),
		)
		.min(1),
});
export type Traces = z.infer<typeof Traces>;

/** What the content as a whole is called; the days and the hash are worked out from the rest. */
export const Edition = z.strictObject({ $schema, version: Words });

/** Everything in `questions/`, read, validated and in order. */
export type Content = {
	version: string;
	/** `sha256-` and the hex digest of the content, whatever its files are called and however they are laid out. */
	hash: string;
	/** The earliest day on which any source or signpost was checked (yyyy-mm-dd). */
	checkedOn: string;
	/** Present when it is not the content that came with the program. Whoever reads it says so: it is no part of it. */
	changed?: true;
	/** Present when it was last checked more than a year before the day on which it was read; the same. */
	old?: true;
	answerSets: AnswerSet[];
	checklists: Checklist[];
	packs: Pack[];
	signs: Signs;
	notes: Note[];
	/** Those of the packs, then those that have none. */
	places: Place[];
	needs: Need[];
	signposts: Signpost[];
	words: WordsFile;
	traces: Traces;
};

// What goes in and what comes out.

/** Option ids, or a number of occasions, by item id. Null is the same as leaving the item out. */
export type Answers = Record<string, string | number | null>;
export type Response = {
	ref?: string | null | undefined;
	place?: string | null | undefined;
	/** Whom it is about, when it is not the person who answers. */
	for?: z.infer<typeof SomeoneElse> | null | undefined;
	answers: Answers;
};

/** The exact shape of a response to this content: every item with its options. */
export function responseShape(content: Content) {
	const sets = new Map(
		content.answerSets.map((set) => {
			const options = z.enum(
				set.options.map((option) => option.id) as [string, ...string[]],
			);
			const answer = set.counts ? z.union([options, z.int().min(0)]) : options;
			return [set.id, answer.nullable().optional()] as const;
		}),
	);
	const items = content.checklists.flatMap((checklist) => checklist.items);
	return z.strictObject({
		ref: z.string().nullable().optional(),
		place: z
			.enum(content.places.map(({ id }) => id))
			.nullable()
			.optional(),
		for: SomeoneElse.nullable().optional(),
		answers: z.strictObject(
			Object.fromEntries(
				items.map((item) => [
					item.id,
					(sets.get(item.answerSet) as z.ZodType).describe(item.text),
				]),
			),
		),
	});
}

const ElementFinding = z.strictObject({
	element: Id,
	/** The routes of the definition that need this element. */
	routes: z.array(Id).min(1),
	result: Result,
	/** True when it is taken as shown because nothing said otherwise. */
	assumed: z.literal(true).optional(),
	because: z.array(Id),
	unknown: z.array(Id),
	/** Texts of the soft factors that turned `met` into `unclear`. */
	softenedBy: z.array(Words).optional(),
	/** Present when answers that do not fit together leave it unclear. */
	contradicts: z.literal(true).optional(),
});
export type ElementFinding = z.infer<typeof ElementFinding>;

// The log of incidents that a person kept.

/** The first and last day on which something may have happened, and the text that was written for it. */
export const DateRange = z.strictObject({
	from: Day,
	to: Day,
	original: Words,
});
export type DateRange = z.infer<typeof DateRange>;

/** One entry of a log as it is written in JSON. Null is the same as leaving it out. */
export const IncidentEntry = z.strictObject({
	/** A day, or about when it was: "2025-03-04", "early March 2025". */
	date: z.string().nullable().optional(),
	time: z.string().nullable().optional(),
	/** Ids or labels of the things that happened. */
	what: z
		.union([z.string(), z.array(z.string())])
		.nullable()
		.optional(),
	note: z.string().nullable().optional(),
	evidence: z.string().nullable().optional(),
	witnesses: z.string().nullable().optional(),
	feeling: z.string().nullable().optional(),
	event: z.string().nullable().optional(),
});

/** One entry of a log, as it was understood. */
export type Incident = {
	/** Where it stands: the row of the table (its heading is row 1), the line of NDJSON, or the number in the list, from 1. */
	line: number;
	/** Absent where the day is not known. */
	when?: DateRange;
	/** Minutes after midnight, where the time says so much. */
	minute?: number;
	/** The time, as it was written. */
	time?: string;
	/** The ids of items that count occasions; none where only a note says what happened. */
	what: string[];
	note?: string;
	evidence?: string;
	witnesses?: string;
	feeling?: string;
	/** Entries with the same text here are about one event. */
	event?: string;
};

/** How many separate occasions of one thing a log shows at least, and at most (each entry its own), and in which entries. */
const LogOccasions = z.strictObject({
	item: Id,
	atLeast: z.int().min(1),
	atMost: z.int().min(1),
	lines: z.array(z.int().min(1)).min(1),
});
export type LogOccasions = z.infer<typeof LogOccasions>;

const Stretch = z.strictObject({ from: Day, to: Day, days: z.int().min(1) });

/** What a log comes to: facts that follow from it, and how they sit with the answers. */
export const LogFindings = z.strictObject({
	/** Entries in all; those whose day is not known; those that name nothing that is counted. */
	incidents: z.int().min(1),
	undated: z.int().min(0),
	unnamed: z.int().min(0),
	/** From the first day that an entry can be about to the last. */
	span: Stretch.optional(),
	/** The longest stretch between entries that none with a day can be about. */
	longestGap: Stretch.optional(),
	/** Entries in the last 30 days of the span, in the 30 days before those, and so on; those that could be in more than one are left out. */
	months: z.array(Stretch.extend({ incidents: z.int().min(0) })),
	occasions: z.array(LogOccasions),
	/** Items whose answer was taken from the log, because none was given, and what was taken. */
	filled: z.array(
		z.strictObject({ item: Id, answer: z.union([z.string(), z.int()]) }),
	),
	/** Answers that the log does not agree with. The answer stands. */
	differences: z.array(
		LogOccasions.extend({ answer: z.union([z.string(), z.int()]) }),
	),
});
export type LogFindings = z.infer<typeof LogFindings>;

const Verdict = z.strictObject({
	definition: Id,
	result: Result,
	/** The strongest route; its elements say why. */
	route: Id,
	elements: z.array(ElementFinding),
	wouldSettle: z.array(Id),
});
export type Verdict = z.infer<typeof Verdict>;

const SignpostShown = z.strictObject({
	id: Id,
	name: Words,
	for: Words,
	phone: z.array(Words),
	text: z.array(Words),
	url: Address,
	hours: Words,
	cost: Words.optional(),
	remarks: Words.optional(),
});
export type SignpostShown = z.infer<typeof SignpostShown>;

/** Which content a result was made with. */
const Stamp = z.strictObject({
	version: Words,
	hash: z.string().regex(/^sha256-[0-9a-f]{64}$/),
	checkedOn: Day,
	/** Present when it is not the content that came with the program. */
	changed: z.literal(true).optional(),
});
export type Stamp = z.infer<typeof Stamp>;

export const Assessment = z.strictObject({
	format: z.literal("stalk-check/assessment@1"),
	ref: z.string().optional(),
	place: Id.optional(),
	/** Present when the words are for somebody who answers for another person. */
	for: SomeoneElse.optional(),
	content: Stamp,
	urgent: z.array(Id),
	summary: z.strictObject({ harassment: Result, stalking: Result }),
	/** Items whose answers do not fit together, a list for each contradiction. */
	contradicts: z.array(z.array(Id)).optional(),
	verdicts: z.array(Verdict),
	fixation: z.strictObject({ signs: z.array(Id), result: Result }),
	signposts: z.array(SignpostShown),
	notes: z.array(Words),
	/** Present when a log of incidents was read as well. */
	log: LogFindings.optional(),
});
export type Assessment = z.infer<typeof Assessment>;

/** How many responses came to each result. */
const Counts = z.strictObject({
	met: z.int().min(0),
	unclear: z.int().min(0),
	"not-met": z.int().min(0),
});
export type Counts = z.infer<typeof Counts>;

/** How many lines of a batch came to what. Summaries of the same content add up. */
export const Summary = z.strictObject({
	format: z.literal("stalk-check/summary@1"),
	content: Stamp,
	/** All lines, and those of them that were wrong. */
	lines: z.int().min(0),
	bad: z.int().min(0),
	/** Lines with an urgent sign. */
	urgent: z.int().min(0),
	summary: z.strictObject({ harassment: Counts, stalking: Counts }),
	results: z.record(Id, Counts),
	fixation: Counts,
});
export type Summary = z.infer<typeof Summary>;

/** What `batch --compact` says of one response: an assessment without its reasons. */
export const CompactAssessment = z.strictObject({
	ref: Assessment.shape.ref,
	place: Assessment.shape.place,
	changed: Stamp.shape.changed,
	urgent: Assessment.shape.urgent,
	summary: Assessment.shape.summary,
	/** By definition. */
	results: z.record(Id, Result),
	fixation: Assessment.shape.fixation,
});

/** A named response with the results we expect: the living specification. */
const Case = z.strictObject({
	name: Words,
	why: Words,
	response: z.strictObject({
		ref: z.string().optional(),
		place: Id.optional(),
		for: SomeoneElse.optional(),
		answers: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
	}),
	expect: z.record(Id, Result),
	urgent: z.array(Id).optional(),
	fixation: Result.optional(),
	summary: z.strictObject({ harassment: Result, stalking: Result }).optional(),
});
export type Case = z.infer<typeof Case>;
export const Cases = z.strictObject({ $schema, cases: z.array(Case).min(1) });

/** A fault found in content or answers: where it is (a JSON pointer), what it is, and a likely correction. */
export type Problem = { path: string; message: string; suggestion?: string };

/** The shape of each file an author writes, by the name `stalk-check schema` knows it by. */
export const fileShapes = {
	"answer-sets": AnswerSets,
	cases: Cases,
	checklist: Checklist,
	definitions: Definitions,
	edition: Edition,
	notes: Notes,
	pack: PackHead,
	signposts: Signposts,
	signs: Signs,
	traces: Traces,
	words: WordsFile,
} as const;

/** Every shape whose schema is published, by the name `stalk-check schema` knows it by. */
export function publishedShapes(content: Content): Record<string, z.ZodType> {
	return {
		response: responseShape(content),
		incident: IncidentEntry,
		assessment: Assessment,
		"compact-assessment": CompactAssessment,
		summary: Summary,
		...fileShapes,
	};
}

/** The JSON Schema (draft 2020-12) of a shape. */
export function jsonSchema(shape: z.ZodType): object {
	return z.toJSONSchema(shape);
}
