/** Lets the person look through their answers and change them. */
import { answerInWords } from "../content/answer-words";
import type { Checklist, Content, Item } from "../content/schema";
import { askItem, askPlace, partOf, type Session } from "./ask";
import { BACK, type Choice } from "./prompter";
import { stepFor, stillOpen } from "./routing";
import type { InterviewState } from "./state";

/** Lists the parts, and in each part the answers, until the person is done. */
export async function review(session: Session): Promise<void> {
	const { content, prompter, state } = session;
	const { review } = content.words.keyboard;
	for (;;) {
		const choice = await prompter.choose({ question: review.whichPart, back: true }, [
			...partsOf(content, state),
			{ id: "done", label: review.done },
		]);
		if (choice === BACK || choice === "done") return;
		const checklist = content.checklists.find(({ id }) => id === choice);
		if (checklist) await reviewPart(session, checklist);
		else await askPlace(session, true);
	}
}

async function reviewPart(session: Session, checklist: Checklist) {
	const { content, prompter, state } = session;
	const { review } = content.words.keyboard;
	const heading = partOf(content, checklist);
	for (let last: string | undefined; ; ) {
		const choice = await prompter.choose(
			{ heading, question: review.whichAnswer, back: true },
			[
				...changeableItems(content, state, checklist).map(({ id, label }) => {
					const answer = answerInWords(content, id, state.interview.given[id]);
					return { id, label: `${label}: ${answer ?? review.skipped}` };
				}),
				{ id: "done", label: review.done },
			],
			last,
		);
		if (choice === BACK || choice === "done") return;
		last = choice;
		await askItem(session, choice);
	}
}

/** The checklists with something to change, and the place. */
function partsOf(content: Content, state: InterviewState): Choice[] {
	const { skipped, place } = content.words.keyboard.review;
	const { given } = state.interview;
	const parts = content.checklists
		.filter((part) => changeableItems(content, state, part).length > 0)
		.map(({ id, title, items }) => {
			const isAnswered = items.some((item) => given[item.id] !== undefined);
			return { id, label: isAnswered ? title : `${title}: ${skipped}` };
		});
	const name = content.places.find(({ id }) => id === state.place)?.name;
	return [...parts, { id: "place", label: `${place}: ${name ?? skipped}` }];
}

/** The items of a checklist that apply and were asked, or all that apply when the checklist was skipped. */
function changeableItems(content: Content, { interview, skipped }: InterviewState, { id, items }: Checklist): Item[] {
	const isOpen = stillOpen(content, interview);
	return items.filter((item) => (interview.asked.has(item.id) || skipped.has(id)) && isOpen(stepFor(content, item.id)));
}
