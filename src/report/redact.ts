/** What may be shown to somebody who need not know everything. */
import { contentIndex } from "../content/content-index";
import type { Content, Incident, Response } from "../content/schema";

type Redacted = { content: Content; response: Response; incidents?: Incident[] };

/**
 * Removes free text, the place, the answers to private items and the signposts for private needs. It runs before anything
 * is assessed, so that nothing removed can show. That the place is outside the United Kingdom stays: 999 is not called
 * everywhere. The content keeps its hash.
 */
export function redacted(content: Content, response: Response, incidents?: Incident[]): Redacted {
	const { items } = contentIndex(content);
	const needs = new Set(content.needs.filter((need) => need.private).map(({ id }) => id));
	const place = content.places.find(({ id }) => id === response.place);
	return {
		content: {
			...content,
			signposts: content.signposts.filter((signpost) => !signpost.needs.some((need) => needs.has(need))),
		},
		response: {
			...(response.for != null && { for: response.for }),
			...(place?.outside && { place: place.id }),
			answers: Object.fromEntries(Object.entries(response.answers).filter(([id]) => !items.get(id)?.item.private)),
		},
		...(incidents && { incidents: withoutWords(incidents) }),
	};
}

/** Removes all free text: days stand for how they were written, and numbers for events. */
function withoutWords(incidents: Incident[]): Incident[] {
	const events = [...new Set(incidents.flatMap(({ event }) => event ?? []))];
	return incidents.map(({ line, when, minute, what, event }) => ({
		line,
		...(when && { when: withoutOriginal(when) }),
		...(minute !== undefined && { minute }),
		what,
		...(event !== undefined && { event: String(events.indexOf(event) + 1) }),
	}));
}

function withoutOriginal({ from, to }: NonNullable<Incident["when"]>) {
	return { from, to, original: from === to ? from : `${from} to ${to}` };
}
