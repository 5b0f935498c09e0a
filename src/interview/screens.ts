/** Content and a response make the screens that apply; what is pressed on one makes the next response. Pure. */
import { contentIndex } from "../content/content-index";
import type { AnswerSet, Answers, Content, Item, Place, Response, ScreenText } from "../content/schema";
import { wordedFor } from "../content/wording";
import { evaluatorFor } from "../engine/assess";
import { boundsOf } from "../engine/values";

/** What a row can be marked with. `sign` stands in its box. */
export type Mark = { id: string; sign: string; label: string };

/** A row to mark, or to choose. */
export type ScreenRow = {
	id: string;
	label: string;
	/** A short example. */
	aside?: string | undefined;
	/** The label and the example in full. */
	text?: string;
	example?: string | undefined;
	/** The id of the mark that its answer stands for. */
	mark?: string | undefined;
};

/** A way to go on from a screen. It says what rows without a mark mean. */
export type Action = {
	id: "skip" | "no" | "open" | "next" | "once" | "one-event" | "separate" | "cannot-say";
	label: string;
};

/** A screen that applies, with its rows as they were answered. Without `marks`, choosing a row answers it. */
export type Screen = Omit<ScreenText, "items" | "ifMarked" | "skip" | "someoneElse"> & {
	rows: ScreenRow[];
	marks: Mark[];
	actions: Action[];
};

/** What somebody pressed: the marks by row, and the id of an action or of a row chosen. */
export type Pressed = { marks?: Record<string, string>; id: string };

type Answer = Answers[string] | undefined;

/** The answer that skipping a choice keeps, where its item has it. */
const RATHER_NOT_SAY = "rather-not-say";

/** The screens that apply to a response, in order and in its wording. */
export function screensFor(content: Content, response: Response): Screen[] {
	const worded = wordedFor(content, response.for);
	return worded.screens.flatMap((text) => screenFor(worded, text, response) ?? []);
}

/** One screen of content that is in the right wording. Undefined when it does not apply. */
export function screenFor(content: Content, text: ScreenText, response: Response): Screen | undefined {
	const { items: _items, ifMarked, skip: _skip, someoneElse: _someoneElse, ...rest } = text;
	const rows = rowsOf(content, text, response);
	if (rows.length === 0 || (ifMarked && !isAnythingMarked(content, response))) return undefined;
	return { ...rest, rows, marks: marksOf(content, text), actions: actionsOf(content, text, rows) };
}

/** A screen that asks for one item by itself. */
export function singleScreen(content: Content, id: string, response: Response): Screen {
	const { item, checklist } = entryOf(content, id);
	const text: ScreenText = { id, kind: "choose", title: checklist.title, question: item.text, items: [id] };
	return screenFor(content, text, response) as Screen;
}

/** The response after a screen was answered. A row without a mark is never a no by itself: the action says what it is. */
export function answerScreen(content: Content, response: Response, screen: Screen, pressed: Pressed): Response {
	const { marks = {}, id: action } = pressed;
	if (screen.kind === "place") return { ...response, place: action === "skip" ? null : action };
	const [first = screen.id] = content.screens.find(({ id }) => id === screen.id)?.items ?? [];
	const { options, ticks } = entryOf(content, first).answerSet;
	const given: Record<string, Answer> = {};
	if (screen.kind === "choose")
		given[first] = action === "skip" ? options.find(({ id }) => id === RATHER_NOT_SAY)?.id : action;
	if (screen.kind === "how-often") given[first] = { "one-event": ticks?.unticked, separate: ticks?.ticked }[action];
	for (const { id } of screen.marks.length > 0 ? screen.rows : []) {
		if (id.endsWith(AGAIN)) continue;
		const { answerSet } = entryOf(content, id);
		const before = response.answers[id];
		given[id] =
			screen.kind === "how-often"
				? timesOf(answerSet, before, marks[id], action)
				: answerOf(screen, answerSet, before, [marks[id], marks[id + AGAIN]], action);
	}
	const answers = Object.entries({ ...response.answers, ...given }).filter(([, answer]) => answer != null);
	return { ...response, answers: Object.fromEntries(answers) as Answers };
}

