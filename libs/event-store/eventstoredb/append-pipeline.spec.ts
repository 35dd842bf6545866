import { AccessDeniedError, type AppendResult, UnavailableError } from '@eventstore/db-client';
import fc from 'fast-check';
import { runs as roundsOf } from '../../../test/support/runs.js';
import { AppendedOutOfOrder, StoreFailed } from '../errors.js';
import type { EventRun } from '../port.js';
import { APPENDS_IN_FLIGHT, AppendPipeline, type OrderedCall } from './append-pipeline.js';
import type { AppendRequest } from './append-request.js';

const KIB = 1_024;
const SILENCE_MS = 20;

const aRun = (number: number): EventRun => ({ stream: `ticket-${number}`, expected: 'no-stream', events: [] });
const runsTo = async function* (count: number): AsyncGenerator<EventRun> {
  for (let number = 0; number < count; number += 1) yield aRun(number);
};
const streamsTo = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => `ticket-${n}`);
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What becomes of an append on a call. Without an outcome it is recorded and acknowledged. */
type Fate = 'lost' | 'unanswered' | 'refused' | 'silent';

/** Records what arrives in order, and answers in a later turn of the event loop, as a server does. */
class FakeServer {
  readonly log: string[] = [];
  readonly silenceMs = SILENCE_MS;
  /** What becomes of the appends to some streams, once each. */
  readonly fates = new Map<string, Fate>();
  /** Streams that the server never accepts, and why. */
  readonly refusals = new Map<string, Error>();
  /** Bytes of the runs of some streams. */
  readonly sizes = new Map<string, number>();
  readonly alone: string[] = [];
  readonly failures: unknown[] = [];
  isOrdered = true;
  opened = 0;
  mostPending = 0;
  mostBytes = 0;
  private pending = 0;
  private bytes = 0;

  encode({ stream }: EventRun): AppendRequest {
    return { stream, bytes: this.sizes.get(stream) ?? KIB } as AppendRequest;
  }

  async append({ stream }: EventRun): Promise<{ readonly position: string }> {
    this.alone.push(stream);
    return { position: this.record(stream) };
  }

  async open(): Promise<OrderedCall | undefined> {
    this.opened += 1;
    return this.isOrdered ? this.call() : undefined;
  }

  private call(): OrderedCall {
    let end: (reason: Error) => void = () => undefined;
    let ended: Error | undefined;
    const isEnded = new Promise<never>((_resolve, reject) => {
      end = (reason) => {
        ended ??= reason;
        reject(ended);
      };
    });
    isEnded.catch(() => undefined);
    const answer = async ({ stream, bytes }: AppendRequest): Promise<AppendResult> => {
      if (ended) throw ended;
      const fate = this.fates.get(stream);
      this.fates.delete(stream);
      if (fate === 'lost') end(new UnavailableError(undefined, 'The connection is lost.'));
      if (ended) return isEnded;
      if (fate === 'refused') {
        await nextTurn();
        throw new AccessDeniedError(undefined, 'refused');
      }
      const position = this.record(stream);
      this.mostPending = Math.max(this.mostPending, (this.pending += 1));
      this.mostBytes = Math.max(this.mostBytes, (this.bytes += bytes));
      await Promise.race([nextTurn(), isEnded]).finally(() => {
        this.pending -= 1;
        this.bytes -= bytes;
      });
      if (fate === 'unanswered') end(new UnavailableError(undefined, 'The connection is lost.'));
      if (fate === 'unanswered' || fate === 'silent') return isEnded;
      return { success: true, nextExpectedRevision: 0n, position: { commit: BigInt(position), prepare: 0n } };
    };
    return {
      append: answer,
      failed: (error) => this.failures.push(error),
      close: (reason = new UnavailableError(undefined, 'closed')) => end(reason),
    };
  }

  private record(stream: string): string {
    const refusal = this.refusals.get(stream);
    if (refusal) throw refusal;
    if (!this.log.includes(stream)) this.log.push(stream);
    return String(this.log.indexOf(stream) + 1);
  }
}

