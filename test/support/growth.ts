/** How work grows with its input: a ratio of processor time, so that neither a slow machine nor a busy one makes it worse. */

const factor = 8
const mostReadings = 12
/** Below a millisecond all is noise. */
const leastMs = 1

/** In proportion the ratio is about 8, with the square of the length 64: what lies below is in proportion. */
export const inProportion = 32

/** What this thread has used of a processor; waiting for one does not count. */
function usedMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/**
 * How many times more `work` takes for eight times the size. The best readings of both sizes count; there are more of
 * them as long as they do not show that it grows in proportion.
 */
export async function growth(size: number, work: (size: number) => unknown): Promise<number> {
  const msOf = async (length: number): Promise<number> => {
    const before = usedMs()
    await work(length)
    return usedMs() - before
  }
  await work(Math.ceil(size / factor))
  let smallMs = Number.POSITIVE_INFINITY
  let largeMs = Number.POSITIVE_INFINITY
  let ratio = Number.POSITIVE_INFINITY
  for (let reading = 0; reading < mostReadings && ratio >= inProportion; reading++) {
    smallMs = Math.min(smallMs, await msOf(size), await msOf(size))
    largeMs = Math.min(largeMs, await msOf(size * factor))
    ratio = largeMs / Math.max(leastMs, smallMs)
  }
  return ratio
}
