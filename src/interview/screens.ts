/** Content and a response make the screens that apply; what is pressed on one makes the next response. Pure. */
import { contentIndex } from "../content/content-index";
import type { AnswerSet, Answers, Content, Item, Response, ScreenText } from "../content/schema";
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

type Kind = ScreenText["kind"];
/** The marks of the row, or of the two rows, of an item. */
type Marked = (string | undefined)[];
type Answer = Answers[string] | undefined;

/** The answer that skipping a choice keeps, where its item has it. */
const RATHER_NOT_SAY = "rather-not-say";
/** Ends the id of the second row of an item that counts: whether it happened two or more times. */
const AGAIN = "-again";

/** The screens that apply to a response, in order and in its wording. */
export function screensFor(content: Content, response: Response): Screen[] {
	const worded = wordedFor(content, response.for);
	return worded.screens.flatMap((text) => screenFor(worded, text, response) ?? []);
}

/** One screen of content that is in the right wording. Undefined when it does not apply. */
export function screenFor(content: Content, text: ScreenText, response: Response): Screen | undefined {
	const { items: _items, ifMarked, skip: _skip, someoneElse: _someoneElse, ...rest } = text;
	const rows = rowsOf(content, text, response);
	if (rows.length === 0 || (ifMarked && markedActs(content, response).length === 0)) return undefined;
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
	const { kind } = screen;
	if (kind === "place") return { ...response, place: action === "skip" ? null : action };
	const [first = screen.id] = content.screens.find(({ id }) => id === screen.id)?.items ?? [];
	const { options, ticks } = entryOf(content, first).answerSet;
	const given: Record<string, Answer> = {};
	if (kind === "choose")
		given[first] = action === "skip" ? options.find(({ id }) => id === RATHER_NOT_SAY)?.id : action;
	if (kind === "how-often") given[first] = { "one-event": ticks?.unticked, separate: ticks?.ticked }[action];
	for (const { id } of screen.marks.length > 0 ? screen.rows : []) {
		if (id.endsWith(AGAIN)) continue;
		const marked = [marks[id], marks[id + AGAIN]];
		given[id] = answerOf(kind, entryOf(content, id).answerSet, response.answers[id], marked, action);
	}
	const answers = Object.entries({ ...response.answers, ...given }).filter(([, answer]) => answer != null);
	return { ...response, answers: Object.fromEntries(answers) as Answers };
}

/** The response without a place that was skipped, and without answers to items that other answers have closed. */
export function withAskedAnswers(content: Content, { place, answers, ...rest }: Response): Response {
	const evaluator = evaluatorFor(content);
	const open = Object.entries(answers).filter(([id]) => evaluator.isAsked(id, answers));
	return { ...rest, ...(place && { place }), answers: Object.fromEntries(open) };
}

/** Whether a screen applies, with nothing on it answered. */
export function isUnanswered(content: Content, text: ScreenText, response: Response): boolean {
	const { kind, items = [] } = text;
	const { place, answers } = response;
	const screen = screenFor(content, text, response);
	if (!screen || items.some((id) => answers[id] != null)) return false;
	if (kind === "place") return place == null;
	const isUnsaid = (id: string) => answers[id] === entryOf(content, id).answerSet.ticks?.ticked;
	return kind !== "how-often" || screen.rows.every(({ id }) => isUnsaid(id));
}

function rowsOf(content: Content, text: ScreenText, response: Response): ScreenRow[] {
	const { kind, items = [] } = text;
	const { answers } = response;
	const entries = items.map((id) => entryOf(content, id));
	if (kind === "place") {
		const placesUnder = (law?: string) => content.places.filter((place) => place.law === law);
		// Where the law of a place applies in others, those are asked for.
		const asked = placesUnder().flatMap((place) => {
			const others = placesUnder(place.id);
			return others.length > 0 ? others : [place];
		});
		return asked.map(({ id, name }) => ({ id, label: name }));
	}
	if (kind === "choose") {
		const options = entries.flatMap(({ answerSet }) => answerSet.options).filter(({ id }) => id !== RATHER_NOT_SAY);
		return options.map(({ id, label }) => ({ id, label }));
	}
	const evaluator = evaluatorFor(content);
	const listed =
		kind === "how-often"
			? markedActs(content, response).filter(({ mark }) => mark === "yes")
			: entries.filter(({ item }) => evaluator.isAsked(item.id, answers));
	return listed.flatMap(({ item, answerSet }) => {
		const { id, label, aside, example } = item;
		const [mark = markBefore(content, item, answers), again] = itemMarks(kind, answerSet, answers[id]);
		const row = { id, label: item.row ?? label, aside, text: label, example, mark };
		if (!isPair(kind, answerSet)) return [row];
		const { twice, twiceInFull } = content.words.rows;
		const second = { label: `${row.label}, ${twice}`, text: `${label}, ${twiceInFull}` };
		return [row, { id: id + AGAIN, ...second, mark: again }];
	});
}

