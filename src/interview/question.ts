/** Asks one step of the interview: one item, how often it happened, or several items to tick. */
import { contentIndex } from "../content/content-index";
import type { AnswerSet, Answers, Content, Item } from "../content/schema";
import type { Session } from "./ask";
import { BACK, type Back, type Choice, choicesOf, type Prompt } from "./prompter";
import { type Interview, isTicked, keep, type Step } from "./routing";

/** Asks a step and stores the answer. What was answered before is preselected. */
export async function askQuestion(
	session: Session,
	step: Step,
	place: { heading: string; back: boolean },
): Promise<Back | undefined> {
	const { asked } = session.state.interview;
	const { intro, items } = step.checklist;
	const isFirst = !items.some(({ id }) => asked.has(id));
	const prompt = { ...place, text: intro && isFirst ? [intro] : [] };
	return step.kind === "tick" ? askTogether(session, step, prompt) : askOne(session, step, prompt);
}

async function askOne({ content, prompter, state }: Session, step: Step, prompt: Prompt): Promise<Back | undefined> {
	const { howOften, skip } = content.words;
	const { interview } = state;
	const [item] = step.items;
	const { id, label, text, example } = item;
	const isHowOften = step.kind === "how-often";
	const options = [...step.options, ...(isHowOften ? [] : step.unknown)];
	const isNew = isHowOften ? !interview.counted.has(id) : !interview.asked.has(id);
	const withExample = example ? `${text} For example: ${example}.` : text;
	const choice = await prompter.choose(
		{ ...prompt, question: isHowOften ? `${label}. ${howOften}` : withExample },
		[...options.map(({ id, label }) => ({ id, label })), { id: "skip", label: skip }],
		isNew ? undefined : String(interview.given[id] ?? "skip"),
	);
	if (choice === BACK) return BACK;
	// Skipping how often something happened does not take back that it happened.
	const skipped = isHowOften ? ticksOf(content, item).ticked : null;
	state.interview = keep(interview, step, item, choice === "skip" ? skipped : choice);
}

/** Asks for items on one screen, then what the empty boxes mean: an empty box alone is not a no. */
async function askTogether(session: Session, step: Step, prompt: Prompt): Promise<Back | undefined> {
	const { content, prompter, state } = session;
	const { interview } = state;
	const { items, checklist } = step;
	const wasTicked = (item: Item) => isTicked(content, interview, item);
	let ticked = items.filter(wasTicked).map(({ id }) => id);
	for (;;) {
		const answer = await prompter.tick({ ...prompt, question: checklist.tick as string }, items.map(boxOf), ticked);
		if (answer === BACK) return BACK;
		ticked = answer;
		const empty = items.filter(({ id }) => !answer.includes(id));
		const others = await askEmpty(session, empty, prompt.heading);
		if (others === BACK) continue;
		for (const item of items) {
			const before = wasTicked(item) ? interview.given[item.id] : undefined;
			const said = empty.includes(item) ? others[item.id] : (before ?? ticksOf(content, item).ticked);
			state.interview = keep(state.interview, step, item, said ?? null);
		}
		return;
	}
}

/** Asks what the empty boxes mean. Returns the answers to their items, none when the person skips. */
async function askEmpty(
	{ content, prompter, state }: Session,
	items: Item[],
	heading: string | undefined,
): Promise<Answers | Back> {
	const { words } = content;
	const { given } = state.interview;
	const answersOf = (kind: keyof Ticks, items: Item[]): Answers =>
		Object.fromEntries(items.map((item) => [item.id, ticksOf(content, item)[kind]]));
	if (items.length === 0) return {};
	for (;;) {
		const choice = await prompter.choose(
			{ heading, back: true, question: words.untickedQuestion },
			choicesOf(words, "untickedNone", "untickedUnsure", "untickedUnsaid", "skip"),
			emptyBefore(content, state.interview, items),
		);
		if (choice === BACK) return BACK;
		if (choice === "skip") return {};
		if (choice === "untickedUnsaid") return answersOf("unsaid", items);
		if (choice === "untickedNone") return answersOf("unticked", items);
		const unsure = await prompter.tick(
			{ heading, back: true, question: words.whichUnsure },
			items.map(boxOf),
			items.filter((item) => given[item.id] === ticksOf(content, item).unsure).map(({ id }) => id),
		);
		if (unsure === BACK) continue;
		const those = items.filter(({ id }) => unsure.includes(id));
		return { ...answersOf("unticked", items), ...answersOf("unsure", those) };
	}
}

/** Returns what was said of the empty boxes before. Undefined when the answers differ, or one of the items is new. */
function emptyBefore(content: Content, { given, asked }: Interview, items: Item[]) {
	const was = (kind: keyof Ticks) => (item: Item) => given[item.id] === ticksOf(content, item)[kind];
	if (!items.every(({ id }) => asked.has(id))) return undefined;
	if (items.every(({ id }) => given[id] === undefined)) return "skip";
	if (items.every(was("unticked"))) return "untickedNone";
	if (items.every(was("unsaid"))) return "untickedUnsaid";
	return items.some(was("unsure")) ? "untickedUnsure" : undefined;
}

type Ticks = NonNullable<AnswerSet["ticks"]>;

function ticksOf(content: Content, { id }: Item): Ticks {
	return contentIndex(content).items.get(id)?.answerSet.ticks as Ticks;
}

function boxOf({ id, label, example }: Item): Choice {
	return { id, label, hint: example };
}
