/** `stalk-check schema`: the JSON Schema of what is read and written. */
import { jsonSchema, publishedShapes } from "../content/schema";
import { loadContent, unknownName } from "./content";
import type { Context } from "./options";
import { jsonText } from "./output";

export async function run({ io, options, args: [name] }: Context): Promise<void> {
	const shapes = new Map(Object.entries(publishedShapes(await loadContent(options, io))));
	const names = [...shapes.keys()];
	if (name === undefined) return io.write(1, `${names.join("\n")}\n`);
	const shape = shapes.get(name);
	if (!shape) throw unknownName("schema", name, names);
	io.write(1, jsonText(jsonSchema(shape)));
}
