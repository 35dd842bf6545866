/** How a count grew since it was read last. */
interface Growth {
  readonly count: number;
  readonly perSecond: number;
}

/** Reads a growing count from time to time, as EventStoreDB does each time it reports a group. */
export class Rate {
  private count = 0;
  private readAt: number;

  /** `elapsed`: a monotonic clock in ms. */
  constructor(private readonly elapsed: () => number) {
    this.readAt = elapsed();
  }

  read(count: number): Growth {
    const [growth, ms] = [count - this.count, this.elapsed() - this.readAt];
    this.count = count;
    this.readAt += ms;
    return { count: growth, perSecond: ms > 0 ? Math.floor((growth * 1_000) / ms) : 0 };
  }
}
