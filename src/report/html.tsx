/** @jsxImportSource preact */
/** A report as one page that needs nothing else: no script, nothing to fetch, every value escaped. */

import { STYLE, STYLE_HASH } from "virtual:style";
import type { ComponentChildren, VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Content } from "../content/schema";
import { type Fact, type Renderers, render, type Section, type Text } from "./blocks";
import type { ReportInput } from "./context";
import { link, signpostLines } from "./lists";
import { buildReport } from "./sections";
import { axisMarks, type TimelineMark } from "./timeline";

/** Writes the page of one assessment. */
export function reportHtml(input: ReportInput): string {
	const { words, answer, details } = buildReport(input, "document");
	return documentHtml(words.document, answer, details);
}

/** Writes a page with a list of the later sections below the first. */
export function documentHtml(words: PageWords, first: Section[], later: Section[]): string {
	return `<!DOCTYPE html>\n${renderToString(page(words, first, later))}\n`;
}

type PageWords = Pick<Content["words"]["report"]["document"], "title" | "contents">;

// Allows this one style, to the byte.
const POLICY = `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

function page({ title, contents }: PageWords, first: Section[], later: Section[]) {
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
					{first.map((section) => sectionView(section))}
					{later.length > 0 && (
						<nav>
							<h2>{contents}</h2>
							<ol>
								{later.map(({ title }, i) => title !== undefined && <li>{<a href={`#part-${i + 1}`}>{title}</a>}</li>)}
							</ol>
						</nav>
					)}
					{later.map((section, i) => sectionView(section, `part-${i + 1}`))}
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
			{blocks.map((block) => (
				<>
					{"intro" in block && <p class="intro">{block.intro}</p>}
					{render(renderers, block)}
				</>
			))}
		</section>
	);
}

const renderers: Renderers<VNode> = {
	paragraph: ({ text }) => <p>{text}</p>,
	blockquote: ({ text }) => <blockquote>{paragraphs([text])}</blockquote>,
	list: ({ rows }) => <ul>{rows.map((text) => [<li>{textView(text)}</li>])}</ul>,
	facts: ({ rows }) => factsView(rows),
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
			{rows.map((signpost) => (
				<li>
					<strong>{signpost.name}</strong>
					{paragraphs([...signpostLines(signpost), [link(signpost.url)]])}
				</li>
			))}
		</ul>
	),
	questions: ({ rows }) => (
		<ol class="questions">
			{rows.map(({ number, text, remarks, options, advice }) => (
				<li value={number}>
					<p>{text}</p>
					{paragraphs(remarks, "faint")}
					<ul>
						{options.map((option) => [
							<li>
								<span class="box" />
								{option}
							</li>,
						])}
					</ul>
					{advice.length > 0 && <div class="alert">{paragraphs(advice)}</div>}
				</li>
			))}
		</ol>
	),
	definition: ({ name, texts: [result, ...others], provision, findings }) => (
		<div class="definition">
			<h3>{name}</h3>
			<p>
				<strong>{result}</strong> <span class="faint">{provision}</span>
			</p>
			{paragraphs(others)}
			{factsView(findings)}
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
	timeline: ({ span, rows, range, words }) => {
		const { from, to } = span;
		const days = to + 1 - from;
		const axis = axisMarks(span);
		return (
			<figure>
				<figcaption>{`${range}. ${words.legend}`}</figcaption>
				{rows.map(({ label, marks }) => (
					<div class="row">
						<p>{label}</p>
						<svg aria-hidden="true" height={HEIGHT} viewBox={`${from} 0 ${days} ${HEIGHT}`} preserveAspectRatio="none">
							{axis.map(({ day }) => line("guide", day, 0))}
							<line class="base" x1={from} x2={to + 1} y1={HEIGHT} y2={HEIGHT} />
							{marks.map(markView)}
						</svg>
					</div>
				))}
				<svg aria-hidden="true" height="18">
					{axis
						.map(({ day, text }) => ({ text, at: (day - from) / days }))
						.filter(({ at }) => at < MAX_TEXT_POSITION)
						.map(({ text, at }) => [
							<text x={`${at * 100}%`} y="13">
								{text}
							</text>,
						])}
				</svg>
			</figure>
		);
	},
};

/** The height of a row of a timeline in pixels. Across, a unit is a day. */
const HEIGHT = 28;

/** How far along the axis a mark still has room for its text on a phone. */
const MAX_TEXT_POSITION = 0.8;

function markView({ from, to, entries }: TimelineMark) {
	if (from === to) return line("tick", from + 0.5, entries > 1 ? 0 : 12);
	return <rect class="bar" x={from} width={to + 1 - from} y={HEIGHT - 12} height="8" />;
}

function line(look: string, x: number, top: number) {
	return <line class={look} x1={x} x2={x} y1={top} y2={HEIGHT} />;
}

function paragraphs(texts: Text[], look?: string) {
	return texts.map((text) => <p class={look}>{textView(text)}</p>);
}

function factsView(facts: Fact[]) {
	return (
		<dl>
			{facts.map(({ label, look, id, text, remarks = [] }) => (
				<div id={id}>
					<dt class={look}>{label}</dt>
					<dd>
						{textView(text)}
						{paragraphs(remarks, "faint")}
					</dd>
				</div>
			))}
		</dl>
	);
}

function textView(text: Text): ComponentChildren {
	return [text].flat().map((part) => (typeof part === "string" ? part : <a href={part.href}>{part.text}</a>));
}
