/** The words of the screens and the reports, and what running the program leaves on a machine. */
import * as z from "zod";
import { $schema, forSomeoneElse, Id, some, Text, texts } from "./common";

const perResult = z.strictObject(texts("met unclear not-met"));

/** The texts around the questions. */
const screenWords = {
	/** The first screen, a paragraph each: in narrow windows, and after resuming. */
	welcome: some(Text),
	welcomeNarrow: some(Text),
	welcomeBack: some(Text),
	/** About being watched; in narrow windows. */
	...texts("watched watchedNarrow"),
	...texts("skip goOn stop stopped"),
	/** What rows without a mark mean, by the way to go on. */
	actions: z.strictObject(texts("no open next once cannot-say one-event separate")),
	marks: z.strictObject(texts("yes no notSure")),
	/** Follows the label of an item that counts: in a list, and in full. */
	rows: z.strictObject(texts("twice twiceInFull")),
};

/** Texts about using the program, the same for everybody. */
const keyboardWords = {
	start: z.strictObject(
		texts("someone-else myself helplines plain-lines saved notSaved notSavedAgain leave leaveNarrow"),
	),
	/** The only text after leaving, which must not reveal the program. */
	left: Text,
	progress: z.strictObject(texts("of to extra")),
	/** The foot of every screen: what the keys do. */
	keys: z.strictObject(
		texts("number letter happened true how-often next toAnswer toStart finish type back leave above below"),
	),
	plain: z.strictObject({
		...texts("leave choose happened true how-often type"),
		/** Prompts. */
		answer: z.string(),
		line: z.string(),
		...texts("toStart toAnswer wrong several"),
	}),
	/** Below the result; `next` and `more` where it takes more than one page. */
	result: z.strictObject(texts("why words help save change add finish next more")),
	/** The list of answers. */
	change: z.strictObject(texts("question contradicts open marked blank")),
	/** Saving to a file, and resuming. */
	save: z.strictObject({
		...texts("warning what result page answers nothing where exists replace otherName how open sealed atEnd notNow"),
		...texts("passphrase weak passphraseAgain different unlock wrong done stopped goOn"),
	}),
	/** For somebody who keeps a log: before it is created or read, and how to fill it in. */
	log: z.strictObject({ warning: some(Text), how: some(Text), counted: Text }),
};

/** The part of a report about a log of incidents. `entry`, `day` and `line` and their plurals follow a number. */
const logWords = {
	...texts("title intro entry entries day days undated unnamed span longestGap"),
	/** Above the counts per 30 days; and, followed by the number of all, when only the newest are listed. */
	...texts("months monthsNote moreMonths"),
	/** `differences` is above answers that differ from the log. */
	...texts("differences youAnswered logHas kept line lines"),
	/** Stands for the item of an entry that names none. */
	notNamed: Text,
	/** What the marks mean, in a picture and in plain characters. */
	...texts("pictureTitle legend plainLegend eachCharacter noPicture"),
	...texts("chronologyTitle chronology"),
	/** The column heads: line, day and time, what happened, own words. */
	heads: z.tuple([Text, Text, Text, Text]),
	...texts("noDay note evidence witnesses feeling event"),
};

/** Texts of HTML and Markdown documents only. */
const documentWords = {
	/** Also the title of the window: it must not reveal what the page is about. */
	title: Text,
	...texts("contents redacted unknownTitle unknown answersTitle answers"),
	answersHeads: z.tuple([Text, Text, Text]),
	...texts("answer fromLog sourcesTitle place ref"),
};

/** The lines of the answer: what comes before the names of laws and descriptions with each result. */
const fitWords = {
	...texts("met may unclear not-met"),
	/** In a second sentence. */
	also: z.strictObject(texts("met may unclear not-met")),
	/** Stands for the laws of all places when no place was given; before and in place of the name of a graver offence. */
	...texts("everyPlace anyPlace withGraver graver"),
};

/** Words to read out to somebody who can help: "My ex keeps following me. I am frightened." */
const readOutWords = {
	/** Said first. */
	intro: Text.optional(),
	/** Who does it, where that is not known; and before what happened. */
	...texts("someone has tenTimes twice times atLeast otherThings feel"),
	/** Instead of what happened, and when nothing is certain. */
	...texts("happening unsure"),
	/** Said last: of several things, of one event, and otherwise. */
	...texts("pattern report help"),
};

/** Said when these answers to an item say that it was all one event. */
const oneEventWords = texts("title enough fits none open change");

