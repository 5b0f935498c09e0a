/** @jsxImportSource preact */
/** A report as one page that needs nothing else: no script, nothing to fetch, every value escaped. */

import STYLE_HASH from "virtual:style-hash";
import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import type { SignpostShown } from "../content/schema";
import type { Block, DefinitionBlock, Finding, Reason, Section, Statement, TableBlock, TimelineBlock } from "./blocks";
import type { ReportInput } from "./context";
import { contactLines } from "./lists";
import { buildDocument, DOCUMENT_ORDER } from "./model";
import { STYLE } from "./style";
import { axisMarks, type Timeline, type TimelineRow } from "./timeline";

/** Writes the page of one assessment. */
export function reportHtml(input: ReportInput): string {
	const { words, parts } = buildDocument(input);
	const page = (
		<Page title={words.document.title}>
			{DOCUMENT_ORDER.flatMap((part) =>
				parts[part].map((section) => (
					<SectionView section={section} look={part === "redacted" ? "left-out" : undefined} />
				)),
			)}
		</Page>
	);
	return `<!DOCTYPE html>\n${renderToString(page)}\n`;
}

// Allows this one style, to the byte.
const POLICY = `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

function Page(props: { title: string; children: ComponentChildren }) {
	return (
		<html lang="en-GB">
			<head>
				<meta charset="utf-8" />
				<meta http-equiv="Content-Security-Policy" content={POLICY} />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				<meta name="referrer" content="no-referrer" />
				<meta name="robots" content="noindex" />
				<title>{props.title}</title>
				<style>{STYLE}</style>
			</head>
			<body>
				<main>
					<h1>{props.title}</h1>
					{props.children}
				</main>
			</body>
		</html>
	);
}

function SectionView(props: { section: Section; look: string | undefined }) {
	const { title, alert, blocks } = props.section;
	return (
		<section class={alert ? "alert" : props.look}>
			{title !== undefined && <h2>{title}</h2>}
			{blocks.map((block) => (
				<BlockView block={block} />
			))}
		</section>
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
			return <DefinitionView definition={block} />;
		case "signposts":
			return <Signposts signposts={block.signposts} />;
		case "sources":
			return (
				<ul>
					{block.sources.map(({ text, url }) => (
						<li>
							{text} <a href={url}>{url}</a>
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

function Statements({ statements }: { statements: Statement[] }) {
	return (
		<ul>
			{statements.map(({ text, evidence, after }) => (
				<li>
					{text}
					{evidence && (
						<>
							{" ("}
							{evidence.label !== undefined && `${evidence.label} `}
							{evidence.links.map(({ text, id }, i) => (
								<>
									{i > 0 && ", "}
									<a href={`#${id}`}>{text}</a>
								</>
							))}
							)
						</>
					)}
					{after !== undefined && `. ${after}`}
				</li>
			))}
		</ul>
	);
}

function Signposts({ signposts }: { signposts: SignpostShown[] }) {
	return (
		<ul class="signposts">
			{signposts.map((signpost) => (
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
}

function DefinitionView({ definition }: { definition: DefinitionBlock }) {
	const { name, text, route, findings, source } = definition;
	return (
		<div class="definition">
			<h3>{name}</h3>
			<p class="result">{text}</p>
			{route !== undefined && <p>{route}</p>}
			<ul class="findings">
				{findings.map((finding) => (
					<FindingView finding={finding} />
				))}
			</ul>
			{source !== undefined && <p class="faint">{source}</p>}
		</div>
	);
}

function FindingView({ finding }: { finding: Finding }) {
	const { look, mark, text, reasons } = finding;
	return (
		<li>
			<span class={`mark ${look}`}>{mark}</span>
			<p>{text}</p>
			{reasons.map((reason) => (
				<ReasonView reason={reason} />
			))}
		</li>
	);
}

function ReasonView({ reason: { text, statements } }: { reason: Reason }) {
	if (!statements) return <p class="faint">{text}</p>;
	return (
		<div class="faint">
			<p>{text}:</p>
			<Statements statements={statements} />
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

function Lines({ lines }: { lines: string[] }) {
	return (
		<>
			{lines.map((line) => (
				<p>{line}</p>
			))}
		</>
	);
}

/** The height of a row in pixels. The mark of a single entry is SINGLE high. */
const HEIGHT = 28;
const SINGLE = 16;

/** How far along the axis a mark still has room for its text on a phone. */
const MAX_TEXT_POSITION = 0.8;

type Mark = { x: string; text?: string };

function Drawing({ block }: { block: TimelineBlock }) {
	const { timeline, labels, range, words } = block;
	const { span, rows } = timeline;
	const marks = axisMarks(span).map(({ day, text }) => {
		const position = along(day, span);
		const x = percent(position);
		return position < MAX_TEXT_POSITION ? { x, text } : { x };
	});
	return (
		<figure>
			<figcaption>
				{range}. {words.legend}
			</figcaption>
			{rows.map((row, i) => (
				<div class="row">
					<p>{labels[i]}</p>
					<Row row={row} span={span} marks={marks} />
				</div>
			))}
			<svg aria-hidden="true" height="18">
				{marks.map(
					({ x, text }) =>
						text !== undefined && (
							<text x={x} y="13">
								{text}
							</text>
						),
				)}
			</svg>
		</figure>
	);
}

function Row(props: { row: TimelineRow; span: Timeline["span"]; marks: Mark[] }) {
	const { row, span, marks } = props;
	return (
		<svg aria-hidden="true" height={HEIGHT}>
			{marks.map(({ x }) => (
				<line class="guide" x1={x} x2={x} y1="0" y2={HEIGHT} />
			))}
			<line class="base" x1="0" x2="100%" y1={HEIGHT} y2={HEIGHT} />
			{row.bars.map(([from, to]) => {
				const x = along(from, span);
				const width = percent(along(to + 1, span) - x);
				const y = HEIGHT - 12;
				return <rect class="bar" x={percent(x)} width={width} y={y} height="8" />;
			})}
			{row.ticks.map(([day, entries]) => {
				const x = percent(along(day + MIDDAY, span));
				const y1 = entries > 1 ? 0 : HEIGHT - SINGLE;
				return <line class="tick" x1={x} x2={x} y1={y1} y2={HEIGHT} />;
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
