/** Bundles the fuzzer and runs it: `npm run fuzz -- --seconds 60 --seed 1 --only batch --rounds 1`. */
import { rolldown } from "rolldown";

const file = "coverage/fuzz/command.mjs";
const bundle = await rolldown({
	input: "test/fuzz/command.ts",
	platform: "node",
	external: /^(?!\.|\/)/,
});
await bundle.write({ file, format: "es", codeSplitting: false });
await bundle.close();
await import(`../../${file}`);
