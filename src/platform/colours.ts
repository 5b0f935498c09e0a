/** How text is marked on a terminal. Marks and words carry the meaning: without colours, each returns its text as it is. */
export type Colours = Record<"heading" | "alert" | "faint" | "yes" | "unclear", (text: string) => string>;

const same = (text: string) => text;

/** No colours and no bold: for files, pipes, plain lines and terminals that cannot. */
export const NO_COLOURS: Colours = { heading: same, alert: same, faint: same, yes: same, unclear: same };
