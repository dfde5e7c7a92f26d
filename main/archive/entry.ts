/** Names in archives of strangers: which are harmless. */

/** An entry's path without what says nothing. */
export const entryPath = (name: string): string => name.replace(/^(?:\.\/)+/, '').replace(/\/$/, '')

/** Empty, absolute, or with parts that lead elsewhere. */
export const leadsAway = (path: string): boolean =>
  /^[A-Za-z]:/.test(path) || path.split('/').some((part) => part === '' || part === '.' || part === '..')

/** No name that programs give to files that people read. */
export const isStrange = (path: string): boolean => path.length > 1024 || /[\\\u0000-\u001f\ufffd]/.test(path)
