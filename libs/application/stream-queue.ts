/** Lets commands on one stream wait for one another instead of conflicting; other streams go on side by side. */
export class StreamQueue {
  private readonly tails = new Map<string, Promise<unknown>>();

  async run<T>(stream: string, work: () => Promise<T>): Promise<T> {
    const before = this.tails.get(stream);
    const turn = before ? before.then(work, work) : work();
    this.tails.set(stream, turn);
    try {
      return await turn;
    } finally {
      if (this.tails.get(stream) === turn) this.tails.delete(stream);
    }
  }
}
