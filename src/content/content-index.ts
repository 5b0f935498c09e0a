/** Content by id. */
import type { AnswerSet, Checklist, Content, Definition, Item, Pack } from "./schema";

export type ContentIndex = {
	/** Every item in the order of the checklists. */
	items: ReadonlyMap<string, { item: Item; answerSet: AnswerSet; checklist: Checklist }>;
	/** Every definition in the order of the packs. */
	definitions: ReadonlyMap<string, { definition: Definition; pack: Pack }>;
};

const cache = new WeakMap<Content, ContentIndex>();

/** Returns the index of valid content, built on the first call for each content object. */
export function contentIndex(content: Content): ContentIndex {
	const cached = cache.get(content);
	if (cached) return cached;
	const answerSets = new Map(content.answerSets.map((set) => [set.id, set]));
	const index: ContentIndex = {
		items: new Map(
			content.checklists.flatMap((checklist) =>
				checklist.items.map((item) => {
					const answerSet = answerSets.get(item.answerSet) as AnswerSet;
					return [item.id, { item, answerSet, checklist }];
				}),
			),
		),
		definitions: new Map(
			content.packs.flatMap((pack) => pack.definitions.map((definition) => [definition.id, { definition, pack }])),
		),
	};
	cache.set(content, index);
	return index;
}
