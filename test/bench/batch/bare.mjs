/** The bare loop: parses and stringifies each response and does nothing else. */
import { blocksOfLines, flush, writeLine } from "./lines.mjs";

for (const lines of blocksOfLines()) for (const line of lines) writeLine(JSON.stringify(JSON.parse(line)));
flush();
