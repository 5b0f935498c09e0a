/** @jsxImportSource preact */
/** A report as one page that needs nothing else: no script, nothing to fetch, every value escaped. */
import { createHash } from "node:crypto";
import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Content, SignpostShown } from "../content/schema";
import {
	type Block,
	DOCUMENT,
	type Finding,
	type Own,
	partsOf,
	type Reason,
	runsOf,
	type Said,
	type Section,
	type Told,
	voiced,
} from "./sections";
import { STYLE } from "./style";
import { marksOf, type Timeline, type TimelineRow } from "./timeline";

type Words = Content["words"]["report"];

/** Writes the page of one assessment. */
export function reportHtml(told: Told): string {
	const words = voiced(told).words.report;
	const parts = partsOf(told, { full: true });
	const page = (
		<Page title={words.document.title}>
			{DOCUMENT.flatMap((part) =>
				parts[part].map((section) => (
					<SectionOf section={section} part={part} words={words} />
				)),
			)}
		</Page>
	);
	return `<!DOCTYPE html>\n${renderToString(page)}\n`;
}

// The one style that may apply is this one, to the byte.
const HASH = createHash("sha256").update(STYLE).digest("base64");
const POLICY = `default-src 'none'; style-src 'sha256-${HASH}'; base-uri 'none'; form-action 'none'`;

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

function SectionOf(props: { section: Section; part: string; words: Words }) {
	const { section, part, words } = props;
	const { title, alert, blocks } = section;
	const look = alert ? "alert" : part === "redacted" ? "left-out" : undefined;
	return (
		<section class={look}>
			{title === undefined ? null : <h2>{title}</h2>}
			{blocks.map((block) => (
				<BlockOf block={block} words={words} />
			))}
		</section>
	);
}

function BlockOf({ block, words }: { block: Block; words: Words }) {
	switch (block.kind) {
		case "paragraph":
			return <p>{block.text}</p>;
		case "quote":
			return (
				<blockquote>
					<p>“{block.text}”</p>
				</blockquote>
			);
		case "list":
			return (
				<>
					{block.intro === undefined ? null : (
						<p class="intro">{block.intro}</p>
					)}
					<ul>
						{block.items.map((item) => (
							<li>
								<SaidOf said={item} words={words} />
							</li>
						))}
					</ul>
				</>
			);
		case "definition":
			return <DefinitionOf block={block} words={words} />;
		case "signposts":
			return <Signposts signposts={block.signposts} />;
		case "sources":
			return (
				<ul>
					{block.sources.map(({ text, url }) => (
						<li>
							{text} <Link url={url} />
						</li>
					))}
				</ul>
			);
		case "table":
			return <TableOf table={block} />;
		case "timeline":
			return <Picture picture={block} words={words} />;
	}
}

function Link({ url }: { url: string }) {
	return <a href={url}>{url}</a>;
}

function Signposts({ signposts }: { signposts: SignpostShown[] }) {
	return (
		<ul class="signposts">
			{signposts.map(({ name, phone, text, hours, url }) => (
				<li>
					<p>
						<strong>{name}</strong>
					</p>
					{phone.length > 0 ? <p>Call {phone.join(" or ")}</p> : null}
					{text.length > 0 ? <p>Text {text.join(" or ")}</p> : null}
					<p>{hours}</p>
					<p>
						<Link url={url} />
					</p>
				</li>
			))}
		</ul>
	);
}

function DefinitionOf(props: {
	block: Extract<Block, { kind: "definition" }>;
	words: Words;
}) {
	const { name, text, route, findings, source } = props.block;
	return (
		<div class="definition">
			<h3>{name}</h3>
			<p class="result">{text}</p>
			{route === undefined ? null : <p>{route}</p>}
			<ul class="findings">
				{findings.map((finding) => (
					<FindingOf finding={finding} words={props.words} />
				))}
			</ul>
			{source === undefined ? null : <p class="faint">{source}</p>}
		</div>
	);
}

function FindingOf({ finding, words }: { finding: Finding; words: Words }) {
	const { result, assumed, mark, text, reasons, above } = finding;
	return (
		<li>
			<span class={`mark ${assumed ? "assumed" : result}`}>{mark}</span>
			<p>{text}</p>
			{above === undefined ? null : (
				<p class="faint">
					{words.document.reasonsAbove} “{above}”
				</p>
			)}
			{reasons.map((reason) => (
				<ReasonOf reason={reason} words={words} />
			))}
		</li>
	);
}

