/** The questionnaire as a blank form to print: for work on the telephone, or on paper. */
import type { Content } from "../content/schema";
import { helplineGroups } from "../content/signposts";
import { wordedFor } from "../content/wording";
import { type Draft, list, present } from "../report/blocks";
import { type FormOptions, type FormSection, isQuestion, oldNotices, sectionsOf } from "./form";
import { expression } from "./relevance";

/** Returns the title and the sections. Questions are numbered through all of them. */
export function blankForm(original: Content, { place, whom }: FormOptions): { title: string; sections: Draft[] } {
	const content = wordedFor(original, whom);
	const { forms, report } = content.words;
	const sections = sectionsOf(content, place);
	const questions = sections.flatMap(({ parts }) => parts.filter(isQuestion));
	const numbered = new Map(questions.map((question, i) => [question.id, { ...question, number: i + 1 }]));
	const comparison = (item: string, equals: boolean, option: string) => {
		const { number, options = [] } = numbered.get(item) ?? {};
		return `${number} ${equals ? forms.is : forms.isNot} ${options.find(({ id }) => id === option)?.label}`;
	};
	const drafts = sections.map(({ title, intro, parts }): Draft => {
		const asked = parts.filter(isQuestion);
		const advice = asked.map(({ id }) => adviceAfter(parts, id));
		const isSame = (a: number, b: number) => advice[a]?.join() === advice[b]?.join();
		const rows = asked.map(({ id, text, hint, options, shownWhen }, i) => {
			const ifSo = isSame(i, i - 1) ? forms.ifAny : forms.ifSo;
			return {
				number: numbered.get(id)?.number ?? 0,
				text,
				remarks: present([shownWhen && `${forms.askIf} ${expression(shownWhen, comparison, forms)}.`, hint]),
				options: options.map(({ label }) => label),
				// Once, after the last of those with the same.
				advice: isSame(i, i + 1) ? [] : withIntro(ifSo, advice[i]),
			};
		});
		return { title, blocks: [intro, { kind: "questions", rows }] };
	});
	const groups = helplineGroups(content, place);
	return {
		title: forms.title,
		sections: [
			{ blocks: [list([forms.skip, forms.paper])] },
			...drafts,
			{ title: report.callTitle, isOver: true, blocks: oldNotices(content) },
			...groups.map(({ title, signposts }): Draft => ({ title, blocks: [{ kind: "signposts", rows: signposts }] })),
		],
	};
}

function withIntro(intro: string, lines: string[] = []): string[] {
	return lines.length > 0 ? [intro, ...lines] : [];
}

/** The lines of advice that follow a question. */
function adviceAfter(parts: FormSection["parts"], id: string): string[] {
	return parts.flatMap((part) => (!isQuestion(part) && part.id === `${id}-advice` ? part.lines : []));
}
