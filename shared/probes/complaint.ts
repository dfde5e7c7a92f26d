/** What a program that failed says of the cause: one line of all that it wrote. */

/** Complaints come first or last: so much of either end is looked at. */
const endLength = 8192

/** How a program gets on in years, what it chose, and how it ended: none of it says why. */
const besideThePoint = [
  /\bdeprecat/i,
  /^\W*warn(?:ing)?\b/i,
  /^\S+:\d+: \w*Warning: /,
  // klog's marks of information and warnings
  /^[IW]\d{4} \d\d:\d\d:\d\d/,
  /^(?:Using|Note|Notice|Info):/i,
  // kubectl exec
  /^Default(?:ed|ing) container /,
  /^Use 'kubectl describe /,
  /^Unable to use a TTY /,
  /^command terminated with exit code /,
  // keystoneauth goes on with the address as it is
  /^Failed to discover available identity versions /,
]
/** Such a line names the cause, whatever stands in it. */
const error = /^(?:error|fatal|critical)\b/i
const traceback = /^Traceback \(most recent call last\):/
const indented = /^\s/

/** Null when nothing of it can be the cause. */
export function causeIn(text: string): string | null {
  const lines = endsOf(text)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
  return raisedIn(lines) ?? saidIn(lines)
}

/** Whole lines of both ends. */
function endsOf(text: string): string {
  if (text.length <= 2 * endLength) return text
  const [first, last] = [text.slice(0, endLength), text.slice(-endLength)]
  return `${first.replace(/\n[^\n]*$/, '')}\n${last.slice(last.indexOf('\n') + 1)}`
}

/** Of Python: below the frames, which are indented, stands what was raised; the last traceback is that which ended it. */
function raisedIn(lines: readonly string[]): string | null {
  const begins = lines.findLastIndex((line) => traceback.test(line))
  if (begins < 0) return null
  return lines.slice(begins + 1).find((line) => !indented.test(line)) ?? null
}

function saidIn(lines: readonly string[]): string | null {
  const telling: string[] = []
  let isAside = false
  for (const line of lines) {
    // A warning goes on in indented lines.
    if (isAside && indented.test(line)) continue
    const said = line.trim()
    isAside = !error.test(said) && besideThePoint.some((aside) => aside.test(said))
    if (!isAside) telling.push(said)
  }
  return telling.find((line) => error.test(line)) ?? telling[0] ?? null
}
