/** The yardstick: as little as a program can do that reads responses and writes something about each. */
import { blocksOfLines, flush, writeLine } from "./lines.mjs";

for (const lines of blocksOfLines())
	for (const line of lines) writeLine(JSON.stringify(JSON.parse(line)));
flush();