/** The texts of a report, in its order. */
const reportWords = {
	urgentTitle: Text,
	/** Above all else when nothing is certain. */
	unsureTitle: Text,
	/** Calling for help: in a place whose numbers we know, without speaking, and elsewhere. */
	...texts("danger silent dangerElsewhere"),
	/** Before the urgent signs, and after them; and the same of signs that somebody was not sure of. */
	...texts("youSaid tellFirst notSure notSureMany ifSo ifInDanger"),

	resultTitle: Text,
	/** Before the line of each kind, or of both where they are the same, and before what the person said. */
	kinds: z.strictObject(texts("harassment stalking both")),
	becauseTitle: Text,
	/** Before and after feelings: "It frightened you". */
	feelings: z.tuple([Text, Text]),
	/** Above answers that do not fit together; before the one question that decides a result, and above several. */
	...texts("contradicts turnsOn tellMost"),
	/** At the keyboard: how to change or add answers. */
	changeKey: Text,
	...texts("noPlace noLawHere decide"),

	...texts("callTitle moreSignposts sayTitle"),

	/** Why: what happened, and the results of definitions. */
	...texts("why happened"),
	/** `may` where some part is shown, and `unclear` where none is: a reason follows. */
	result: z.strictObject(texts("met may unclear not-met")),
	/** Before an element: a word, because not everybody sees colour; and what the mark of an assumed one means. */
	mark: perResult,
	...texts("assumedMark assumed"),
	/** Before and after the name of a definition that is explained above. */
	...texts("allOf above"),
	/** What shows an element, or keeps it unclear. */
	...texts("saidSo said noneHappened oneMissing someMissing contradictsHere"),
	...texts("fixationTitle fixationText"),

	helpsTitle: Text,
	/** Advice whatever the result, a bullet each. */
	helps: some(Text),
	...texts("decideText signpostsTitle notesTitle"),
	/** In a comparison: nothing keeps a definition from matching. */
	allShown: Text,
};

export const WordsFile = z.strictObject({
	$schema,
	...screenWords,
	/** Above the services that anybody can call. */
	callFirst: Text,
	/** Warnings that the content is not what came with the program, or is old; the day follows `old`. */
	notices: z.strictObject(texts("changed old")),
	keyboard: z.strictObject(keyboardWords),
	/** The danger screen, shown for these answers to this item. */
	danger: z.strictObject({
		item: Id,
		is: some(Id),
		text: some(Text),
		someoneElse: forSomeoneElse({ text: some(Text) }),
	}),
	report: z.strictObject({
		...reportWords,
		fits: z.strictObject({ ...fitWords, someoneElse: forSomeoneElse(fitWords) }),
		readOut: z.strictObject({ ...readOutWords, someoneElse: forSomeoneElse(readOutWords) }),
		oneEvent: z.strictObject({ item: Id, is: some(Id), ...oneEventWords, someoneElse: forSomeoneElse(oneEventWords) }),
		/** Why a definition is unclear. `wording` is for what is not law. */
		unclear: z.strictObject(texts("one some court wording contradicts")),
		/** A signpost for the young, shown unless the answer to this item is no. */
		young: z.strictObject({ item: Id, signpost: Id }),
		log: z.strictObject({ ...logWords, someoneElse: forSomeoneElse(logWords) }),
		document: z.strictObject({ ...documentWords, someoneElse: forSomeoneElse(documentWords) }),
		someoneElse: forSomeoneElse(reportWords),
	}),
	someoneElse: forSomeoneElse(screenWords),
});
export type WordsFile = z.infer<typeof WordsFile>;

const System = z.enum(["linux", "macos", "windows"]);
export type System = z.infer<typeof System>;
const systems = some(System).optional();

const CodeLine = z.string().regex(/^[!-~]([ -~]*[!-~])?$/, "must be one line of plain ASCII");

/** Something to know or to do, on these systems or on all. Lines of `code` are never wrapped. */
const TraceStep = z.strictObject({ systems, text: Text, code: some(CodeLine).optional() });
export type TraceStep = z.infer<typeof TraceStep>;
const steps = some(TraceStep);

/** The text of `stalk-check traces`. The limits come first: deleting can be noticed, and can be useless. */
export const Traces = z.strictObject({
	$schema,
	...texts("title intro limitsTitle"),
	limits: some(Text),
	/** Whom to ask first. */
	ask: z.strictObject({ text: Text, signpost: Id }),
	labels: z.strictObject(texts("kept look remove avoid stays")),
	/** The places where traces stay; the parts of each in reading order. */
	sections: some(
		z.strictObject({
			id: Id,
			title: Text,
			systems,
			kept: steps,
			look: steps,
			remove: steps,
			avoid: steps.optional(),
			stays: steps,
		}),
	),
});
export type Traces = z.infer<typeof Traces>;
