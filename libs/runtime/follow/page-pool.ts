import { fileURLToPath } from 'node:url';
import { asError, openOnce, receivedError, type SentError, sentError } from '@ledgerdesk/kernel';
import { Piscina } from 'piscina';
import { type Asker, FairQueue } from '../as-of/fair-queue.js';
import type { EventView, PageLog } from './event-view.js';
import { type PageOptions, type PageReader, readViewPage, type ViewPage } from './page-reader.js';

export interface PagePoolOptions {
  /** URL of a module whose default export is the result of `pageHandler`. */
  readonly script: URL;
  /** Plain data, passed to the thread as `workerData`. */
  readonly workerData: unknown;
}

/** A page to read, as sent to the thread. */
interface PageTask {
  readonly view: string;
  readonly options: PageOptions<unknown>;
}

/** What the thread sends back: errors lose their class and code on the way. */
type Outcome = { readonly page: ViewPage<unknown> } | { readonly failed: SentError };

/** Pages that the thread has been sent, so that it has the next one when it has read one. */
const SENT = 4;
/** Heap of the thread. A page and what is made of it take a small part of that. */
const MEMORY_MB = 512;

/**
 * Reads pages in a worker thread, so that a log whose reads block does not block the calling thread. Starts the thread
 * at the first page and keeps it. Callers take turns; how many pages wait is limited by those who ask for them, by the
 * number of event streams and of requests.
 *
 * @example
 * const pages = new PagePool({ script: new URL('./page-thread.js', import.meta.url), workerData: storage });
 * const { items, scannedTo } = await pages.read(logView, { params: {}, after: '0', limit: 100 });
 */
export class PagePool implements PageReader {
  private pool: Piscina<PageTask, Outcome> | undefined;
  private readonly turns = new FairQueue({ running: SENT, waiting: Infinity, waitingPerCaller: Infinity });

  constructor(private readonly options: PagePoolOptions) {}

  async read<Params, Item>(
    view: EventView<Params, Item>,
    options: PageOptions<Params>,
    asker: Asker = {},
  ): Promise<ViewPage<Item>> {
    const run = (): Promise<Outcome> =>
      this.started()
        .run({ view: view.name, options })
        .catch((error: unknown) => Promise.reject(asError(error)));
    const outcome = await this.turns.run(run, asker);
    if ('failed' in outcome) throw receivedError(outcome.failed);
    // The types pair `options` with `view`, and the thread reads through the view of that name.
    return outcome.page as ViewPage<Item>;
  }

  async close(): Promise<void> {
    await this.pool?.destroy();
  }

  private started(): Piscina<PageTask, Outcome> {
    if (this.pool) return this.pool;
    this.pool = new Piscina<PageTask, Outcome>({
      filename: fileURLToPath(this.options.script),
      workerData: this.options.workerData,
      minThreads: 1,
      maxThreads: 1,
      concurrentTasksPerWorker: SENT,
      atomics: 'disabled',
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    // The thread ended between tasks. Piscina replaces it.
    this.pool.on('error', () => undefined);
    return this.pool;
  }
}

/**
 * Creates the default export of a pool's script. `open` opens the log at the first page, and again if that failed.
 *
 * @example
 * export default pageHandler(() => openLogForReading(storage), [logView]);
 */
export const pageHandler = (
  open: () => Promise<PageLog>,
  views: readonly EventView<unknown, unknown>[],
): ((task: PageTask) => Promise<Outcome>) => {
  const log = openOnce(open);
  const read = async ({ view: name, options }: PageTask): Promise<ViewPage<unknown>> => {
    // `PagePool.read` pairs the view with its parameters; only its name is sent to the thread.
    const view = views.find((one) => one.name === name);
    if (!view) throw new RangeError(`Unknown view "${name}". Register it or correct the name.`);
    return readViewPage(await log(), view, options);
  };
  return async (task) => {
    try {
      return { page: await read(task) };
    } catch (error) {
      return { failed: sentError(error) };
    }
  };
};
