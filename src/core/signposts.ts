/** What is said of a signpost. */
import type { Signpost, SignpostShown } from "./schema";

/** What is said of a signpost; the rest is for those who keep the list. */
export function shown(signpost: Signpost): SignpostShown {
	const { id, name, phone, text, url, hours, cost, remarks } = signpost;
	return {
		id,
		name,
		for: signpost.for,
		phone,
		text,
		url,
		hours,
		...(cost === undefined ? {} : { cost }),
		...(remarks === undefined ? {} : { remarks }),
	};
}