/** The mark of what was said on a screen before, for an item that is not answered yet. */
function markBefore(content: Content, { id, markedBy }: Item, answers: Answers): string | undefined {
	if (answers[id] != null || !markedBy) return undefined;
	const [mark] = itemMarks("happened", entryOf(content, markedBy).answerSet, answers[markedBy]);
	return mark;
}

function marksOf(content: Content, { kind }: ScreenText): Mark[] {
	const { marks } = content.words;
	const yes = { id: "yes", sign: "x", label: marks.yes };
	const no = { id: "no", sign: "-", label: marks.no };
	const notSure = { id: "not-sure", sign: "?", label: marks.notSure };
	if (kind === "happened") return [yes, notSure];
	if (kind === "true") return [yes, notSure, no];
	if (kind !== "how-often") return [];
	// The options that stand for two or more times.
	const counted = content.answerSets.find(({ counts }) => counts)?.options ?? [];
	return counted.flatMap(({ id, label, occasions: [least = 0] = [] }) =>
		least >= 2 ? [{ id, label, sign: `${least}+` }] : [],
	);
}

function actionsOf({ words }: Content, { kind, skip }: ScreenText, rows: ScreenRow[]): Action[] {
	const named = (...ids: Exclude<Action["id"], "skip">[]) => ids.map((id) => ({ id, label: words.actions[id] }));
	if (kind === "happened") return named("no", "open");
	if (kind === "true") return named("next");
	if (kind !== "how-often") return [{ id: "skip", label: skip ?? words.skip }];
	return named("one-event", ...(rows.length > 1 ? (["separate"] as const) : []), "once", "cannot-say");
}

/** The things that somebody did or may have done, with their marks. */
function markedActs(content: Content, { answers }: Response) {
	const acts = content.checklists.filter(({ behaviours }) => behaviours).flatMap(({ items }) => items);
	return acts.flatMap(({ id }) => {
		const { item, answerSet } = entryOf(content, id);
		const [mark] = itemMarks("happened", answerSet, answers[id]);
		return mark ? [{ item, answerSet, mark }] : [];
	});
}

/** Whether an item has a second row: for two or more times. */
function isPair(kind: Kind, { counts }: AnswerSet): boolean {
	return kind === "true" && counts === true;
}

/** The marks of the row, or of the two rows, of an item. */
function itemMarks(kind: Kind, set: AnswerSet, answer: Answer): Marked {
	const { options, ticks } = set;
	if (answer == null || !ticks) return [];
	const { known, option, min, max } = boundsOf(options, answer);
	// The greatest that it reaches.
	if (kind === "how-often")
		return [options.findLast(({ occasions: [least = 0] = [] }) => least >= 2 && least <= min)?.id];
	if (answer === ticks.unsure) return ["not-sure"];
	if (!known) return [];
	if (option === ticks.unticked) return kind === "true" ? ["no"] : [];
	if (!isPair(kind, set)) return ["yes"];
	return ["yes", max < 2 ? "no" : min >= 2 ? "yes" : undefined];
}

/** The answer of an item, by its marks or by what the action says of rows without one. Marks that stay keep the answer. */
function answerOf(kind: Kind, set: AnswerSet, before: Answer, [mark, again]: Marked, action: string): Answer {
	const { options, ticks } = set;
	const [markBefore, againBefore] = itemMarks(kind, set, before);
	const happened = (min: number, max: number | null) =>
		options.find(({ occasions }) => occasions?.[0] === min && occasions[1] === max)?.id;
	const once = happened(1, 1);
	if (action === "one-event") return once;
	if (mark !== undefined && mark === markBefore && again === againBefore) return before;
	if (kind === "how-often") return mark ?? (action === "cannot-say" ? ticks?.ticked : once);
	if (again === "yes") return happened(2, null);
	if (mark === "yes") return again === "no" ? once : ticks?.ticked;
	if (mark === "no" || (mark === undefined && action === "no")) return ticks?.unticked;
	if (mark === "not-sure") return ticks?.unsure;
	const saidNothing = before !== ticks?.unsure && options.find(({ id }) => id === before)?.unknown;
	return saidNothing ? before : undefined;
}

function entryOf(content: Content, id: string) {
	const entry = contentIndex(content).items.get(id);
	if (!entry) throw new Error(`there is no item "${id}"`);
	return entry;
}
