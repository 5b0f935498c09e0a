/** Values by a number for what decides them: forgotten when there are many, so that the memory of a batch stays flat. */
export class BoundedCache<V> {
	readonly #values = new Map<number, V>();

	/** The value for a key; made each time where the key is too large to be exact. */
	get(key: number, make: () => V): V {
		const known = this.#values.get(key);
		if (known !== undefined) return known;
		const value = make();
		if (key > Number.MAX_SAFE_INTEGER) return value;
		if (this.#values.size === MAX_VALUES) this.#values.clear();
		this.#values.set(key, value);
		return value;
	}
}

const MAX_VALUES = 1000;
