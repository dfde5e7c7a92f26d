import { secretPatterns } from '../../shared/redact/secret-patterns.ts'

/** A text without what looks like a secret: what other programs say of themselves may hold one. */
export function masked(text: string): string {
  let result = text
  for (const pattern of secretPatterns) result = result.replace(pattern, (_all, before: string) => `${before}***`)
  return result
}
