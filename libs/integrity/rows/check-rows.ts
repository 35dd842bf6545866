import { comparePositions, type Position, type Projection } from '@ledgerdesk/kernel';
import type { ImageSelection, ReadStoreView, RowCheckpoint, RowImage, RowImages } from '@ledgerdesk/read-store';
import { damage, note, unknown } from '../finding.js';
import type { Report } from '../findings.js';
import type { LogCheck } from '../log-check.js';
import { columnFlaw, rowFlaw } from './compare-row.js';
import { advance, type ReplaySource, ReplayFeed, RowReplay } from './row-replay.js';
import { isInSample, type RowSample } from './row-sample.js';

const MAX_PAGE = 500;

/** The read models to check, and what with. */
export interface RowsCheck extends ReplaySource {
  readonly view: Pick<ReadStoreView, 'images' | 'serving' | 'checkpoint'>;
  readonly projections: readonly Projection[];
  readonly sample: RowSample;
  readonly report: Report;
  /** Id of the log. Rows of another log are not compared. */
  readonly logId: string;
  /** Called after each page of rows with their number. Awaited: it may pause. */
  readonly onRows?: (rows: number) => Promise<void> | void;
}

const skippedIn = ({ skipped = '' }: RowCheckpoint): ReadonlySet<string> =>
  new Set(skipped.split(',').filter((id) => id !== ''));

const unchecked = ({ name }: Projection, why: string) => note('rows-unchecked', `read model ${name}`, why);

/** A read model whose rows can be compared, with its replay at the checkpoint of its rows. */
const startOf = async (
  { view, sample, report, logId }: RowsCheck,
  projection: Projection,
): Promise<{ readonly replay: RowReplay; readonly to: Position } | undefined> => {
  const [serving, checkpoint] = [await view.serving(projection.name), await view.checkpoint(projection)];
  if (serving !== projection.version || !checkpoint)
    report(unchecked(projection, `version ${projection.version} is not built yet`));
  else if (checkpoint.logId !== logId) report(unchecked(projection, 'its rows are those of another log'));
  else return { replay: new RowReplay(projection, sample, skippedIn(checkpoint)), to: checkpoint.position };
  return undefined;
};

/** Rows that are replayed beside other checks of the same events. */
export interface RowsRun {
  /** Takes the events of the log as they are checked. Boxes must have been opened by an earlier check. */
  readonly feed: LogCheck;
  /** Replays what the feed has not had, and compares the stored rows. */
  readonly compare: () => Promise<void>;
}

/** Begins to check rows, as `checkRows` does, in step with checks of the whole log. */
export const beginRows = async (check: RowsCheck): Promise<RowsRun> => {
  const starts = [];
  for (const projection of check.projections) starts.push(await startOf(check, projection));
  const targets = starts.filter((start) => start !== undefined);
  const feed = new ReplayFeed(targets);
  const compare = async (): Promise<void> => {
    await advance(check, targets);
    for (const { replay } of targets) {
      const why = await new StoredRows(check, replay).compare();
      if (replay.failure !== undefined)
        check.report(unknown('rows-unchecked', `read model ${replay.projection.name}`, replay.failure));
      else if (why !== undefined) check.report(unchecked(replay.projection, why));
      replay.forget();
    }
  };
  return { feed, compare };
};

/**
 * Compares stored rows with those that the events give, while an engine may go on writing both: each page of rows is
 * compared with a replay at the very checkpoint of that page. Holds the replayed rows of the sample in memory. Checks
 * the columns of every row against its body.
 *
 * @example
 * await checkRows({ log, decode, view, projections: PROJECTIONS, sample: WHOLE, report, logId: log.logId });
 */
export const checkRows = async (check: RowsCheck): Promise<void> => (await beginRows(check)).compare();

/** The stored rows of one read model, compared with a replay that follows their checkpoint. */
class StoredRows {
  private readonly seen = new Set<string>();
  private readonly place = (key: string): string => `row ${key} of read model ${this.replay.projection.name}`;

  constructor(
    private readonly check: RowsCheck,
    private readonly replay: RowReplay,
  ) {}

  /** Returns why the rows could not be compared; undefined if they were. */
  async compare(): Promise<string | undefined> {
    const limit = this.check.pageSize ?? MAX_PAGE;
    for (let after: string | undefined; ;) {
      const page = await this.read({ limit, ...(after !== undefined && { after }) });
      if (typeof page === 'string') return page;
      for (const image of page.rows) this.compareRow(image);
      await this.check.onRows?.(page.rows.length);
      after = page.rows.at(-1)?.key;
      if (page.rows.length < limit) return this.compareMissing();
    }
  }

  /** Reads rows, and takes the replay to their checkpoint. Returns why it cannot. */
  private async read(selection: ImageSelection): Promise<RowImages | string> {
    const { replay, check } = this;
    const page = await check.view.images(replay.projection, selection);
    const { checkpoint } = page;
    if (!checkpoint || checkpoint.logId !== check.logId || comparePositions(checkpoint.position, replay.position) < 0)
      return 'its rows were rebuilt meanwhile';
    if ([...skippedIn(checkpoint)].join() !== [...replay.skipped].join()) return 'other events are left out meanwhile';
    await advance(check, [{ replay, to: checkpoint.position }]);
    return replay.failure ?? page;
  }

  private compareRow(image: RowImage): void {
    const { replay, check } = this;
    const { key, body } = image;
    const columns = columnFlaw(replay.projection, image);
    if (columns !== undefined) check.report(damage('row-columns', this.place(key), columns));
    if (!isInSample(replay.sample, key)) return;
    this.seen.add(key);
    const expected = replay.rows.get(key);
    const flaw = expected ? rowFlaw(expected, body) : 'no events give this row';
    if (flaw !== undefined) check.report(damage('row-differs', this.place(key), flaw));
  }

  /** Rows that the events give, and that the pages did not have. */
  private async compareMissing(): Promise<string | undefined> {
    const missing = [...this.replay.rows.keys()].filter((key) => !this.seen.has(key));
    for (let at = 0; at < missing.length; at += MAX_PAGE) {
      const keys = missing.slice(at, at + MAX_PAGE);
      const page = await this.read({ keys });
      if (typeof page === 'string') return page;
      const found = new Set(page.rows.map(({ key }) => key));
      for (const image of page.rows) this.compareRow(image);
      for (const key of keys)
        if (!found.has(key) && this.replay.rows.has(key))
          this.check.report(damage('row-differs', this.place(key), 'it is missing'));
    }
    return undefined;
  }
}
