/**
 * Descriptions of the published types, by path. `*` stands for every element of a list. A name after the path gives the part
 * a type of its own.
 */

export const RESPONSE = {
	"": "The answers of one person.",
	ref: "Given back in the assessment.",
	place: "Whose law applies. Left out, every place is assessed, each on its own.",
	for: "Whom it is about, when it is not the person who answers.",
	"answers: Answers":
		"Options, or a whole number of times, by item. Null is the same as leaving the item out: it was not asked.",
};

export const ASSESSMENT = {
	"": "What a response comes to: every verdict, sign, note and signpost, each with its reasons.",
	ref: "That of the response.",
	place: "That of the response. Left out, every place was assessed.",
	for: "Present when the words are for somebody who answers for another person.",
	content: "The content it was assessed with.",
	"content/changed": "Present when it is not the content that came with the program.",
	urgent: "The items whose answers are urgent. They come first.",
	summary: "The strongest result of each kind.",
	verdicts: "One for each definition that applies.",
	"verdicts/*: Verdict": "The result of one definition.",
	"verdicts/*/definition": "The id of the definition.",
	"verdicts/*/route": "The strongest way to meet the definition; its elements say why.",
	"verdicts/*/wouldSettle": "The items that could still settle an unclear result.",
	"verdicts/*/elements/*: ElementFinding": "The result of one element of a definition.",
	"verdicts/*/elements/*/routes": "The routes of the definition that need this element.",
	"verdicts/*/elements/*/assumed": "True when it is taken as shown because nothing said otherwise.",
	"verdicts/*/elements/*/because": "The items whose answers are the reason.",
	"verdicts/*/elements/*/unknown": "The items that were not answered, or whose answers tell nothing.",
	"verdicts/*/elements/*/softenedBy": "What turned `met` into `unclear`, in words.",
	fixation: "Signs of fixation explain, and never decide.",
	signposts: "Who can help, in the order to show them.",
	"signposts/*: SignpostShown": "Somewhere to get help.",
	"signposts/*/for": "Whom it is for.",
	"signposts/*/text": "Numbers that take text messages.",
	"signposts/*/remarks": "What to know first, and what it does not do.",
	notes: "What else is worth saying.",
};

export const CONTENT = {
	"": "Questions, definitions and signposts: everything in `questions/`.",
	hash: "`sha256-` and the hex digest of the content.",
	checkedOn: "The earliest day on which any source or signpost was checked (yyyy-mm-dd).",
	changed:
		"Present when it is not the content that came with the package. Set it on what you change: assessments then say so.",
	old: "Present when it was last checked more than a year before the day on which it was read.",
	"answerSets/*: AnswerSet": "A named list of options that items share.",
	"answerSets/*/counts": "True when a whole number of occasions, from 0, is an answer too.",
	"answerSets/*/options/*: Option": "One permitted answer.",
	"answerSets/*/options/*/unknown": 'It tells nothing, such as "not sure".',
	"answerSets/*/options/*/occasions": "The least and the most occasions that it stands for; null is no upper bound.",
	"answerSets/*/ticks": "What a box on a shared screen stands for.",
	"checklists/*: Checklist": "A themed list of items, in order.",
	"checklists/*/pause": "Said on a screen of its own before a hard part.",
	"checklists/*/tick": "The words above a screen that its items share.",
	"checklists/*/items/*: Item": "One question.",
	"checklists/*/items/*/label": "A yes, in a few words.",
	"checklists/*/items/*/spoken": "How it is said aloud to a helper.",
	"checklists/*/items/*/askWhen": "Asked unless this is not met.",
	"packs/*: Pack": "The definitions of one source.",
	"packs/*/place": "The id of the place whose law it is.",
	"packs/*/elements/*: Element": "A part of a definition.",
	"packs/*/definitions/*: Definition": "One test for harassment or stalking.",
	"packs/*/definitions/*/routes/*: Route": "One way to meet a definition: all of these elements.",
	"places/*: Place": "Whose law applies.",
	"signposts/*: Signpost": "Somewhere to get help, and when to show it.",
};
