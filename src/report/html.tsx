/** @jsxImportSource preact */
/** A report as one page that needs nothing else: no script, nothing to fetch, every value escaped. */

import STYLE_HASH from "virtual:style-hash";
import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Block, DefinitionBlock, Statement, TableBlock, TimelineBlock } from "./blocks";
import type { ReportInput } from "./context";
import { contactLines } from "./lists";
import { buildReport, DOCUMENT } from "./model";
import { STYLE } from "./style";
import { axisMarks, type Timeline, type TimelineRow } from "./timeline";

/** Writes the page of one assessment. */
export function reportHtml(input: ReportInput): string {
	const { words, sections } = buildReport(input, DOCUMENT);
	const page = (
		<Page title={words.document.title}>
			{sections.map(({ title, look, blocks }) => (
				<section class={look}>
					{title !== undefined && <h2>{title}</h2>}
					{blocks.map((block) => (
						<BlockView block={block} />
					))}
				</section>
			))}
		</Page>
	);
	return `<!DOCTYPE html>\n${renderToString(page)}\n`;
}

// Allows this one style, to the byte.
const POLICY = `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

function Page({ title, children }: { title: string; children: ComponentChildren }) {
	return (
		<html lang="en-GB">
			<head>
				<meta charset="utf-8" />
				<meta http-equiv="Content-Security-Policy" content={POLICY} />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				<meta name="referrer" content="no-referrer" />
				<meta name="robots" content="noindex" />
				<title>{title}</title>
				<style>{STYLE}</style>
			</head>
			<body>
				<main>
					<h1>{title}</h1>
					{children}
				</main>
			</body>
		</html>
	);
}

function BlockView({ block }: { block: Block }) {
	switch (block.kind) {
		case "paragraph":
			return <p>{block.text}</p>;
		case "blockquote":
			return (
				<blockquote>
					<p>{block.text}</p>
				</blockquote>
			);
		case "list":
			return (
				<>
					{block.intro !== undefined && <p class="intro">{block.intro}</p>}
					<Statements statements={block.items} />
				</>
			);
		case "definition":
			return <Definition definition={block} />;
		case "signposts":
			return (
				<ul class="signposts">
					{block.signposts.map((signpost) => (
						<li>
							<p>
								<strong>{signpost.name}</strong>
							</p>
							<Lines lines={[...contactLines(signpost), signpost.hours]} />
							<p>
								<a href={signpost.url}>{signpost.url}</a>
							</p>
						</li>
					))}
				</ul>
			);
		case "table":
			return <Table table={block} />;
		case "timeline":
			return <Drawing block={block} />;
	}
}

function Lines({ lines }: { lines: string[] }) {
	return lines.map((line) => <p>{line}</p>);
}

function Statements({ statements }: { statements: Statement[] }) {
	return (
		<ul>
			{statements.map(({ text, links = [], after }) => (
				<li>
					{text}
					{links.map(({ text, href }, i) => [i > 0 && ", ", <a href={href}>{text}</a>])}
					{after}
				</li>
			))}
		</ul>
	);
}

function Definition({ definition: { name, texts, findings, source } }: { definition: DefinitionBlock }) {
	const [result, ...others] = texts;
	return (
		<div class="definition">
			<h3>{name}</h3>
			<p class="result">{result}</p>
			<Lines lines={others} />
			<ul class="findings">
				{findings.map(({ look, mark, text, reasons }) => (
					<li>
						<span class={`mark ${look}`}>{mark}</span>
						<p>{text}</p>
						{reasons.map(({ text, statements }) =>
							statements ? (
								<div class="faint">
									<p>{text}:</p>
									<Statements statements={statements} />
								</div>
							) : (
								<p class="faint">{text}</p>
							),
						)}
					</li>
				))}
			</ul>
			{source !== undefined && <p class="faint">{source}</p>}
		</div>
	);
}

function Table({ table: { caption, heads, rows } }: { table: TableBlock }) {
	return (
		<table>
			<caption>{caption}</caption>
			<thead>
				<tr>
					{heads.map((head) => (
						<th scope="col">{head}</th>
					))}
				</tr>
			</thead>
			<tbody>
				{rows.map(({ id, cells: [first = [], ...others] }) => (
					<tr id={id}>
						<th scope="row" data-head={heads[0]}>
							<Lines lines={first} />
						</th>
						{others.map((lines, i) => (
							<td data-head={lines.length > 0 ? heads[i + 1] : undefined}>
								<Lines lines={lines} />
							</td>
						))}
					</tr>
				))}
			</tbody>
		</table>
	);
}

/** The height of a row in pixels. The mark of a single entry is SINGLE high. */
const HEIGHT = 28;
const SINGLE = 16;

/** How far along the axis a mark still has room for its text on a phone. */
const MAX_TEXT_POSITION = 0.8;

type Mark = { position: number; text: string };

function Drawing({ block: { span, rows, range, words } }: { block: TimelineBlock }) {
	const marks = axisMarks(span).map(({ day, text }) => ({ position: along(day, span), text }));
	return (
		<figure>
			<figcaption>
				{range}. {words.legend}
			</figcaption>
			{rows.map((row) => (
				<div class="row">
					<p>{row.label}</p>
					<Row row={row} span={span} marks={marks} />
				</div>
			))}
			<svg aria-hidden="true" height="18">
				{marks
					.filter(({ position }) => position < MAX_TEXT_POSITION)
					.map(({ position, text }) => (
						<text x={percent(position)} y="13">
							{text}
						</text>
					))}
			</svg>
		</figure>
	);
}

function Row({ row, span, marks }: { row: TimelineRow; span: Timeline["span"]; marks: Mark[] }) {
	return (
		<svg aria-hidden="true" height={HEIGHT}>
			{marks.map(({ position }) => (
				<line class="guide" x1={percent(position)} x2={percent(position)} y1="0" y2={HEIGHT} />
			))}
			<line class="base" x1="0" x2="100%" y1={HEIGHT} y2={HEIGHT} />
			{row.bars.map(([from, to]) => {
				const x = along(from, span);
				const width = percent(along(to + 1, span) - x);
				return <rect class="bar" x={percent(x)} width={width} y={HEIGHT - 12} height="8" />;
			})}
			{row.ticks.map(([day, entries]) => {
				const x = percent(along(day + MIDDAY, span));
				return <line class="tick" x1={x} x2={x} y1={entries > 1 ? 0 : HEIGHT - SINGLE} y2={HEIGHT} />;
			})}
		</svg>
	);
}

/** A tick stands in the middle of its day. */
const MIDDAY = 0.5;

/** The start of a day on the axis, from 0 at the left to 1 at the right. */
function along(day: number, { from, to }: Timeline["span"]): number {
	return (day - from) / (to + 1 - from);
}

function percent(part: number): string {
	return `${Math.round(part * 10_000) / 100}%`;
}
