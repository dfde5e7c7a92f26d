/** The folder in which a collection stands, told by what lies in it. */

/** Of a path with this pattern in it, what is ahead of it; the pattern begins with the name of a file or a folder. */
export function topBefore(pattern: string): (path: string) => string | null {
  const marked = new RegExp(`^(?:(.*?)/)?${pattern}`)
  return (path) => {
    const match = marked.exec(path)
    return match === null ? null : (match[1] ?? '')
  }
}