describe('AppendPipeline', () => {
  let server: FakeServer;
  beforeEach(() => {
    server = new FakeServer();
  });
  const run = (count: number): Promise<void> => new AppendPipeline(server).run(runsTo(count));

  it('sends many runs before the first is acknowledged, limited by count and by bytes', async () => {
    await run(2_000);
    expect(server.log).toEqual(streamsTo(2_000));
    expect(server.mostPending).toBeGreaterThan(APPENDS_IN_FLIGHT / 2);
    expect(server.mostPending).toBeLessThanOrEqual(APPENDS_IN_FLIGHT);
    const large = new FakeServer();
    for (const stream of streamsTo(100)) large.sizes.set(stream, 900 * KIB);
    await new AppendPipeline(large).run(runsTo(100));
    expect(large.mostPending).toBeGreaterThan(1);
    expect(large.mostBytes).toBeLessThanOrEqual(4_096 * KIB);
  });

  it('appends the first run alone, because a server that is starting may refuse it and take the next', async () => {
    server.refusals.set('ticket-0', new StoreFailed('not ready'));
    await expect(run(10)).rejects.toThrow('not ready');
    expect(server.log).toEqual([]);
  });

  it('appends a run alone that is larger than any before, because it may exceed the limit of the server', async () => {
    for (const [number, size] of [
      [3, 5],
      [5, 4],
      [7, 5],
      [9, 6],
    ] as const)
      server.sizes.set(`ticket-${number}`, size * KIB);
    server.refusals.set('ticket-9', new StoreFailed('too large'));
    await expect(run(20)).rejects.toThrow('too large');
    expect(server.log).toEqual(streamsTo(9));
    expect(server.alone).toEqual(['ticket-0', 'ticket-3', 'ticket-9']);
  });

  it.each<Fate>(['lost', 'unanswered', 'silent'])('goes on in order when an append is %s', async (fate) => {
    for (const number of [300, 301, 700]) server.fates.set(`ticket-${number}`, fate);
    await run(1_500);
    expect(server.log).toEqual(streamsTo(1_500));
    expect(server.failures.length).toBeGreaterThan(0);
    expect(server.alone.length).toBeLessThan(1_500);
  });

  it('finds runs that were recorded though the server said that it could not', async () => {
    server.fates.set('ticket-5', 'refused');
    server.log.push(...streamsTo(10));
    await run(20);
    expect(server.log).toEqual(streamsTo(20));
  });

  it('ends with the error of the first run that cannot be recorded, and sends none after it', async () => {
    server.fates.set('ticket-10', 'lost');
    server.refusals.set('ticket-10', new StoreFailed('gone'));
    await expect(run(2_000)).rejects.toThrow('gone');
    expect(server.log).toEqual(streamsTo(10));
  });

  it('says so if the server refused a run and recorded those that were sent behind it', async () => {
    server.fates.set('ticket-10', 'refused');
    server.refusals.set('ticket-10', new StoreFailed('You may not write ticket-10.'));
    await expect(run(2_000)).rejects.toMatchObject({
      code: 'appended-out-of-order',
      message: expect.stringMatching(
        /^The event store recorded later events without those of ticket-10: You may not write ticket-10\. Its log has/,
      ) as string,
    });
    expect(server.log.length).toBeLessThan(700);
  });

  it('claims nothing about the order if it is unknown whether a run is recorded', async () => {
    server.fates.set('ticket-10', 'refused');
    server.refusals.set('ticket-10', new StoreFailed('no answer', new UnavailableError()));
    await expect(run(100)).rejects.toThrow('no answer');
  });

  it('fails if the positions of the server do not ascend', async () => {
    server.log.push('ticket-0', 'ticket-3', 'ticket-2', 'ticket-1');
    await expect(run(10)).rejects.toBeInstanceOf(AppendedOutOfOrder);
  });

  it('appends one after another to a server that keeps no order, and asks again after 500 runs', async () => {
    server.isOrdered = false;
    await run(APPENDS_IN_FLIGHT);
    expect([server.alone, server.opened]).toEqual([streamsTo(APPENDS_IN_FLIGHT), 1]);
    server.isOrdered = false;
    await run(APPENDS_IN_FLIGHT + 2);
    expect(server.opened).toBe(3);
  });

  it('leaves the first runs in the log whatever fails, so that a repeat goes on after them', async () => {
    const fates = fc.dictionary(
      fc.nat(59).map((number) => `ticket-${number}`),
      fc.constantFrom<Fate>('lost', 'unanswered'),
    );
    const broken = fc.record({ fates, end: fc.nat(59), sizes: fc.array(fc.integer({ min: 1, max: 9 })) });
    await fc.assert(
      fc.asyncProperty(broken, async ({ fates: chosen, end, sizes }) => {
        const unreliable = new FakeServer();
        for (const [stream, fate] of Object.entries(chosen)) unreliable.fates.set(stream, fate);
        sizes.forEach((size, number) => unreliable.sizes.set(`ticket-${number}`, size));
        const ending = async function* () {
          yield* runsTo(end);
          throw new Error('interrupted');
        };
        await expect(new AppendPipeline(unreliable).run(ending())).rejects.toThrow('interrupted');
        expect(unreliable.log).toEqual(streamsTo(unreliable.log.length));
        await new AppendPipeline(unreliable).run(runsTo(60));
        expect(unreliable.log).toEqual(streamsTo(60));
      }),
      { numRuns: roundsOf({ short: 100, long: 2_000 }) },
    );
  });
});
