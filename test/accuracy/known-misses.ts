/** Rows of the short run that miss their goal, by topic and id, and why. A miss that is not here is a regression. */
export const knownMisses: Readonly<Record<string, string>> = {}
