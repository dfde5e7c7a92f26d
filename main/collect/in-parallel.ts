/** Works on items side by side, at most `limit` at a time; results stand in the order of the items. */
export async function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const open = items.entries()
  const worker = async () => {
    // The workers share one iterator: each takes the next item that none has begun.
    for (const [index, item] of open) results[index] = await work(item)
  }
  await Promise.all(Array.from({ length: Math.max(1, Math.min(limit, items.length)) }, worker))
  return results
}
