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
	const parts: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const [file, text] of Object.entries(files)) {
		const name = Buffer.from(file);
		const data = Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`);
		// From the version needed to the length of the extra field, the same in both headers.
		const header = Buffer.alloc(26);
		header.writeUInt16LE(20, 0);
		header.writeUInt16LE(UTF8_NAMES, 2);
		header.writeUInt16LE(DAY, 8);
		header.writeUInt32LE(crc32(data), 10);
		header.writeUInt32LE(data.length, 14);
		header.writeUInt32LE(data.length, 18);
		header.writeUInt16LE(name.length, 22);
		const entry = Buffer.alloc(14);
		entry.writeUInt32LE(offset, 10);
		directory.push(Buffer.from("PK\x01\x02\x14\0", "latin1"), header, entry, name);
		const local = [Buffer.from("PK\x03\x04", "latin1"), header, name, data];
		parts.push(...local);
		offset += local.reduce((sum, { length }) => sum + length, 0);
	}
	const end = Buffer.alloc(22);
	end.write("PK\x05\x06", "latin1");
	const count = Object.keys(files).length;
	end.writeUInt16LE(count, 8);
	end.writeUInt16LE(count, 10);
	end.writeUInt32LE(
		directory.reduce((sum, { length }) => sum + length, 0),
		12,
	);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...parts, ...directory, end]);
}
