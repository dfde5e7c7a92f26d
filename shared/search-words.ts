/** Words of a search, and `"words that stay together"`, in small letters. */
export const searchWords = (query: string): string[] =>
  [...query.toLowerCase().matchAll(/"([^"]+)"|(\S+)/g)]
    .map(([, phrase, word]) => phrase ?? word ?? '')
    .filter((word) => word.replaceAll('"', '') !== '')
