import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, launch, type Page } from "puppeteer-core";
import { getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ReportInput } from "../../src/report/context";
import { reportHtml } from "../../src/report/html";
import { call } from "../support/call";
import { entries, forty, inputOf, response } from "../support/report-input";
import { temporaryFolder } from "../support/run";

const CHROMIUM = "/usr/bin/chromium";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = temporaryFolder();
const file = (name: string, input: ReportInput | string) => {
	const path = join(folder, `${name}.html`);
	writeFileSync(path, typeof input === "string" ? input : reportHtml(input));
	return pathToFileURL(path).href;
};
const pages = {
	"forty entries": file("forty", inputOf()),
	"for somebody who need not know": file("redacted", inputOf(response, forty, true)),
	"four hundred entries": file("many", inputOf(response, entries(400))),
	"one day": file("day", inputOf(response, entries(3, "2025-03-04", 1))),
	"no days": file(
		"none",
		inputOf(
			response,
			forty.map(({ when, ...it }) => it),
		),
	),
	"nothing at all": file("nothing", inputOf({ answers: {} }, [])),
	"a blank form": file("blank", (await call(["questions", "--format", "html"])).stdout),
};

describe.skipIf(!existsSync(CHROMIUM))("the page in a browser (needs chromium)", () => {
	let browser: Browser;
	beforeAll(async () => {
		browser = await launch({
			executablePath: CHROMIUM,
			args: ["--no-sandbox", "--disable-gpu"],
		});
	});
	afterAll(() => browser.close());

	/** Opens a page with everything noted that it says or asks for. */
	async function open(url: string, look: Look): Promise<[Page, string[]]> {
		const page = await browser.newPage();
		const heard: string[] = [];
		page.on("console", (message) => heard.push(message.text()));
		page.on("pageerror", (error) => heard.push(String(error)));
		page.on("request", (request) => {
			if (request.url() !== url) heard.push(request.url());
		});
		const { width, scheme, zoom = 1 } = look;
		await page.setViewport({
			width: width / zoom,
			height: 800,
			deviceScaleFactor: zoom,
		});
		await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
		await page.goto(url);
		return [page, heard];
	}
	type Look = { width: number; scheme: "light" | "dark"; zoom?: number };
	const looks: Look[] = [
		{ width: 320, scheme: "light" },
		{ width: 320, scheme: "dark" },
		{ width: 1280, scheme: "light" },
		{ width: 1280, scheme: "dark" },
		// Zoomed, a window holds fewer pixels.
		{ width: 1280, scheme: "light", zoom: 2 },
	];

	describe.each(Object.entries(pages))("%s", (_, url) => {
		test.each(url === pages["forty entries"] ? looks : looks.slice(1, 3))(
			"at $width, $scheme, zoom $zoom: nothing is wrong, asked for, or too wide",
			async (look) => {
				const [page, heard] = await open(url, look);
				expect(
					await page.evaluate(() => [
						getComputedStyle(document.body).maxWidth !== "none",
						document.documentElement.scrollWidth <= innerWidth,
					]),
				).toEqual([true, true]);
				expect(heard).toEqual([]);
				// Added by the browser, which the page's own policy does not bind.
				await page.evaluate(axe);
				const found = await page.evaluate(async () => {
					// @ts-expect-error: axe is there now.
					const { violations, incomplete } = await axe.run({ rules: { "target-size": { enabled: true } } });
					// What axe cannot tell is looked at too; of text in a drawing it never can.
					return [...violations, ...incomplete].flatMap((it: { id: string; nodes: { html: string }[] }) =>
						it.nodes.filter(({ html }) => !html.startsWith("<text ")).map(({ html }) => [it.id, html]),
					);
				});
				expect(found).toEqual([]);
				await page.close();
			},
		);
	});

	test("with more space between lines, words and letters, nothing is cut off or lies over another", async () => {
		const [page] = await open(pages["forty entries"], { width: 320, scheme: "light" });
		// Set by the browser, which the page's own policy does not bind.
		await page.evaluate(() => {
			const sheet = new CSSStyleSheet();
			sheet.replaceSync(
				"* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }",
			);
			document.adoptedStyleSheets = [sheet];
		});
		const cut = await page.evaluate(() =>
			Array.from(document.querySelectorAll("main *"))
				.filter((it) => !it.closest("svg, thead") && getComputedStyle(it).display !== "inline")
				.filter((it) => it.scrollWidth > it.clientWidth || it.scrollHeight > it.clientHeight)
				.map((it) => it.outerHTML.slice(0, 80)),
		);
		expect(cut).toEqual([]);
		await page.close();
	});

	test("every link can be reached with Tab, shows that it is, and nothing lies over it", async () => {
		const [page] = await open(pages["forty entries"], { width: 1280, scheme: "light" });
		const links = await page.evaluate(() => document.querySelectorAll("a[href]").length);
		expect(links).toBeGreaterThan(30);
		for (let i = 0; i < links; i++) {
			await page.keyboard.press("Tab");
			const focus = await page.evaluate((index) => {
				const link = document.activeElement as HTMLElement;
				const { left, top } = link.getClientRects()[0] as DOMRect;
				return {
					index: Array.from(document.querySelectorAll("a[href]")).indexOf(link) - index,
					outline: getComputedStyle(link).outlineWidth,
					over: link.contains(document.elementFromPoint(left + 2, top + 2)),
				};
			}, i);
			expect(focus).toEqual({ index: 0, outline: "3px", over: true });
		}
		await page.close();
	});

	test("printed with forty entries, it takes nine pages at most", async () => {
		const page = await browser.newPage();
		await page.goto(pages["forty entries"]);
		const pdf = await page.pdf({ preferCSSPageSize: true });
		await page.close();
		const { numPages } = await getDocumentProxy(new Uint8Array(pdf));
		expect(numPages).toBeLessThanOrEqual(9);
	});

	test.each([
		["sixty", 60],
		["four hundred", 400],
	])("printed with %s entries, no row is cut off, and the heads are on every page", async (_, count) => {
		const url = file(`print-${count}`, inputOf(response, entries(count)));
		const page = await browser.newPage();
		await page.goto(url);
		const pdf = await page.pdf({ preferCSSPageSize: true });
		await page.close();
		const { getPage, numPages } = await getDocumentProxy(new Uint8Array(pdf)).then((it) => ({
			getPage: (number: number) => it.getPage(number),
			numPages: it.numPages,
		}));
		const rows: number[] = [];
		for (let number = 1; number <= numPages; number++) {
			const sheet = await getPage(number);
			const [, , width = 0, height = 0] = sheet.view;
			expect([Math.round(width), Math.round(height)]).toEqual([595, 842]);
			const { items } = await sheet.getTextContent();
			const text = items
				.map((it) => ("str" in it ? it.str : ""))
				.join(" ")
				.replace(/\s+/g, " ");
			const begun = [...text.matchAll(/Note: “Entry (\d+)\./g)].map(([, row]) => Number(row));
			const ended = text.match(/In the end it stopped\.”/g) ?? [];
			expect([number, ended.length]).toEqual([number, begun.length]);
			if (begun.length > 0) expect(text).toContain("What happened");
			rows.push(...begun);
			for (const it of items)
				if ("transform" in it) {
					const [, , , , x = 0, y = 0] = it.transform as number[];
					expect(x).toBeGreaterThan(30);
					expect(x + it.width).toBeLessThan(width - 30);
					expect(y).toBeGreaterThan(30);
					expect(y).toBeLessThan(height - 30);
				}
		}
		expect(rows).toEqual(entries(count).map(({ line }) => line));
	});
});
