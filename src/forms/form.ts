/** The questionnaire as one form, whatever tool it is for: sections of questions and notes, in the order of the screens. */
import { notices } from "../content/age";
import { contentIndex } from "../content/content-index";
import type { Content, Response, ScreenText } from "../content/schema";
import { helplineGroups } from "../content/signposts";
import { wordedFor } from "../content/wording";
import { screenFor } from "../interview/screens";
import { plainText } from "../report/blocks";
import { signpostLines } from "../report/lists";
import { type Relevance, relevanceOf } from "./relevance";

export type Question = {
	id: string;
	text: string;
	hint?: string | undefined;
	/** The id of its answer set: questions that share one have the same options. */
	list: string;
	options: { id: string; label: string }[];
	shownWhen?: Relevance | undefined;
};

/** Lines to read. */
export type Note = { id: string; lines: string[]; shownWhen?: Relevance | undefined };

export type FormSection = { id: string; title: string; intro?: string | undefined; parts: (Question | Note)[] };

export type Form = { title: string; version: string; sections: FormSection[] };

export type FormOptions = { place?: string | undefined; whom?: Response["for"] };

/** The id of the question about the place, which is a column of its own beside the items. */
const PLACE = "place";

/**
 * Makes the form. With a place, it is not asked about, and the helplines at the end are those of it. It begins with who can
 * read it, and danger.
 */
export function buildForm(original: Content, { place, whom }: FormOptions): Form {
	const content = wordedFor(original, whom);
	const { forms, report } = content.words;
	const sections = sectionsOf(content, place);
	sections[0]?.parts.unshift({ id: "about-this-form", lines: [...forms.kept, forms.skip] });
	sections.push({ id: "helplines", title: report.callTitle, parts: helplineNotes(content, place) });
	return { title: forms.title, version: content.version, sections };
}

/** The sections with questions: one a screen, and after each urgent sign what to do. */
export function sectionsOf(content: Content, place: string | undefined): FormSection[] {
	const relevance = relevanceOf(content);
	const { items } = contentIndex(content);
	const questionOf = ({ kind, question }: ScreenText, id: string): Question | undefined => {
		const entry = items.get(id);
		if (!entry) return;
		const { item, answerSet } = entry;
		const isAlone = kind === "choose";
		return {
			id,
			text: isAlone ? question : item.text,
			hint: isAlone || item.example === undefined ? undefined : sentence(item.example),
			list: answerSet.id,
			options: answerSet.options.map(({ id, label }) => ({ id, label })),
			shownWhen: item.askWhen && relevance.possibly(item.askWhen),
		};
	};
	return content.screens.flatMap((screen): FormSection[] => {
		const { id, title, intro } = screen;
		if (screen.kind === "place") {
			const options = screenFor(content, screen, { answers: {} })?.rows ?? [];
			const text = screen.question;
			return place === undefined ? [{ id, title, parts: [{ id: PLACE, text, list: PLACE, options }] }] : [];
		}
		const parts = (screen.items ?? []).flatMap((item) => {
			const question = questionOf(screen, item);
			return question ? [question, ...adviceOn(content, item, place, relevance.surely)] : [];
		});
		return [{ id, title, intro, parts }];
	});
}

function sentence(text: string): string {
	return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, "")}.`;
}

/** What to do at once after a yes to an urgent sign. */
function adviceOn(
	{ words, signs, places }: Content,
	item: string,
	place: string | undefined,
	surely: ReturnType<typeof relevanceOf>["surely"],
): Note[] {
	const { danger, report } = words;
	const isOutside = places.some(({ id, outside }) => id === place && outside);
	const emergency = isOutside ? [report.dangerElsewhere] : [report.danger, report.silent];
	return signs.urgent
		.filter((sign) => sign.item === item)
		.map(({ is }) => ({
			id: `${item}-advice`,
			lines: item === danger.item && !isOutside ? danger.text : [...emergency, report.tellFirst],
			shownWhen: surely(item, is),
		}));
}

/** Who can help, a note for each need: how to reach each, and for whom it is. Numbers that are old are said to be. */
function helplineNotes(content: Content, place: string | undefined): Note[] {
	const groups = helplineGroups(content, place).map(({ title = "", signposts }) => [
		title,
		...signposts.map((signpost) => {
			const [contact = ""] = signpostLines(signpost);
			return `${signpost.name}. ${plainText(contact)}. ${signpost.for} ${signpost.url}`;
		}),
	]);
	const notes = [oldNotices(content), ...groups].filter((lines) => lines.length > 0);
	return notes.map((lines, i) => ({ id: `helplines-${i + 1}`, lines }));
}

/** The notice of content that is old. Whose content it is says nothing to those who fill in a form. */
export function oldNotices(content: Content): string[] {
	return notices({ ...content, changed: undefined });
}

/** Whether a part is a question. */
export function isQuestion(part: Question | Note): part is Question {
	return "options" in part;
}
