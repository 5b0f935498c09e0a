/** Loaded before a program, it says in the file named by PEAK_FILE how much memory that took at most, in KiB. */
const { readFileSync, writeFileSync } = require("node:fs");
const { isMainThread } = require("node:worker_threads");

if (isMainThread)
	process.on("exit", () => {
		writeFileSync(process.env.PEAK_FILE, String(peak()));
	});

/** What Linux counts since this program began; maxRSS there includes what came before it in the same process. */
function peak() {
	if (process.platform !== "linux") return process.resourceUsage().maxRSS;
	return /^VmHWM:\s+(\d+)/m.exec(readFileSync("/proc/self/status", "utf8"))[1];
}
