/** Reads a table with csv-parse and writes the same rows with csv-stringify. */
import { pipeline } from "node:stream/promises";
import { parse } from "csv-parse";
import { stringify } from "csv-stringify";

await pipeline(process.stdin, parse(), stringify(), process.stdout);
