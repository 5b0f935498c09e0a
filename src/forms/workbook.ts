/**
 * A workbook (.xlsx) of texts, stored in a zip without compression, so that every Node gives the same bytes. Libraries for
 * either bring 9 kB and more to the bundle for these few headers.
 */
import { crc32 } from "node:zlib";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** The bytes of a workbook with these sheets, each of rows of cells. */
export function workbook(sheets: Record<string, string[][]>): Uint8Array {
	const names = Object.keys(sheets);
	const overrides = names.map((_, i) => [`worksheets/sheet${i + 1}`, "worksheet"]);
	const parts = [["workbook", "sheet.main"], ...overrides].map(
		([file, type]) => `<Override PartName="/xl/${file}.xml" ContentType="${TYPES}.${type}+xml"/>`,
	);
	const relations = (targets: string[][]) =>
		`<Relationships xmlns="${PACKAGE}/relationships">${targets
			.map(([type, file], i) => `<Relationship Id="rId${i + 1}" Type="${RELATIONSHIPS}/${type}" Target="${file}"/>`)
			.join("")}</Relationships>`;
	return zip({
		"[Content_Types].xml": `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${parts.join("")}</Types>`,
		"_rels/.rels": relations([["officeDocument", "xl/workbook.xml"]]),
		"xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheets>${names
			.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
			.join("")}</sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": relations(names.map((_, i) => ["worksheet", `worksheets/sheet${i + 1}.xml`])),
		...Object.fromEntries(
			Object.values(sheets).map((rows, i) => [
				`xl/worksheets/sheet${i + 1}.xml`,
				`<worksheet xmlns="${MAIN}"><sheetData>${rows.map(rowXml).join("")}</sheetData></worksheet>`,
			]),
		),
	});
}

/** A row; empty cells are left out, so each has its address. No sheet has more than 26 columns. */
function rowXml(cells: string[], row: number): string {
	const written = cells.map((cell, column) => {
		const address = `${String.fromCharCode(65 + column)}${row + 1}`;
		return cell && `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
	});
	return `<row r="${row + 1}">${written.join("")}</row>`;
}

function escapeXml(text: string): string {
	const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
	// Control characters, but for the ends of lines, have no place in XML.
	return text.replace(/(?!\n)\p{Cc}/gu, "").replace(/[&<>]/g, (character) => entities[character] as string);
}

/** 1 January 1980, the first day that a zip knows. */
const DAY = 0x21;
const UTF8_NAMES = 0x800;

/** Stores files in a zip. */
function zip(files: Record<string, string>): Uint8Array {
	let stored = Buffer.alloc(0);
	let directory = Buffer.alloc(0);
	for (const [file, text] of Object.entries(files)) {
		const name = Buffer.from(file);
		const data = Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`);
		// From the version needed to the length of the extra field, the same in both headers.
		const header = Buffer.concat([
			...[bytesOf(2, 20, UTF8_NAMES, 0, 0, DAY), bytesOf(4, crc32(data), data.length, data.length)],
			bytesOf(2, name.length, 0),
		]);
		const attributes = Buffer.alloc(10);
		const entry = [signature("PK\x01\x02\x14\0"), header, attributes, bytesOf(4, stored.length), name];
		directory = Buffer.concat([directory, ...entry]);
		stored = Buffer.concat([stored, signature("PK\x03\x04"), header, name, data]);
	}
	const count = Object.keys(files).length;
	const end = [bytesOf(2, 0, 0, count, count), bytesOf(4, directory.length, stored.length), bytesOf(2, 0)];
	return Buffer.concat([stored, directory, signature("PK\x05\x06"), ...end]);
}

function signature(text: string): Buffer {
	return Buffer.from(text, "latin1");
}

/** Numbers of so many bytes each, the least significant first. */
function bytesOf(size: 2 | 4, ...numbers: number[]): Buffer {
	const bytes = Buffer.alloc(size * numbers.length);
	for (const [i, number] of numbers.entries()) bytes.writeUIntLE(number, i * size, size);
	return bytes;
}
