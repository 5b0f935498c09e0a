/** Which content something was made with, in words. */
import type { Stamp } from "../content/schema";

/** Which questions and law something was made with. */
export function stampText({
	version,
	checkedOn,
	hash,
	changed,
}: Stamp): string {
	const which = `Questions and law: version ${version}, checked ${checkedOn}, ${hash.slice(0, 15)}.`;
	return changed
		? `${which} They are not those that came with stalk-check.`
		: which;
}
