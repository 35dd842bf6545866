/** All seats are taken, and too many wait for one. */
export class NoSeat extends Error {
  readonly code = 'past-busy';
}

/** Lets a few work at a time, in the order in which they came, and some wait. */
export class Seats {
  private taken = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly seats: number,
    private readonly benches: number,
  ) {}

  /** Rejects with NoSeat where too many wait already. */
  async sit<T>(work: () => Promise<T>): Promise<T> {
    await this.take();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private async take(): Promise<void> {
    if (this.taken < this.seats) {
      this.taken += 1;
      return;
    }
    if (this.waiting.length >= this.benches) throw new NoSeat('Too many ask about the past.');
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** The seat goes to whoever has waited longest. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.taken -= 1;
  }
}
