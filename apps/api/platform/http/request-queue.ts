import type { IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate as schedule } from 'node:timers';
import { FairQueue } from './fair-queue.js';
import { announcesBody } from './slow-body.js';
import { TurnBudget } from './turn-budget.js';

/** Limits of the requests of an engine that are handled and that wait. */
export interface RequestLimits {
  /** Requests that are handled at once. Those that wait for their client do not count. */
  readonly active: number;
  /** Requests that wait for others to end. */
  readonly waiting: number;
}

interface Waiting {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly start: () => void;
  readonly refuse: () => void;
  readonly since: number;
}

/** Refusals that wait for a turn. Beyond, requests are refused at once: that takes less memory, but longer turns. */
const MAX_REFUSALS = 2_000;
/** A client that has waited for so long may have given up. */
const MAX_WAIT_MS = 5_000;
const SWEEP_MS = 500;

/** The slots of the active requests. */
const slots = new WeakMap<IncomingMessage, Slot>();

/** The place of one request among the active ones. */
class Slot {
  private isHeld = false;
  private hasEnded = false;

  constructor(private readonly count: (change: 1 | -1) => void) {}

  hold(): void {
    if (this.isHeld || this.hasEnded) return;
    this.isHeld = true;
    this.count(1);
  }

  release(): void {
    if (!this.isHeld) return;
    this.isHeld = false;
    this.count(-1);
  }

  end(): void {
    this.release();
    this.hasEnded = true;
  }
}

/**
 * Runs `wait` without counting its request as active: it waits for a client or for other work, and uses no time of the
 * engine. The request counts again afterwards.
 */
export const waitInactive = async <T>(request: IncomingMessage, wait: () => Promise<T>): Promise<T> => {
  const slot = slots.get(request);
  slot?.release();
  try {
    return await wait();
  } finally {
    slot?.hold();
  }
};

/** Stops counting a request as active permanently, such as an event stream. */
export const leaveQueue = (request: IncomingMessage): void => slots.get(request)?.end();

/**
 * Admits requests to an engine: as many as it can handle at once, the others in turn. What exceeds the queue, or waits
 * for longer than 5 seconds, is refused, so that an overload makes nothing else slow. Clients take turns, and the one
 * with the most waiting requests is refused first.
 */
export class RequestQueue {
  private active = 0;
  private isScheduled = false;
  private sweep: NodeJS.Timeout | undefined;
  private readonly waiting = new FairQueue<Waiting>();
  /** Requests to refuse, in the order in which that was decided. */
  private readonly refusals = new Set<Waiting>();
  private readonly turn: TurnBudget;

  /** `elapsed` is monotonic time in ms. */
  constructor(
    private readonly limits: RequestLimits,
    private readonly elapsed: () => number = () => performance.now(),
  ) {
    this.turn = new TurnBudget(elapsed);
  }

  /** Calls `start` now or in turn, or `refuse` if there is no room. `client` identifies who takes turns. */
  add(
    client: string,
    { request, response }: Pick<Waiting, 'request' | 'response'>,
    start: () => void,
    refuse: () => void,
  ) {
    const entry: Waiting = { request, response, start, refuse, since: this.elapsed() };
    if (this.waiting.size === 0 && this.hasRoom()) return this.begin(entry);
    this.waiting.push(client, entry);
    response.once('close', () => {
      this.waiting.remove(client, entry);
      this.refusals.delete(entry);
    });
    if (this.isFull()) this.refuse(this.waiting.dropFromLongest());
    this.sweep ??= setInterval(() => this.refuseOld(), SWEEP_MS).unref();
    this.wake();
  }

  /** A request that only waits for a turn, or for new connections, takes no place of those that wait for others. */
  private isFull(): boolean {
    const { active, waiting } = this.limits;
    return this.waiting.size > waiting + Math.max(0, active - this.active);
  }

  /** Call for each new connection. */
  connectionAccepted(): void {
    this.turn.connectionAccepted();
    this.wake();
  }

  private hasRoom(): boolean {
    return this.active < this.limits.active && this.turn.canStart;
  }

  private begin({ request, response, start }: Waiting): void {
    this.turn.started();
    this.wake();
    const slot = new Slot((change) => {
      this.active += change;
      if (change < 0) this.wake();
    });
    slots.set(request, slot);
    response.once('close', () => slot.end());
    // Until its body is complete, a request waits for its client.
    if (!request.complete && announcesBody(request)) request.once('end', () => slot.hold());
    else slot.hold();
    start();
  }

  /** Refuses a request in this turn of the event loop or a later one: each refusal is a write to a connection. */
  private refuse(entry: Waiting | undefined): void {
    if (!entry) return;
    if (this.refusals.size >= MAX_REFUSALS) return entry.refuse();
    this.refusals.add(entry);
    this.wake();
  }

  /** Serves waiting requests in the next turn of the event loop, after it has looked at all connections. */
  private wake(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    schedule(() => {
      this.isScheduled = false;
      this.turn.renew();
      this.startWaiting();
      this.makeRefusals();
      if (this.refusals.size > 0 || this.turn.isInBurst) this.wake();
    });
  }

  private startWaiting(): void {
    while (this.hasRoom()) {
      const next = this.waiting.shift();
      if (!next) break;
      this.begin(next);
    }
  }

  private makeRefusals(): void {
    for (const entry of this.refusals) {
      if (!this.turn.canRefuse) break;
      this.refusals.delete(entry);
      this.turn.refused();
      entry.refuse();
    }
  }

  private refuseOld(): void {
    const oldest = this.elapsed() - MAX_WAIT_MS;
    for (const entry of this.waiting.takeHeads(({ since }) => since < oldest)) this.refuse(entry);
    if (this.waiting.size > 0) return;
    clearInterval(this.sweep);
    this.sweep = undefined;
  }
}
