import { comparePositions, type Position, type Projection } from '@ledgerdesk/kernel';
import {
  HistoryLost,
  LogHistory,
  type ReadableLog,
  readSkippedEvents,
  type SkippedEvents,
  START,
} from '@ledgerdesk/event-store';
import {
  InvalidRow,
  type ProjectionStop,
  type ReadStore,
  type RowCheckpoint,
  sameCheckpoint,
} from '@ledgerdesk/read-store';
import type { DecodedPage, DecodeResult } from './decoded-page.js';
import { fold, type FoldResult, type KeyedBatch, keyedBatch } from './fold.js';
import { PoisonEvent } from './poison-event.js';

/** The ids of skipped events as a checkpoint stores them. */
const idsOf = (skipped: ReadonlyMap<string, Position>): string | undefined =>
  skipped.size === 0 ? undefined : [...skipped.keys()].sort().join(',');

const stopOf = ({ position, eventId, eventType, message }: PoisonEvent): ProjectionStop => ({
  position,
  eventId,
  eventType,
  message,
});

/** Applies one log to one version of a projection, a page at a time. */
export class ProjectionRun {
  readonly types: ReadonlySet<string>;
  /** The event that stopped the run, and why. The run's position is before that event. */
  poison: PoisonEvent | undefined;
  #checkpoint: RowCheckpoint | undefined;
  #skipped: ReadonlyMap<string, Position> = new Map();
  #isStopStored = false;
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

  /** Id of the event at the position; undefined if it is not known. */
  get eventId(): string | undefined {
    return this.#checkpoint?.eventId;
  }

  /** Ids of the events that an operator decided to leave out. */
  get skipped(): readonly string[] {
    return [...this.#skipped.keys()];
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
    if (found?.kind === 'lost' && !found.accepted)
      throw new HistoryLost([{ reader: `read model ${this.projection.name}`, detail: found.detail }]);
    if (found?.kind === 'intact') await this.#adopt({ ...found.checkpoint, skipped: this.#checkpoint?.skipped });
    else if (found) await this.reset();
    this.#isStopStored = await this.#hasStop();
    await this.decide(await readSkippedEvents(this.log));
  }

  /**
   * Follows the decisions of operators, and applies the event again that stopped the run unless it is now skipped. If
   * the rows contain an event that is skipped, or leave out one that no longer is, they are rebuilt.
   */
  async decide(decisions: SkippedEvents): Promise<void> {
    this.#skipped = decisions.of(this.projection);
    this.poison = undefined;
    const checkpoint = this.#checkpoint;
    const skipped = idsOf(this.#skipped);
    if (!checkpoint || checkpoint.skipped === skipped) return;
    if (this.#contradicts(checkpoint)) return this.reset();
    await this.store.commit(this.projection, { rows: new Map(), from: checkpoint, to: { ...checkpoint, skipped } });
    await this.#reload();
  }

  /** Deletes the rows and starts at the beginning of the log. */
  async reset(): Promise<void> {
    await this.store.reset(this.projection);
    this.poison = undefined;
    this.#isStopStored = false;
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
    if (!folded) return this.#follow();
    const { rows, before, poison } = folded;
    const to = poison ? this.#before(poison, page) : this.#at(page.scannedTo, page.scannedToId);
    if (!(await this.store.commit(this.projection, { rows, before, from: this.#checkpoint, to })))
      return this.#follow();
    this.#checkpoint = to;
    await this.#stopBefore(poison);
  }

  /** Stores the event id and the epoch of a checkpoint that lacks them. */
  async #adopt(complete: RowCheckpoint): Promise<void> {
    const { eventId, epoch } = complete;
    if (this.#checkpoint?.eventId === eventId && this.#checkpoint?.epoch === epoch) return;
    await this.store.commit(this.projection, { rows: new Map(), from: this.#checkpoint, to: complete });
    await this.#reload();
  }

  #at(position: Position, eventId: string | undefined): RowCheckpoint {
    const known = position === this.position ? this.#checkpoint?.eventId : undefined;
    const skipped = idsOf(this.#skipped);
    return { logId: this.log.logId, position, eventId: eventId ?? known, epoch: this.#epoch, skipped };
  }

  #before({ position }: PoisonEvent, page: DecodedPage): RowCheckpoint {
    const event = page.eventBefore(position);
    return event ? this.#at(event.position, event.id) : this.#at(this.position, undefined);
  }

  /** Finds the event whose row the store rejected, which the store does not name, by halving the page. */
  async #bisect(page: DecodedPage, rejection: InvalidRow): Promise<void> {
    const half = page.firstHalf();
    if (half) return this.advance(half);
    const [event] = page.events;
    if (!event) throw rejection;
    await this.#stopBefore(new PoisonEvent(this.projection.name, event, rejection));
  }

  /** Returns undefined if another runner has advanced the checkpoint. */
  async #fold(page: DecodedPage): Promise<FoldResult | undefined> {
    const batch = keyedBatch(this.projection, this.#included(page.decodedEvents(this.types)));
    const { checkpoint, rows } = await this.store.rows(this.projection, await this.#keysOf(batch));
    return sameCheckpoint(checkpoint, this.#checkpoint) ? fold(this.projection, batch, rows) : undefined;
  }

  #included(results: readonly DecodeResult[]): readonly DecodeResult[] {
    return this.#skipped.size === 0 ? results : results.filter(({ stored }) => !this.#skipped.has(stored.id));
  }

  /** Keys of the rows that a batch may change, those of groups as of the store's checkpoint. */
  async #keysOf({ events }: KeyedBatch): Promise<readonly string[]> {
    const keys = new Set<string>();
    const groups = new Set<string>();
    for (const event of events) {
      for (const key of event.keys) keys.add(key);
      if (event.group !== undefined) groups.add(event.group);
    }
    for (const group of groups) for (const key of await this.store.keysIn(this.projection, group)) keys.add(key);
    return [...keys];
  }

  /** True if rows at the checkpoint contain an event that is skipped, or leave out one that is not. */
  #contradicts({ position, skipped }: RowCheckpoint): boolean {
    const before = skipped === undefined ? [] : skipped.split(',');
    return (
      before.some((id) => !this.#skipped.has(id)) ||
      [...this.#skipped].some(([id, at]) => !before.includes(id) && comparePositions(at, position) <= 0)
    );
  }

  async #hasStop(): Promise<boolean> {
    const { name, version } = this.projection;
    return (await this.store.stops()).some((stopped) => stopped.name === name && stopped.version === version);
  }

  /** Stops the run before an event, or clears the stop of an earlier attempt. */
  async #stopBefore(poison: PoisonEvent | undefined): Promise<void> {
    if (poison || this.#isStopStored) {
      await this.store.recordStop(this.projection, poison && stopOf(poison));
    }
    this.#isStopStored = poison !== undefined;
    this.poison = poison;
  }

  /** Resumes from the checkpoint of another runner, which may know newer decisions. */
  async #follow(): Promise<void> {
    await this.#reload();
    if (this.#checkpoint && this.#checkpoint.skipped !== idsOf(this.#skipped))
      await this.decide(await readSkippedEvents(this.log));
  }

  async #reload(): Promise<void> {
    this.#checkpoint = await this.store.checkpoint(this.projection);
    this.#serving = (await this.store.serving(this.projection.name)) === this.projection.version;
  }
}
