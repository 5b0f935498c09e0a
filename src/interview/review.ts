/** Everything that was answered, to look through and change. */

import type { Checklist, Content, Item } from "../content/schema";
import { askPlace, partOf, type Sitting } from "./ask";
import { BACK, type Choice, type Prompter } from "./prompter";
import { stepFor, stillOpen } from "./routing";
import { askStep } from "./step";

const DONE = "done";
const PLACE = "place";

/** Shows the answers part by part, each to be changed, until the person is done. */
export async function review(
	content: Content,
	prompter: Prompter,
	sitting: Sitting,
): Promise<void> {
	const { review } = content.words.keyboard;
	const done = { id: DONE, label: review.done };
	for (;;) {
		const part = await prompter.choose(
			{ question: review.whichPart, back: true },
			[...partsOf(content, sitting), done],
		);
		if (part === BACK || part === DONE) return;
		if (part === PLACE) {
			const place = await askPlace(content, prompter, sitting.place, true);
			if (place !== BACK) sitting.place = place;
			continue;
		}
		const checklist = content.checklists.find(({ id }) => id === part);
		if (checklist) await reviewPart(content, prompter, sitting, checklist);
	}
}

async function reviewPart(
	content: Content,
	prompter: Prompter,
	sitting: Sitting,
	checklist: Checklist,
) {
	const { review } = content.words.keyboard;
	const heading = partOf(content, checklist);
	let last: string | undefined;
	for (;;) {
		const choice = await prompter.choose(
			{ heading, question: review.whichAnswer, back: true },
			[
				...changeable(content, sitting, checklist).map((item) => ({
					id: item.id,
					label: `${item.label}: ${said(content, sitting, item)}`,
				})),
				{ id: DONE, label: review.done },
			],
			last,
		);
		if (choice === BACK || choice === DONE) return;
		last = choice;
		const step = stepFor(content, choice);
		const shown = { heading, back: true };
		const { interview } = sitting;
		const after = await askStep(content, prompter, interview, step, shown);
		if (after !== BACK) sitting.interview = after;
	}
}

/** The parts of which something can be changed, and the place. */
function partsOf(content: Content, sitting: Sitting): Choice[] {
	const { skipped, place } = content.words.keyboard.review;
	const { given } = sitting.interview;
	const parts = content.checklists
		.filter((it) => changeable(content, sitting, it).length > 0)
		.map(({ id, title, items }) => {
			const answered = items.some((item) => given[item.id] !== undefined);
			return { id, label: answered ? title : `${title}: ${skipped}` };
		});
	const name = content.places.find(({ id }) => id === sitting.place)?.name;
	return [...parts, { id: PLACE, label: `${place}: ${name ?? skipped}` }];
}

/** The items of a part that were put to the person and still apply; of a part that was skipped, all that apply. */
function changeable(
	content: Content,
	{ interview, passed }: Sitting,
	{ id, items }: Checklist,
): Item[] {
	return items.filter(
		(item) =>
			(interview.asked.has(item.id) || passed.has(id)) &&
			stillOpen(content, interview, stepFor(content, item.id)),
	);
}

/** What was answered to an item, in words. */
function said(content: Content, { interview }: Sitting, item: Item): string {
	const answer = interview.given[item.id];
	const { skipped } = content.words.keyboard.review;
	if (answer === undefined) return skipped;
	if (typeof answer === "number")
		return answer === 1 ? "1 time" : `${answer} times`;
	const set = content.answerSets.find(({ id }) => id === item.answerSet);
	const label = set?.options.find(({ id }) => id === answer)?.label ?? skipped;
	return /^I\b/.test(label)
		? label
		: label.charAt(0).toLowerCase() + label.slice(1);
}
