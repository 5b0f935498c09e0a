/** What is left of a response, a log and the content where a report is for somebody who need not know all of it. */
import type { Content, Incident, Response } from "../content/schema";

/**
 * Leaves out free text, the place (but that it is none of those whose numbers are here: 999 is not called everywhere), the
 * answers to private items and the signposts for private needs, before anything is assessed: what is not there cannot
 * show. The content keeps its hash.
 */
export function redacted(
	content: Content,
	response: Response,
	incidents?: Incident[],
): { content: Content; response: Response; incidents?: Incident[] } {
	const isPrivate = new Set(
		content.checklists.flatMap(({ items }) =>
			items.filter((item) => item.private).map(({ id }) => id),
		),
	);
	const needs = new Set(
		content.needs.filter((need) => need.private).map(({ id }) => id),
	);
	const place = content.places.find(({ id }) => id === response.place);
	return {
		content: {
			...content,
			signposts: content.signposts.filter(
				(signpost) => !signpost.needs.some((need) => needs.has(need)),
			),
		},
		response: {
			...(response.for == null ? {} : { for: response.for }),
			...(place?.outside ? { place: place.id } : {}),
			answers: Object.fromEntries(
				Object.entries(response.answers).filter(([id]) => !isPrivate.has(id)),
			),
		},
		...(incidents ? { incidents: withoutWords(incidents) } : {}),
	};
}

/** Entries without a word of their own: a day instead of how it was written, and events by number. */
function withoutWords(incidents: Incident[]): Incident[] {
	const events = new Map<string, string>();
	return incidents.map(({ line, when, minute, what, event }) => {
		if (event !== undefined && !events.has(event))
			events.set(event, String(events.size + 1));
		const number = event === undefined ? undefined : events.get(event);
		return {
			line,
			...(when ? { when: withoutOriginal(when) } : {}),
			...(minute === undefined ? {} : { minute }),
			what,
			...(number === undefined ? {} : { event: number }),
		};
	});
}

function withoutOriginal({ from, to }: NonNullable<Incident["when"]>) {
	return { from, to, original: from === to ? from : `${from} to ${to}` };
}
