import { GRACE_MS } from '@ledgerdesk/application';
import type { EventStore, RecentEvents } from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';
import type { ReadStoreView } from '@ledgerdesk/read-store';
import type { StoreReport } from '../api/operations/health.js';
import { Probe } from './probe.js';

interface StoreProbesOptions {
  readonly store: Pick<EventStore, 'head' | 'checkWritable'> & {
    readonly isRemote?: boolean;
    readonly tail?: Pick<RecentEvents, 'wasAtHeadWithin'>;
  };
  readonly rows: Pick<ReadStoreView, 'versions' | 'checkWritable'>;
  /** Whether this engine appends to the log, and writes rows or messages. */
  readonly writes: { readonly log: boolean; readonly rows: boolean };
}

/** What has not reached the head that the log had this long ago is catching up, in ms. */
const CATCH_UP_MS = 5_000;

/** The head of the log at a moment. */
interface Look {
  readonly head: Position;
  readonly at: number;
}

const writeProbe = (isNeeded: boolean, store: { checkWritable?(): Promise<void> }): Probe | undefined =>
  isNeeded && store.checkWritable ? new Probe(async () => store.checkWritable?.()) : undefined;

/**
 * Checks whether the stores of an engine can be read and written, without recording anything. A check runs when health
 * is requested, and at most once a second for each store.
 */
export class StoreProbes {
  readonly #log: Probe;
  readonly #rows: Probe;
  readonly #logWrites: Probe | undefined;
  readonly #rowWrites: Probe | undefined;
  /** From the newest look that is too old to be the head of anyone who follows the log, to the latest. */
  #looks: readonly Look[] = [];

  constructor(private readonly options: StoreProbesOptions) {
    const { store, rows, writes } = options;
    this.#log = new Probe(() => this.#look());
    this.#rows = new Probe(() => rows.versions());
    this.#logWrites = writeProbe(writes.log, store);
    this.#rowWrites = writeProbe(writes.rows, rows);
  }

  /** The report after a look at all stores. */
  async check(): Promise<StoreReport> {
    const probes = [this.#log, this.#rows, this.#logWrites, this.#rowWrites];
    await Promise.all(probes.map(async (probe) => probe?.check()));
    return this.report();
  }

  /** The report after another look at the rows, however recent the last one is. */
  async recheckRows(): Promise<StoreReport> {
    await Promise.all([this.#rows, this.#rowWrites].map(async (probe) => probe?.recheck()));
    return this.report();
  }

  /** What was found last. */
  report(): StoreReport {
    const { store } = this.options;
    const isFailing = (probe: Probe | undefined): boolean => probe?.ok === false;
    return {
      unreadable: [...(isFailing(this.#log) ? ['log'] : []), ...(isFailing(this.#rows) ? ['rows'] : [])],
      unwritable: [...(isFailing(this.#logWrites) ? ['log'] : []), ...(isFailing(this.#rowWrites) ? ['rows'] : [])],
      isLogRecent: this.#log.ok || (store.isRemote === true && store.tail?.wasAtHeadWithin(GRACE_MS) === true),
      isLogWritable: this.#logWrites?.ok,
      head: this.#looks.at(-1)?.head,
      earlierHead: this.#looks[0]?.head,
    };
  }

  async #look(): Promise<void> {
    const look = { head: await this.options.store.head(), at: performance.now() };
    const old = this.#looks.findLastIndex(({ at }) => look.at - at >= CATCH_UP_MS);
    this.#looks = [...this.#looks.slice(Math.max(old, 0)), look];
  }
}
