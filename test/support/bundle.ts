/** Programs that use the package as on a web page: bundled, and run without Node. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { type OutputChunk, rolldown } from "rolldown";
import { expect } from "vitest";

/** Bundles a program beside the installed package into one script for the browser. */
export async function bundled(folder: string, program: string): Promise<string> {
	const input = join(folder, "program.mjs");
	writeFileSync(input, program);
	const bundle = await rolldown({ input, platform: "browser", onLog: (_level, { message }) => expect.fail(message) });
	const { output } = await bundle.generate({ format: "iife", minify: true });
	await bundle.close();
	expect(output).toHaveLength(1);
	return (output[0] as OutputChunk).code;
}

/** Runs a script with the globals of the language and these, and returns its global `result`. */
export function runAlone(script: string, globals: Record<string, unknown> = {}) {
	const context = vm.createContext(globals);
	vm.runInContext(script, context);
	return context.result;
}
