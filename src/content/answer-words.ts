/** Answers in words. */
import { lowerFirst } from "../engine/plain-words";
import { contentIndex } from "./content-index";
import type { Content } from "./schema";

/** Words an answer to follow the label of its item: "more than once", "3 times". Undefined without an answer. */
export function answerInWords(content: Content, item: string, answer?: string | number | null): string | undefined {
	if (typeof answer === "number") return times(answer);
	const options = contentIndex(content).items.get(item)?.answerSet.options;
	const label = options?.find(({ id }) => id === answer)?.label;
	return label === undefined ? undefined : lowerFirst(label);
}

/** "1 time", "3 times". */
export function times(count: number): string {
	return count === 1 ? "1 time" : `${count} times`;
}
