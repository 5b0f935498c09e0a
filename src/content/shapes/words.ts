/** The words of the screens and the reports. */
import * as z from "zod";
import { $schema, forSomeoneElse, Id, Text } from "./common";

const perResult = z.strictObject({
	met: Text,
	unclear: Text,
	"not-met": Text,
});

/** The texts around the questions. */
const screenWords = {
	/** The first screen, a paragraph each. */
	welcome: z.array(Text).min(1),
	start: Text,
	placeQuestion: Text,
	followUp: Text,
	/** Offered instead of `followUp` when answers contradict each other. */
	contradiction: Text,
	showResult: Text,
	howOften: Text,
	untickedQuestion: Text,
	untickedNone: Text,
	untickedUnsure: Text,
	untickedUnsaid: Text,
	whichUnsure: Text,
	skip: Text,
	goOn: Text,
	stop: Text,
	stopped: Text,
};

/** Texts about using the program, the same for everybody. */
const keyboardWords = {
	begin: Text,
	forSomeoneElse: Text,
	plainLines: Text,
	/** The first screen after resuming. */
	welcomeBack: z.array(Text).min(1),
	/** How to leave; shown before the first question. */
	leave: Text,
	/** The only text after leaving at once. It must not reveal what the program is. */
	left: Text,
	howMany: Text,
	allQuestions: Text,
	fewQuestions: Text,
	skipPart: Text,
	/** The foot of every screen: what the keys do. */
	keys: z.strictObject({
		choose: Text,
		tick: Text,
		read: Text,
		examples: Text,
		type: Text,
		back: Text,
		leave: Text,
		above: Text,
		below: Text,
	}),
	/** Texts of the plain interview. `more`, `number`, `numbers` and `line` are prompts. */
	plain: z.strictObject({
		leave: Text,
		choose: Text,
		tick: Text,
		back: Text,
		more: z.string(),
		number: z.string(),
		numbers: z.string(),
		line: z.string(),
		chosen: Text,
		none: Text,
		wrong: Text,
		several: Text,
	}),
	/** After the last question, and in the list of answers. */
	review: z.strictObject({
		offer: Text,
		result: Text,
		look: Text,
		whichPart: Text,
		whichAnswer: Text,
		done: Text,
		skipped: Text,
		place: Text,
	}),
	/** Below the result. */
	finish: z.strictObject({
		question: Text,
		keep: Text,
		again: Text,
		save: Text,
		helplines: Text,
		change: Text,
		leave: Text,
	}),
	/** Saving to a file, and resuming. */
	save: z.strictObject({
		warning: Text,
		what: Text,
		result: Text,
		page: Text,
		answers: Text,
		nothing: Text,
		where: Text,
		exists: Text,
		replace: Text,
		otherName: Text,
		how: Text,
		open: Text,
		sealed: Text,
		atEnd: Text,
		notNow: Text,
		passphrase: Text,
		passphraseAgain: Text,
		different: Text,
		unlock: Text,
		wrong: Text,
		done: Text,
		stopped: Text,
		goOn: Text,
	}),
	/** For somebody who keeps a log: before it is created or read, and how to fill it in. */
	log: z.strictObject({
		warning: z.array(Text).min(1),
		how: z.array(Text).min(1),
		counted: Text,
	}),
};

/** The part of a report about a log of incidents. */
const logWords = {
	title: Text,
	intro: Text,
	/** After a number. */
	entry: Text,
	entries: Text,
	day: Text,
	days: Text,
	undated: Text,
	unnamed: Text,
	span: Text,
	longestGap: Text,
	/** Above the counts per 30 days. */
	months: Text,
	monthsNote: Text,
	/** When only the newest are listed; followed by the number of all. */
	moreMonths: Text,
	howOften: Text,
	/** Before what the log shows about an item. */
	because: Text,
	/** Above answers that differ from the log. */
	differences: Text,
	youAnswered: Text,
	logHas: Text,
	kept: Text,
	line: Text,
	lines: Text,
	/** Stands for the item of an entry that names none. */
	notNamed: Text,
	pictureTitle: Text,
	/** What the marks mean, in a picture and in plain characters. */
	legend: Text,
	plainLegend: Text,
	eachCharacter: Text,
	noPicture: Text,
	chronologyTitle: Text,
	chronology: Text,
	/** The column heads: line, day and time, what happened, own words. */
	heads: z.tuple([Text, Text, Text, Text]),
	noDay: Text,
	note: Text,
	evidence: Text,
	witnesses: Text,
	feeling: Text,
	event: Text,
};

/** Texts of HTML and Markdown documents only. */
const documentWords = {
	/** Also the title of the window: it must not reveal what the page is about. */
	title: Text,
	redacted: Text,
	unknownTitle: Text,
	unknown: Text,
	answersTitle: Text,
	answers: Text,
	answersHeads: z.tuple([Text, Text, Text]),
	answer: Text,
	fromLog: Text,
	reasonsAbove: Text,
	sourcesTitle: Text,
	place: Text,
	ref: Text,
};

/** The texts of a report. */
const reportWords = {
	urgentTitle: Text,
	/** What to do, below the urgent signs: in a place whose numbers we know, and elsewhere. */
	urgentAdvice: z.array(Text).min(1),
	urgentAdviceElsewhere: z.array(Text).min(1),
	resultTitle: Text,
	/** Above the list of definitions with each result. */
	inShort: perResult,
	why: Text,
	/** When only harassment is certain; followed by the questions that could show stalking. */
	atLeast: Text,
	/** Under the name of one definition. */
	result: perResult,
	/** Before an element: a word, because not everybody sees colour. */
	mark: perResult,
	/** The mark and the reason of an assumed element. */
	assumedMark: Text,
	assumed: Text,
	because: Text,
	nothingListed: Text,
	notKnownYet: Text,
	/** The reason of an element that answers which do not fit together leave unclear. */
	contradictsHere: Text,
	/** Above the answers that do not fit together. */
	contradictsTitle: Text,
	contradicts: Text,
	partsAbove: Text,
	wouldSettle: Text,
	noLawHere: Text,
	fixationTitle: Text,
	fixationText: Text,
	decideTitle: Text,
	decideText: Text,
	readOutTitle: Text,
	readOutIntro: Text,
	readOutDone: Text,
	readOutAsk: Text,
	notesTitle: Text,
	helpsTitle: Text,
	/** Advice whatever the result, a bullet each. */
	helps: z.array(Text).min(1),
	about: Text,
	signpostsTitle: Text,
	moreSignposts: Text,
	/** In a comparison: nothing keeps a definition from matching. */
	allShown: Text,
};

export const WordsFile = z.strictObject({
	$schema,
	...screenWords,
	/** Warnings that the content is not what came with the program, or is old; the day follows `old`. */
	notices: z.strictObject({ changed: Text, old: Text }),
	keyboard: z.strictObject(keyboardWords),
	danger: z.strictObject({
		/** These answers to this item show the danger screen. */
		item: Id,
		is: z.array(Id).min(1),
		text: z.array(Text).min(1),
		someoneElse: forSomeoneElse({ text: z.array(Text).min(1) }),
	}),
	report: z.strictObject({
		...reportWords,
		log: z.strictObject({ ...logWords, someoneElse: forSomeoneElse(logWords) }),
		document: z.strictObject({
			...documentWords,
			someoneElse: forSomeoneElse(documentWords),
		}),
		someoneElse: forSomeoneElse(reportWords),
	}),
	someoneElse: forSomeoneElse(screenWords),
});
export type WordsFile = z.infer<typeof WordsFile>;