/** The response without a place that was skipped, and without answers to items that other answers have closed. */
export function openResponse(content: Content, { place, answers, ...rest }: Response): Response {
	const evaluator = evaluatorFor(content);
	const open = Object.entries(answers).filter(([id]) => evaluator.isAsked(id, answers));
	return { ...rest, ...(place && { place }), answers: Object.fromEntries(open) };
}

/** Whether a screen applies, with nothing on it answered. */
export function isOpen(content: Content, text: ScreenText, response: Response): boolean {
	const { kind, items = [] } = text;
	const { place, answers } = response;
	const screen = screenFor(content, text, response);
	if (!screen || items.some((id) => answers[id] != null)) return false;
	if (kind === "place") return place == null;
	const isUnsaid = (id: string) => answers[id] === entryOf(content, id).answerSet.ticks?.ticked;
	return kind !== "how-often" || screen.rows.every(({ id }) => isUnsaid(id));
}

/** Ends the id of the second row of an item that counts: whether it happened two or more times. */
const AGAIN = "-again";

/** The places to choose from: in place of one whose law applies in others, those. */
function placesAsked({ places }: Content): Place[] {
	const laws = places.filter(({ law }) => law === undefined);
	return laws.flatMap((place) => {
		const under = places.filter(({ law }) => law === place.id);
		return under.length > 0 ? under : [place];
	});
}

function rowsOf(content: Content, text: ScreenText, response: Response): ScreenRow[] {
	const { answers } = response;
	if (text.kind === "place") return placesAsked(content).map(({ id, name }) => ({ id, label: name }));
	if (text.kind === "how-often")
		return happened(content, response).map((item) => ({
			...rowOf(item),
			mark: timesMark(entryOf(content, item.id).answerSet, answers[item.id]),
		}));
	const entries = (text.items ?? []).map((id) => entryOf(content, id));
	if (text.kind === "choose")
		return entries
			.flatMap(({ answerSet }) => answerSet.options)
			.filter(({ id }) => id !== RATHER_NOT_SAY)
			.map(({ id, label }) => ({ id, label }));
	const evaluator = evaluatorFor(content);
	return entries
		.filter(({ item }) => evaluator.isAsked(item.id, answers))
		.flatMap(({ item, answerSet }) => {
			const [mark = markBefore(content, item, answers), again] = itemMarks(text.kind, answerSet, answers[item.id]);
			const row = { ...rowOf(item), mark };
			if (text.kind !== "true" || !answerSet.counts) return [row];
			const { twice, twiceInFull } = content.words.rows;
			const second = { label: `${row.label}, ${twice}`, text: `${item.label}, ${twiceInFull}` };
			return [row, { id: item.id + AGAIN, ...second, mark: again }];
		});
}

/** The mark of what was said on a screen before, for an item that is not answered yet. */
function markBefore(content: Content, { id, markedBy }: Item, answers: Answers): string | undefined {
	if (answers[id] != null || !markedBy || answers[markedBy] == null) return undefined;
	const [mark] = itemMarks("happened", entryOf(content, markedBy).answerSet, answers[markedBy]);
	return mark;
}

function rowOf({ id, label, row, aside, example }: Item): ScreenRow {
	return { id, label: row ?? label, aside, text: label, example };
}

function marksOf(content: Content, { kind }: ScreenText): Mark[] {
	const { yes, no, notSure } = content.words.marks;
	const marks = { yes: { id: "yes", sign: "x", label: yes }, no: { id: "no", sign: "-", label: no } };
	const unsure = { id: "not-sure", sign: "?", label: notSure };
	if (kind === "happened") return [marks.yes, unsure];
	if (kind === "true") return [marks.yes, marks.no, unsure];
	const counting = content.answerSets.find(({ counts }) => counts);
	return kind === "how-often" && counting ? timesMarks(counting) : [];
}

