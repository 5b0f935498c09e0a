/** The outside world as commands see it. Tests give their own. */
export type Io = {
	env: Record<string, string | undefined>;
	/** Whether standard input (0), output (1) or error (2) is a terminal. */
	isTerminal(fd: 0 | 1 | 2): boolean;
	/** All of standard input, or its first `limit` bytes. */
	readInput(limit: number): Buffer;
	write(fd: 1 | 2, text: string | Uint8Array): void;
	/** Whether standard output is an ordinary file. */
	isFile(fd: 1): boolean;
	// Streams are created on first use: each costs start-up time.
	input(): NodeJS.ReadStream;
	output(): NodeJS.WriteStream;
	errors(): NodeJS.WriteStream;
	cores(): number;
	columns(): number | undefined;
	/** The local date, as yyyy-mm-dd. */
	today(): string;
	/** Calls `stop` on a signal to stop, or with an uncaught error. Returns a function that stops listening. */
	onStop(stop: (cause: unknown) => void): () => void;
};
