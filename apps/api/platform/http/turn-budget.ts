/**
 * Requests started per turn of the event loop. Several share the cost of a turn, such as a commit of the log and the
 * reads of its followers; few enough that health checks are answered in between.
 */
const STARTS_A_TURN = 8;
/** Requests refused per turn. A refusal takes a fifth of the time of a start. */
const REFUSALS_A_TURN = 16;
/**
 * Time in which new connections come before waiting requests. Node accepts one connection in a turn: a health check on
 * a new connection would wait for requests to start before each connection that came earlier. A request still starts,
 * and one is refused, each time that this has passed.
 */
const ACCEPT_MS = 20;
/**
 * Longest burst of connections that comes before requests. Where every request has a connection of its own, and more
 * come than can be served, connections come without end: then requests are served as usual, and the connections wait
 * in the system.
 */
const BURST_MS = 500;

/** How many requests may start, and be refused, in the current turn of the event loop. */
export class TurnBudget {
  private starts = STARTS_A_TURN;
  private refusals = REFUSALS_A_TURN;
  private hasNewConnection = false;
  /** When connections began to be accepted in every turn. */
  private burstSince: number | undefined;
  private lastServed = 0;

  /** `elapsed` is monotonic time in ms. */
  constructor(private readonly elapsed: () => number) {}

  /** Begins a turn. Call after it has accepted its connection, if there is one. */
  renew(): void {
    const isAccepting = this.hasNewConnection;
    this.hasNewConnection = false;
    this.starts = STARTS_A_TURN;
    this.refusals = REFUSALS_A_TURN;
    if (isAccepting) this.limit();
    else this.burstSince = undefined;
  }

  /** Call for each new connection. */
  connectionAccepted(): void {
    this.hasNewConnection = true;
    this.burstSince ??= this.elapsed();
    this.limit();
  }

  /** Returns true from the first new connection to the first turn without one. */
  get isInBurst(): boolean {
    return this.burstSince !== undefined;
  }

  get canStart(): boolean {
    return this.starts > 0;
  }

  get canRefuse(): boolean {
    return this.refusals > 0;
  }

  started(): void {
    this.starts -= 1;
    this.lastServed = this.elapsed();
  }

  refused(): void {
    this.refusals -= 1;
    this.lastServed = this.elapsed();
  }

  private limit(): void {
    const now = this.elapsed();
    if (now - (this.burstSince ?? now) >= BURST_MS) return;
    const most = now - this.lastServed < ACCEPT_MS ? 0 : 1;
    this.starts = Math.min(this.starts, most);
    this.refusals = Math.min(this.refusals, most);
  }
}
