/** What a command printed, as a log shows it. */

/** Empty lines at the end belong to the file, not to the output. */
export function textOf(output: readonly string[]): string {
  let end = output.length
  while (end > 0 && (output[end - 1] ?? '').trim() === '') end--
  return end === 0 ? '' : `${output.slice(0, end).join('\n')}\n`
}
