/** The program of a worker thread, started by `pool.ts`. */
import { parentPort, workerData } from "node:worker_threads";
import { writerFor } from "../engine/assess";
import type { Block } from "./blocks";
import { copyOf, lineAssessor } from "./lines";
import type { WorkerData } from "./pool";

const { content, compiled, options } = workerData as WorkerData;
writerFor(content, undefined, compiled);
const assess = lineAssessor(content, options);

parentPort?.on("message", (block: Block) => {
	parentPort?.postMessage(copyOf(assess(block)));
});
