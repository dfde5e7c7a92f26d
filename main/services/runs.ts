/** What runs until it is done, or until a person cancels it. */
export class Runs {
  private readonly running = new Set<AbortController>()

  async run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const stop = new AbortController()
    this.running.add(stop)
    try {
      return await work(stop.signal)
    } finally {
      this.running.delete(stop)
    }
  }

  cancelAll(): void {
    for (const stop of this.running) stop.abort()
  }
}
