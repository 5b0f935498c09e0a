/** Stands in for the cases of the built-in content in tests. */
export const readCases = () => [];
