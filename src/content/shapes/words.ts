/** The words of the screens and the reports. */
import * as z from "zod";
import { $schema, Id, reworded, Words } from "./common";

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
