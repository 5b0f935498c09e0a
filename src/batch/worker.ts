/** The program of a worker thread, started by `pool.ts`. */
import { parentPort, workerData } from "node:worker_threads";
import { writerFor } from "../engine/assess";
import { LineAssessor } from "./lines";
import type { Task, WorkerData } from "./pool";

const { content, compiled, options } = workerData as WorkerData;
writerFor(content, undefined, compiled);
const assessor = new LineAssessor(content, options);

parentPort?.on("message", ({ bytes, first }: Task) => {
	const results = assessor.assess({ bytes: Buffer.from(bytes.buffer), first });
	parentPort?.postMessage({ ...results, bytes: new Uint8Array(results.bytes) });
});
