/** One key of several parts, for React and for look-ups; no two lists of parts share one. */
export const keyOf = (...parts: (string | number | null)[]): string => JSON.stringify(parts)
