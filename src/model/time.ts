/** The end of a cluster's time: the last instant whose year has four digits, ms since the epoch. */
export const lastInstantMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** The longest time that passes at once, ms: a hundred years. Whoever waits for longer waits for so long. */
export const longestDurationMs = 36_525 * 86_400_000;
