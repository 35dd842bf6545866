import type { Position, Projection } from '@ledgerdesk/kernel';
import { HistoryLost, LogHistory, type ReadableLog, START } from '@ledgerdesk/event-store';
import { InvalidRow, sameCheckpoint, type Checkpoint, type ReadStore } from '@ledgerdesk/read-store';
import type { DecodedPage } from './decoded-page.js';
import { fold, type FoldResult, keyedBatch } from './fold.js';
import { PoisonEvent } from './poison-event.js';

/** Applies one log to one version of a projection, a page at a time. */
export class ProjectionRun {
  readonly types: ReadonlySet<string>;
  /** The event that stopped the run, and why. The run's position is before that event. */
  poison: PoisonEvent | undefined;
  #checkpoint: Checkpoint | undefined;
  #epoch: number | undefined;
  #serving = false;

  constructor(
    readonly projection: Projection,
    private readonly store: ReadStore,
    private readonly log: ReadableLog,
  ) {
    this.types = new Set(projection.handles);
  }

  /** Position up to which this run has scanned the log. */
  get position(): Position {
    return this.#checkpoint?.position ?? START;
  }

  get serving(): boolean {
    return this.#serving;
  }

  /**
   * Resumes from the stored checkpoint. Resets if the checkpoint is of another log, or if the log lost its event and an
   * operator has accepted that.
   * @throws HistoryLost if nobody has accepted that
   */
  async open(): Promise<void> {
    await this.store.prepare(this.projection);
    await this.#reload();
    const history = new LogHistory(this.log);
    const found = this.#checkpoint && (await history.compare(this.#checkpoint));
    this.#epoch = await history.epoch();
    if (!found) return;
    if (found.kind === 'intact') return this.#adopt(found.checkpoint);
    if (found.kind === 'lost' && !found.accepted)
      throw new HistoryLost([{ reader: `read model ${this.projection.name}`, detail: found.detail }]);
    await this.reset();
  }

  /** Deletes the rows and starts at the beginning of the log. */
  async reset(): Promise<void> {
    await this.store.reset(this.projection);
    this.poison = undefined;
    await this.#reload();
  }

  /**
   * Applies a page that starts at this run's position. If another runner was faster, resumes from its checkpoint. An
   * event that fails, or whose row the store rejects, stops the run before it; the events before it are applied. After
   * a rejection the run may have applied part of the page, and its position is within the page.
   */
  async advance(page: DecodedPage): Promise<void> {
    try {
      await this.#apply(page);
    } catch (error) {
      if (!(error instanceof InvalidRow)) throw error;
      await this.#bisect(page, error);
    }
  }

  /** Makes queries read this version. */
  async serve(): Promise<void> {
    await this.store.serve(this.projection);
    this.#serving = true;
  }

  async #apply(page: DecodedPage): Promise<void> {
    const folded = await this.#fold(page);
    if (!folded) return this.#reload();
    const { rows, poison } = folded;
    const to = poison ? this.#before(poison, page) : this.#at(page.scannedTo, page.scannedToId);
    if (!(await this.store.commit(this.projection, { rows, from: this.#checkpoint, to }))) return this.#reload();
    this.#checkpoint = to;
    this.poison = poison;
  }

  /** Stores the event id and the epoch of a checkpoint that lacks them. */
  async #adopt(complete: Checkpoint): Promise<void> {
    const { eventId, epoch } = complete;
    if (this.#checkpoint?.eventId === eventId && this.#checkpoint?.epoch === epoch) return;
    await this.store.commit(this.projection, { rows: new Map(), from: this.#checkpoint, to: complete });
    await this.#reload();
  }

  #at(position: Position, eventId: string | undefined): Checkpoint {
    const known = position === this.position ? this.#checkpoint?.eventId : undefined;
    return { logId: this.log.logId, position, eventId: eventId ?? known, epoch: this.#epoch };
  }

  #before({ position }: PoisonEvent, page: DecodedPage): Checkpoint {
    const event = page.eventBefore(position);
    return event ? this.#at(event.position, event.id) : this.#at(this.position, undefined);
  }

  /** Finds the event whose row the store rejected, which the store does not name, by halving the page. */
  async #bisect(page: DecodedPage, rejection: InvalidRow): Promise<void> {
    const half = page.firstHalf();
    if (half) return this.advance(half);
    const [event] = page.events;
    if (!event) throw rejection;
    this.poison = new PoisonEvent(this.projection.name, event, rejection);
  }

  /** Returns undefined if another runner has advanced the checkpoint. */
  async #fold(page: DecodedPage): Promise<FoldResult | undefined> {
    const batch = keyedBatch(this.projection, page.decodedEvents(this.types));
    const keys = new Set(batch.events.flatMap((event) => event.keys));
    const { checkpoint, rows } = await this.store.rows(this.projection, [...keys]);
    return sameCheckpoint(checkpoint, this.#checkpoint) ? fold(this.projection, batch, rows) : undefined;
  }

  async #reload(): Promise<void> {
    this.#checkpoint = await this.store.checkpoint(this.projection);
    this.#serving = (await this.store.serving(this.projection.name)) === this.projection.version;
  }
}
