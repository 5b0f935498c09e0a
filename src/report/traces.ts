/** What running the program leaves behind on a machine. Describes only: looks at nothing and deletes nothing. */
import type { Content, SignpostShown, System, TraceStep } from "../content/schema";
import { shown } from "../content/signposts";
import { addSignpost } from "./lists";
import { Page, type Style } from "./page";

const PARTS = ["kept", "look", "remove", "avoid", "stays"] as const;
type Part = (typeof PARTS)[number];
type Traces = Content["traces"];
type Section = { id: string; title: string } & Partial<Record<Part, { text: string; code?: string[] }[]>>;

/** The traces of one system or of all, and whom to ask first. */
export type TracesShown = Omit<Traces, "$schema" | "ask" | "sections"> & {
	ask: { text: string; signpost: SignpostShown | undefined };
	sections: Section[];
};

/** Returns what concerns a system. Without one, returns everything, and names the systems where it is not for all. */
export function tracesFor(content: Content, system?: System): TracesShown {
	const { traces, signposts } = content;
	const here = ({ systems }: { systems?: System[] | undefined }) => !system || !systems || systems.includes(system);
	const named = (text: string, systems: System[] | undefined) =>
		systems && !system ? `(${systems.map((it) => NAMES[it]).join(", ")}) ${text}` : text;
	const step = ({ text, code, systems }: TraceStep) => ({
		text: named(text, systems),
		...(code ? { code } : {}),
	});
	const helper = signposts.find(({ id }) => id === traces.ask.signpost);
	return {
		...traces,
		ask: { text: traces.ask.text, signpost: helper && shown(helper) },
		sections: traces.sections.filter(here).map((section) => ({
			id: section.id,
			title: section.title,
			...Object.fromEntries(PARTS.map((part) => [part, section[part]?.filter(here).map(step)])),
		})),
	};
}

const NAMES = { linux: "Linux", macos: "macOS", windows: "Windows" };

/** Writes the limits, whom to ask first, and then for each place what is kept, how to look, and how to remove it. */
export function tracesText(traces: TracesShown, style: Style): string {
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
