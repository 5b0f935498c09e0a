/** What running the program leaves behind on a machine. Describes only: looks at nothing and deletes nothing. */
import type { Content, System, TraceStep } from "../content/schema";
import { shown } from "../content/signposts";
import { addSignpost } from "./lists";
import { Page, type Style } from "./page";

const PARTS = ["kept", "look", "remove", "avoid", "stays"] as const;
const NAMES = { linux: "Linux", macos: "macOS", windows: "Windows" };

type ForSystems = { systems?: System[] | undefined };
type Steps = Partial<Record<(typeof PARTS)[number], Pick<TraceStep, "text" | "code">[]>>;

/** Returns what concerns a system, and whom to ask first. Without one, returns everything, and names the systems. */
export function tracesFor({ traces, signposts }: Content, system?: System) {
	const here = ({ systems }: ForSystems) => !system || !systems || systems.includes(system);
	const step = ({ text, code, systems }: TraceStep) => ({
		text: systems && !system ? `(${systems.map((it) => NAMES[it]).join(", ")}) ${text}` : text,
		...(code ? { code } : {}),
	});
	const helper = signposts.find(({ id }) => id === traces.ask.signpost);
	return {
		...traces,
		ask: { text: traces.ask.text, signpost: helper && shown(helper) },
		sections: traces.sections.filter(here).map((section) => {
			const steps: Steps = Object.fromEntries(PARTS.map((part) => [part, section[part]?.filter(here).map(step)]));
			return { id: section.id, title: section.title, ...steps };
		}),
	};
}

/** Writes the limits, whom to ask first, and then for each place what is kept, how to look, and how to remove it. */
export function tracesText(traces: ReturnType<typeof tracesFor>, style: Style): string {
	const page = new Page(style);
	page.heading(traces.title);
	page.paragraph(traces.intro);
	page.heading(traces.limitsTitle, style.alert);
	for (const limit of traces.limits) page.bullet(limit);
	page.gap();
	page.paragraph(traces.ask.text);
	if (traces.ask.signpost) addSignpost(page, traces.ask.signpost);
	for (const section of traces.sections) {
		page.heading(section.title);
		for (const part of PARTS) {
			const steps = section[part] ?? [];
			if (steps.length > 0) page.title(traces.labels[part]);
			for (const { text, code = [] } of steps) {
				page.bullet(text);
				for (const line of code) page.code(line);
			}
		}
	}
	return page.text();
}
