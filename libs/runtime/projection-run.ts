import { comparePositions, type Position, type Projection } from '@ledgerdesk/kernel';
import { START } from '@ledgerdesk/event-store';
import { InvalidRow, sameCheckpoint, type Checkpoint, type ReadStore } from '@ledgerdesk/read-store';
import type { DecodedPage } from './decoded-page.js';
import { fold, keyedBatch, type FoldResult } from './fold.js';
import { PoisonEvent } from './poison-event.js';

/** One version of a projection on its way through one log. */
export class ProjectionRun {
  readonly types: ReadonlySet<string>;
  /** Set once the projection met an event that it cannot take: it stands before it. */
  poison: PoisonEvent | undefined;
  #checkpoint: Checkpoint | undefined;
  #serving = false;

  constructor(
    readonly projection: Projection,
    private readonly store: ReadStore,
    private readonly logId: string,
  ) {
    this.types = new Set(projection.handles);
  }

  /** How far this run has looked at the log. */
  get position(): Position {
    return this.#checkpoint?.position ?? START;
  }

  get serving(): boolean {
    return this.#serving;
  }

  /** Takes up where the store says; a checkpoint of another log, or beyond the head, is worthless: start anew. */
  async open(head: () => Promise<Position>): Promise<void> {
    await this.store.prepare(this.projection);
    await this.#reload();
    if (!this.#checkpoint) return;
    // The head is asked for after the checkpoint: another runner may just have looked at what is newest.
    const isOfThisLog = this.#checkpoint.logId === this.logId && comparePositions(this.position, await head()) <= 0;
    if (!isOfThisLog) await this.reset();
  }

  /** Drops the rows and begins at the start of the log. */
  async reset(): Promise<void> {
    await this.store.reset(this.projection);
    this.poison = undefined;
    await this.#reload();
  }

  /**
   * Folds a page that begins where this run stands. When another runner was faster, takes up where that one left off.
   * An event that cannot be taken, or whose row the store refuses, stops the run right before it; what came before it is
   * kept. After a refusal a page may be taken in part: the run then stands within it.
   */
  async advance(page: DecodedPage): Promise<void> {
    try {
      await this.#take(page);
    } catch (fault) {
      if (!(fault instanceof InvalidRow)) throw fault;
      await this.#advanceLess(page, fault);
    }
  }

  /** Lets queries read this version. */
  async serve(): Promise<void> {
    await this.store.serve(this.projection);
    this.#serving = true;
  }

  async #take(page: DecodedPage): Promise<void> {
    const folded = await this.#fold(page);
    if (!folded) return this.#reload();
    const { rows, poison } = folded;
    const position = poison ? page.before(poison.position) : page.scannedTo;
    const to = { logId: this.logId, position };
    if (!(await this.store.commit(this.projection, { rows, from: this.#checkpoint, to }))) return this.#reload();
    this.#checkpoint = to;
    this.poison = poison;
  }

  /** A store does not say which event brought the row that it refused: takes half as many, until the next one is to blame. */
  async #advanceLess(page: DecodedPage, refusal: InvalidRow): Promise<void> {
    const half = page.firstHalf();
    if (half) return this.advance(half);
    const [event] = page.events;
    if (!event) throw refusal;
    this.poison = new PoisonEvent(this.projection.name, event, refusal);
  }

  /** Nothing when the rows do not stand where this run stands. */
  async #fold(page: DecodedPage): Promise<FoldResult | undefined> {
    const touches = keyedBatch(this.projection, page.decodedEvents(this.types));
    const keys = new Set(touches.touches.flatMap((touch) => touch.keys));
    const { checkpoint, rows } = await this.store.rows(this.projection, [...keys]);
    return sameCheckpoint(checkpoint, this.#checkpoint) ? fold(this.projection, touches, rows) : undefined;
  }

  async #reload(): Promise<void> {
    this.#checkpoint = await this.store.checkpoint(this.projection);
    this.#serving = (await this.store.serving(this.projection.name)) === this.projection.version;
  }
}
