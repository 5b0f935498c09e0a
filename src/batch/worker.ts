/** The program of a worker thread, started by `pool.ts`. */
import { parentPort, workerData } from "node:worker_threads";
import type { Content } from "../content/schema";
import { type BatchOptions, LineAssessor } from "./lines";
import type { Task } from "./pool";

const { content, options } = workerData as { content: Content; options: BatchOptions };
const assessor = new LineAssessor(content, options);

parentPort?.on("message", ({ bytes, first }: Task) => {
	const results = assessor.assess({ bytes: Buffer.from(bytes.buffer), first });
	const copy = new Uint8Array(results.bytes);
	parentPort?.postMessage({ ...results, bytes: copy }, [copy.buffer]);
});