function actionsOf({ words }: Content, { kind, skip }: ScreenText, rows: ScreenRow[]): Action[] {
	const named = (...ids: Exclude<Action["id"], "skip">[]) => ids.map((id) => ({ id, label: words.actions[id] }));
	if (kind === "happened") return named("no", "open");
	if (kind === "true") return named("next");
	if (kind !== "how-often") return [{ id: "skip", label: skip ?? words.skip }];
	return named("one-event", ...(rows.length > 1 ? (["separate"] as const) : []), "once", "cannot-say");
}

/** The things that somebody did, by what was answered. */
function happened(content: Content, { answers }: Response): Item[] {
	return acts(content).filter(
		({ id }) => itemMarks("happened", entryOf(content, id).answerSet, answers[id])[0] === "yes",
	);
}

function isAnythingMarked(content: Content, { answers }: Response): boolean {
	return acts(content).some(({ id }) => itemMarks("happened", entryOf(content, id).answerSet, answers[id])[0]);
}

function acts({ checklists }: Content): Item[] {
	return checklists.filter(({ behaviours }) => behaviours).flatMap(({ items }) => items);
}

/** The marks of an item: for it, and for two or more times. */
function itemMarks(kind: ScreenText["kind"], { options, ticks }: AnswerSet, answer: Answer): (string | undefined)[] {
	if (answer == null || !ticks) return [];
	if (answer === ticks.unsure) return ["not-sure"];
	const { known, option, min, max } = boundsOf(options, answer);
	if (!known) return [];
	if (option === ticks.unticked) return kind === "true" ? ["no"] : [];
	return ["yes", max < 2 ? "no" : min >= 2 ? "yes" : undefined];
}

/** The answer of a row, or of the two rows of an item that counts. An answer whose marks are as they were is kept. */
function answerOf(
	{ kind }: Screen,
	set: AnswerSet,
	before: Answer,
	[mark, again]: (string | undefined)[],
	action: string,
): Answer {
	const { options, ticks } = set;
	const [markBefore, againBefore] = itemMarks(kind, set, before);
	const isPair = kind === "true" && set.counts;
	if (mark !== undefined && mark === markBefore && (!isPair || again === againBefore)) return before;
	if (again === "yes") return optionOf(set, 2, null);
	if (mark === "yes") return again === "no" ? optionOf(set, 1, 1) : ticks?.ticked;
	if (mark === "no" || (mark === undefined && action === "no")) return ticks?.unticked;
	if (mark === "not-sure") return ticks?.unsure;
	const saidNothing = before !== ticks?.unsure && options.find(({ id }) => id === before)?.unknown;
	return saidNothing ? before : undefined;
}

/** How often something happened, by its mark or by what the action says of rows without one. */
function timesOf(set: AnswerSet, before: Answer, mark: string | undefined, action: string): Answer {
	if (action === "one-event") return optionOf(set, 1, 1);
	if (mark !== undefined) return mark === timesMark(set, before) ? before : mark;
	return action === "cannot-say" ? set.ticks?.ticked : optionOf(set, 1, 1);
}

/** The mark of how often something happened: of the greatest option that it reaches. */
function timesMark(set: AnswerSet, answer: Answer): string | undefined {
	const { min } = boundsOf(set.options, answer);
	return timesMarks(set).findLast((mark) => min >= Number.parseInt(mark.sign, 10))?.id;
}

/** The options that stand for two or more times. */
function timesMarks({ options }: AnswerSet): Mark[] {
	return options.flatMap(({ id, label, occasions: [min] = [0, null] }) =>
		min >= 2 ? [{ id, label, sign: `${min}+` }] : [],
	);
}

/** The option for so many occasions. */
function optionOf({ options }: AnswerSet, least: number, most: number | null): Answer {
	return options.find(({ occasions }) => occasions?.[0] === least && occasions[1] === most)?.id;
}

function entryOf(content: Content, id: string) {
	const entry = contentIndex(content).items.get(id);
	if (!entry) throw new Error(`there is no item "${id}"`);
	return entry;
}
