/** The program of a worker thread, started by `pool.ts`. */
import { parentPort, workerData } from "node:worker_threads";
import { type BatchOptions, LineAssessor, type Wordings } from "./lines";
import type { Task } from "./pool";

const { wordings, options } = workerData as {
	wordings: Wordings;
	options: BatchOptions;
};
const assessor = new LineAssessor(wordings, options);

parentPort?.on("message", ({ bytes, first }: Task) => {
	const results = assessor.assess({ bytes: Buffer.from(bytes.buffer), first });
	const copy = new Uint8Array(results.bytes);
	parentPort?.postMessage({ ...results, bytes: copy }, [copy.buffer]);
});
