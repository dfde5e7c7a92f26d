/** How work grows with its input, told by a ratio and never by a clock alone: a busy machine slows both sides of it. */

const factor = 8
const mostReadings = 12
/** Below a millisecond all is noise. */
const leastMs = 1

/** In proportion the ratio is about 8, with the square of the length 64: what lies below is in proportion. */
export const inProportion = 32

/**
 * How many times longer `work` takes for eight times the size. The best readings of both sizes count; there are more of
 * them as long as they do not show that it grows in proportion.
 */
export async function growth(size: number, work: (size: number) => unknown): Promise<number> {
  const msOf = async (length: number): Promise<number> => {
    const startedAt = performance.now()
    await work(length)
    return performance.now() - startedAt
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
