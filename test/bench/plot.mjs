/** Plots how the cost of a response grows, readable on light and dark pages. */
import { parse, View } from "vega";
import { compile } from "vega-lite";

/** Visible on both white and black. */
const TEXT = "#808080";
const GRID = "#80808040";
const LINE = "#3d8bd4";

/**
 * An SVG with one panel per quantity.
 * @param {{ by: string, size: number, median: number, low: number, high: number }[]} points
 * @returns {Promise<string>}
 */
export async function plot(points) {
	const panels = [...new Set(points.map(({ by }) => by))].map((by, i) =>
		panel(
			by,
			points.filter((point) => point.by === by),
			i === 0 ? "Microseconds a response" : null,
		),
	);
	const { spec } = compile({
		$schema: "https://vega.github.io/schema/vega-lite/v6.json",
		hconcat: panels,
		resolve: { scale: { y: "shared" } },
		background: null,
		config: {
			font: "sans-serif",
			view: { stroke: null },
			axis: {
				...{ labelColor: TEXT, titleColor: TEXT, labelFontSize: 12 },
				...{ titleFontSize: 13, titleFontWeight: "normal" },
				...{ gridColor: GRID, domainColor: TEXT, tickColor: TEXT },
			},
		},
	});
	return `${await new View(parse(spec), { renderer: "none" }).toSVG()}\n`;
}

function panel(by, values, title) {
	const y = (field) => ({
		field,
		type: "quantitative",
		scale: { type: "log" },
		axis: { title, format: "~s" },
	});
	const x = {
		field: "size",
		type: "quantitative",
		scale: { type: "log", nice: false },
		axis: {
			title: `Number of ${by}`,
			values: values.map(({ size }) => size),
			format: "~s",
			labelOverlap: false,
			labelFlush: false,
		},
	};
	return {
		data: { values },
		width: 200,
		height: 220,
		layer: [
			{
				mark: { type: "line", color: LINE, point: { color: LINE, size: 40 } },
				encoding: { x, y: y("median") },
			},
			{
				mark: { type: "rule", color: LINE, strokeWidth: 2 },
				encoding: { x, y: y("low"), y2: { field: "high" } },
			},
		],
	};
}
