import { realpathSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "rolldown";

/** Removes `child_process`, with which Commander can start other programs as subcommands, from the bundle. */
export function noChildProcesses(): Plugin {
	return {
		name: "no-child-processes",
		resolveId: (id) => (id === "node:child_process" ? "\0empty" : null),
		load: (id) => (id === "\0empty" ? "export default {};" : null),
	};
}

/**
 * Rewrites Commander's CommonJS files as ES modules, so that unused parts are not compiled at start-up. Saves 1.5 ms of the
 * 75 ms of processor time of a start on a busy machine, about 2 % (Node 20, November 2026; 400 interleaved starts).
 */
export function commanderAsModules(): Plugin {
	const lib = realpathSync(join(import.meta.dirname, "../node_modules/commander/lib"));
	const from = (names: string, file: string) => `export { ${names} } from ${JSON.stringify(join(lib, file))};\n`;
	return {
		name: "commander-as-modules",
		resolveId: (id) => (id === "commander" ? "\0commander" : null),
		load: (id) =>
			id === "\0commander"
				? from("Command", "command.js") +
					from("Option", "option.js") +
					from("CommanderError, InvalidArgumentError", "error.js")
				: null,
		transform(code, id) {
			if (!id.startsWith(lib)) return null;
			const module = code
				.replace(/^const ({.+}) = require\('(.+)'\);$/gm, "import $1 from '$2';")
				.replace(/^exports\.(\w+) = \1;/gm, "export { $1 };");
			// `require` of Node's own modules stays: an import would copy the whole namespace.
			if (/\brequire\('(?!node:)|\bexports\b/.test(module))
				throw new Error(`${id} has changed: adapt the patterns above`);
			return module;
		},
	};
}
