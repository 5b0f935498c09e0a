import { mkdirSync } from "node:fs";
import { join } from "node:path";
import content from "virtual:content";
import { expect, test } from "vitest";
import { main } from "../../src/cli";
import { many } from "../support/random";
import { temporaryFolder } from "../support/run";
import { fuzz } from "./fuzz";

const folder = temporaryFolder();

/** Rounds for each entry point; `npm run fuzz` runs as many as it is asked for. */
const rounds: [only: string, rounds: number][] = [
	["response", 240],
	["file", 60],
	["batch", 12],
	["tables", 40],
	["dates", 80],
	["summaries", 60],
	["log", 50],
	["options", 200],
	["content", 15],
	["same", 3],
	["keyboard", 4],
	["pipes", 4],
];

test.each(rounds)(
	"hostile input by way of %s is understood or refused, and nothing else",
	async (only, rounds) => {
		const own = join(folder, only);
		mkdirSync(own);
		const goOn = (round: number) => round < many(rounds);
		const tally = await fuzz(main, content, own, { seed: 1, only, goOn });
		const { inputs = 0, codes = {} } = tally[only] ?? {};
		expect(inputs).toBeGreaterThanOrEqual(rounds);
		// All of the others is right, or ends as it was stopped.
		if (["same", "keyboard", "pipes"].includes(only)) return;
		// Some of it is right, and some is not.
		expect(codes[0]).toBeGreaterThan(inputs / 50);
		expect(codes[0]).toBeLessThan(inputs * 0.9);
	},
	120_000,
);
