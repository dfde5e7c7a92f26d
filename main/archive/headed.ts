/** A stream of bytes of which the beginning is looked at before anybody says what to do with the whole. */
export class HeadedBytes {
  private readonly source: AsyncIterator<Uint8Array>
  private ahead: Buffer[] = []

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.source = stream[Symbol.asyncIterator]()
  }

  /** The first bytes, fewer where there are no more; they are read again with the rest. */
  async head(bytes: number): Promise<Buffer> {
    let found = this.ahead.reduce((sum, { length }) => sum + length, 0)
    while (found < bytes) {
      const next = await this.next()
      if (next === null) break
      this.ahead.push(next)
      found += next.length
    }
    const all = Buffer.concat(this.ahead)
    this.ahead = [all]
    return all.subarray(0, bytes)
  }

  /** All bytes, once. Whoever stops in between leaves the rest to be drained. */
  async *bytes(): AsyncGenerator<Buffer> {
    for (let each = this.ahead.shift(); each !== undefined; each = this.ahead.shift()) yield each
    for (let each = await this.next(); each !== null; each = await this.next()) yield each
  }

  /** An entry of an archive must be read to its end before the next one comes. */
  async drain(): Promise<void> {
    this.ahead = []
    while ((await this.next()) !== null);
  }

  /** Gives the source up. */
  async close(): Promise<void> {
    this.ahead = []
    await this.source.return?.()
  }

  private async next(): Promise<Buffer | null> {
    const { value, done } = await this.source.next()
    return done === true ? null : Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  }
}
