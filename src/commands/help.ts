/** `stalk-check help`: how to use a command. */
import { unknownName } from "./content";
import type { Context } from "./options";

export async function help({ command, args: [name] }: Context): Promise<void> {
	const program = command.parent ?? command;
	if (name === undefined) return program.outputHelp();
	const commands = program.createHelp().visibleCommands(program);
	const found = commands.find((it) => it.name() === name);
	if (!found)
		throw unknownName(
			"command",
			name,
			commands.map((it) => it.name()),
		);
	found.outputHelp();
}
