/** Takes the screenshots of the README from the invented case: `npm run pictures`. Needs Chromium. */
import { execFileSync } from "node:child_process";
import { launch } from "puppeteer-core";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const page = execFileSync(process.execPath, [
	...["bin/stalk-check.js", "assess", "test/fixtures/forty-answers.json"],
	...["--incidents", "test/fixtures/forty-incidents.csv"],
	...["--dates", "day-first", "--format", "html"],
]).toString();

const browser = await launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
try {
	const tab = await browser.newPage();
	await tab.setViewport({ width: 760, height: 1180 });
	await tab.setContent(page);
	await tab.screenshot({ path: "docs/report.png" });
	const picture = await tab.$("figure");
	await picture?.screenshot({ path: "docs/timeline.png" });
} finally {
	await browser.close();
}
