import type { Plugin } from "rolldown";

/** Removes `child_process`, with which Commander can start other programs as subcommands, from the bundle. */
export function noChildProcesses(): Plugin {
	return {
		name: "no-child-processes",
		resolveId: (id) => (id === "node:child_process" ? "\0empty" : null),
		load: (id) => (id === "\0empty" ? "export default {};" : null),
	};
}
