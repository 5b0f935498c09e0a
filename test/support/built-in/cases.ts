/** Stands in for the cases that come with the program in tests. */
export default () => ({ items: [], cases: [] });
