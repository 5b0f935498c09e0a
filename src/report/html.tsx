/** @jsxImportSource preact */
/** A report as one page that needs nothing else: no script, nothing to fetch, every value escaped. */

import { STYLE, STYLE_HASH } from "virtual:style";
import type { ComponentChildren, VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { type Renderers, render, type Section, type Text } from "./blocks";
import type { ReportInput } from "./context";
import { link, signpostLines } from "./lists";
import { buildReport } from "./sections";
import { axisMarks, type TimelineMark } from "./timeline";

/** Writes the page of one assessment. */
export function reportHtml(input: ReportInput): string {
	return `<!DOCTYPE html>\n${renderToString(page(buildReport(input, "document")))}\n`;
}

// Allows this one style, to the byte.
const POLICY = `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

function page({ words, answer, details }: ReturnType<typeof buildReport>) {
	const { title, contents } = words.document;
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
					{answer.map((section) => sectionView(section))}
					<nav>
						<h2>{contents}</h2>
						<ol>
							{details.map(({ title }, i) => title !== undefined && <li>{<a href={`#part-${i + 1}`}>{title}</a>}</li>)}
						</ol>
					</nav>
					{details.map((section, i) => sectionView(section, `part-${i + 1}`))}
				</main>
			</body>
		</html>
	);
}

function sectionView({ title, aside, look, blocks }: Section, id?: string) {
	return (
		<section class={look} id={id}>
			{title !== undefined && <h2>{title}</h2>}
			{aside !== undefined && <p class="aside">{aside}</p>}
			{blocks.map((block) => render(renderers, block))}
		</section>
	);
}

const renderers: Renderers<VNode> = {
	paragraph: ({ text }) => <p>{text}</p>,
	blockquote: ({ text }) => <blockquote>{paragraphs([text])}</blockquote>,
	list: ({ intro, rows }) => (
		<>
			{introduction(intro)}
			<ul>{listItems(rows.map(textView))}</ul>
		</>
	),
	facts: ({ intro, rows }) => (
		<>
			{introduction(intro)}
			<dl>
				{rows.map(({ label, id, text }) => (
					<div id={id}>
						<dt>{label}</dt>
						<dd>{textView(text)}</dd>
					</div>
				))}
			</dl>
		</>
	),
	calls: ({ rows }) => (
		<ul class="calls">
			{rows.map(({ name, phone, about }) => (
				<li>
					<div>
						<b>{name}</b>
						<span>{about}</span>
					</div>
					<a href={`tel:${phone.replaceAll(" ", "")}`}>{phone}</a>
				</li>
			))}
		</ul>
	),
	signposts: ({ rows }) => (
		<ul class="signposts">
			{listItems(
				rows.map((signpost) => [
					<p>
						<strong>{signpost.name}</strong>
					</p>,
					paragraphs([...signpostLines(signpost), [link(signpost.url)]]),
				]),
			)}
		</ul>
	),
	definition: ({ name, texts: [result, ...others], provision, findings }) => (
		<div class="definition">
			<h3>{name}</h3>
			<p>
				<strong>{result}</strong> <span class="faint">{provision}</span>
			</p>
			{paragraphs(others)}
			<ul class="findings">
				{findings.map(({ look, mark, text, remarks }) => (
					<li>
						<span class={`mark ${look}`}>{mark}</span>
						<p>{textView(text)}</p>
						{paragraphs(remarks, "faint")}
					</li>
				))}
			</ul>
		</div>
	),
	table: ({ caption, heads, rows }) => (
		<table>
			<caption>{caption}</caption>
			<thead>
				<tr>{heads.map((head) => [<th scope="col">{head}</th>])}</tr>
			</thead>
			<tbody>
				{rows.map(({ id, cells: [first = [], ...others] }) => (
					<tr id={id}>
						<th scope="row" data-head={heads[0]}>
							{paragraphs(first)}
						</th>
						{others.map((lines, i) => (
							<td data-head={lines.length > 0 ? heads[i + 1] : undefined}>{paragraphs(lines)}</td>
						))}
					</tr>
				))}
			</tbody>
		</table>
	),
	timeline: ({ span: { from, to }, rows, range, words }) => {
		/** The start of a day on the axis, from 0 at the left to 1 at the right. */
		const along = (day: number) => (day - from) / (to + 1 - from);
		const axis = axisMarks({ from, to }).map(({ day, text }) => ({ at: along(day), x: percent(along(day)), text }));
		const guides = axis.map(({ x }) => <line class="guide" x1={x} x2={x} y1="0" y2={HEIGHT} />);
		const markView = ({ from: first, to: last, entries }: TimelineMark) => {
			const start = along(first);
			const width = percent(along(last + 1) - start);
			if (first !== last) return <rect class="bar" x={percent(start)} width={width} y={HEIGHT - 12} height="8" />;
			const middle = percent(along(first + MIDDAY));
			return <line class="tick" x1={middle} x2={middle} y1={entries > 1 ? 0 : HEIGHT - SINGLE} y2={HEIGHT} />;
		};
		return (
			<figure>
				<figcaption>{`${range}. ${words.legend}`}</figcaption>
				{rows.map(({ label, marks }) => (
					<div class="row">
						<p>{label}</p>
						<svg aria-hidden="true" height={HEIGHT}>
							{guides}
							<line class="base" x1="0" x2="100%" y1={HEIGHT} y2={HEIGHT} />
							{marks.map(markView)}
						</svg>
					</div>
				))}
				<svg aria-hidden="true" height="18">
					{axis
						.filter(({ at }) => at < MAX_TEXT_POSITION)
						.map(({ x, text }) => [
							<text x={x} y="13">
								{text}
							</text>,
						])}
				</svg>
			</figure>
		);
	},
};

/** The height of a row in pixels. The mark of a single entry is SINGLE high. */
const HEIGHT = 28;
const SINGLE = 16;

/** How far along the axis a mark still has room for its text on a phone. */
const MAX_TEXT_POSITION = 0.8;

/** A tick stands in the middle of its day. */
const MIDDAY = 0.5;

function percent(part: number): string {
	return `${Math.round(part * 10_000) / 100}%`;
}

function paragraphs(texts: Text[], look?: string) {
	return texts.map((text) => <p class={look}>{textView(text)}</p>);
}

function listItems(items: ComponentChildren[]) {
	return items.map((item) => <li>{item}</li>);
}

function introduction(text: string | undefined) {
	return text !== undefined && <p class="intro">{text}</p>;
}

function textView(text: Text): ComponentChildren {
	return [text].flat().map((part) => (typeof part === "string" ? part : <a href={part.href}>{part.text}</a>));
}
