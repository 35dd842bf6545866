/** Runs tasks on one stream one after another, so that they do not conflict. Different streams run in parallel. */
export class StreamQueue {
  private readonly tails = new Map<string, Promise<unknown>>();

  /** Runs `task` once all earlier tasks of the stream have settled. */
  async run<T>(stream: string, task: () => Promise<T>): Promise<T> {
    const previous = this.tails.get(stream);
    const current = previous ? previous.then(task, task) : task();
    this.tails.set(stream, current);
    try {
      return await current;
    } finally {
      if (this.tails.get(stream) === current) this.tails.delete(stream);
    }
  }
}
