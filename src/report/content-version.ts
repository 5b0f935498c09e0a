/** Which content something was made with. */
import type { ContentVersion } from "../content/schema";

/** Writes the version, the day it was checked and the start of the hash of the content. */
export function contentVersionText({ version, checkedOn, hash, changed }: ContentVersion): string {
	const text = `Questions and law: version ${version}, checked ${checkedOn}, ${hash.slice(0, 15)}.`;
	return changed ? `${text} They are not those that came with stalk-check.` : text;
}
