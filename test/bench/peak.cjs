/** Preloaded into a program, writes its peak memory in KiB to the file named by PEAK_FILE. */
const { readFileSync, writeFileSync } = require("node:fs");
const { isMainThread } = require("node:worker_threads");

if (isMainThread)
	process.on("exit", () => {
		writeFileSync(process.env.PEAK_FILE, String(peak()));
	});

/** VmHWM on Linux: maxRSS includes the program that the process ran before. */
function peak() {
	if (process.platform !== "linux") return process.resourceUsage().maxRSS;
	return /^VmHWM:\s+(\d+)/m.exec(readFileSync("/proc/self/status", "utf8"))[1];
}
