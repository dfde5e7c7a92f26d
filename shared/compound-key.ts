const separator = '\u0000'

/** Several parts as one key of a map. No part of ours holds the character between them. */
export const compoundKey = (...parts: readonly (string | number | null)[]): string => parts.join(separator)

export const partsOf = (key: string): string[] => key.split(separator)