function ReasonOf({ reason, words }: { reason: Reason; words: Words }) {
	const { text, said } = reason;
	if (said.length === 0) return <p class="faint">{text}</p>;
	return (
		<div class="faint">
			<p>{text}:</p>
			<ul>
				{said.map((it) => (
					<li>
						<SaidOf said={it} words={words} />
					</li>
				))}
			</ul>
		</div>
	);
}

function SaidOf({ said, words }: { said: Said; words: Words }) {
	const { text, lines, answer, after } = said;
	return (
		<>
			{text}
			{answer === undefined ? null : (
				<>
					{" "}
					(
					<a
						href={`#answer-${answer}`}
					>{`${words.document.answer} ${answer}`}</a>
					)
				</>
			)}
			{lines === undefined ? null : (
				<>
					{" "}
					({lines.length === 1 ? words.log.line : words.log.lines}{" "}
					{runsOf(lines).map(([from, to], i) => (
						<>
							{i === 0 ? "" : ", "}
							<a href={`#line-${from}`}>
								{from === to ? from : `${from} to ${to}`}
							</a>
						</>
					))}
					)
				</>
			)}
			{after === undefined ? null : `. ${after}`}
		</>
	);
}

function TableOf({ table }: { table: Extract<Block, { kind: "table" }> }) {
	const { caption, heads, rows } = table;
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

function Lines({ lines }: { lines: (string | Own)[] }) {
	return (
		<>
			{lines.map((line) => (
				<p>{typeof line === "string" ? line : inQuotes(line)}</p>
			))}
		</>
	);
}

function inQuotes({ label, own }: Own): string {
	return label === undefined ? `“${own}”` : `${label}: “${own}”`;
}

function Picture(props: {
	picture: Extract<Block, { kind: "timeline" }>;
	words: Words;
}) {
	const { timeline, rows, range } = props.picture;
	const { span } = timeline;
	if (!span) return null;
	return (
		<figure>
			<figcaption>
				{range}. {props.words.log.legend}
			</figcaption>
			{timeline.rows.map((row, i) => (
				<div class="row">
					<p>{rows[i]}</p>
					<svg aria-hidden="true" height={HEIGHT}>
						<Marks row={row} span={span} />
					</svg>
				</div>
			))}
			<svg aria-hidden="true" height="18">
				{marksOf(span)
					.filter(({ day }) => along(day, span) < ROOM)
					.map(({ day, text }) => (
						<text x={percent(along(day, span))} y="13">
							{text}
						</text>
					))}
			</svg>
		</figure>
	);
}

/** How far to the right a mark still has room for its words, on a phone too. */
const ROOM = 0.8;

/** How high a row is, in pixels; a mark for one entry is a little less. */
const HEIGHT = 28;

function Marks({
	row,
	span,
}: {
	row: TimelineRow;
	span: NonNullable<Timeline["span"]>;
}) {
	return (
		<>
			{marksOf(span).map(({ day }) => {
				const x = percent(along(day, span));
				return <line class="guide" x1={x} x2={x} y1="0" y2={HEIGHT} />;
			})}
			<line class="base" x1="0" x2="100%" y1={HEIGHT} y2={HEIGHT} />
			{row.bars.map(([from, to]) => {
				const x = along(from, span);
				const width = along(to + 1, span) - x;
				return (
					<rect
						class="bar"
						x={percent(x)}
						width={percent(width)}
						y={HEIGHT - 12}
						height="8"
					/>
				);
			})}
			{row.ticks.map(([day, entries]) => {
				// In the middle of its day.
				const x = percent(along(day + 0.5, span));
				const height = entries > 1 ? HEIGHT : HEIGHT - 12;
				return (
					<line class="tick" x1={x} x2={x} y1={HEIGHT - height} y2={HEIGHT} />
				);
			})}
		</>
	);
}

/** Where a day begins, from 0 at the left to 1 at the right. */
function along(day: number, { from, to }: { from: number; to: number }) {
	return (day - from) / (to + 1 - from);
}

function percent(part: number): string {
	return `${Math.round(part * 10_000) / 100}%`;
}
