import type { Position, Projection, Timers } from '@ledgerdesk/kernel';
import type { ReadableLog } from '@ledgerdesk/event-store';
import { START } from '@ledgerdesk/event-store';
import type { ReadStoreView, ProjectionVersion } from '@ledgerdesk/read-store';
import type { ProgressBoard } from './progress-board.js';
import { positionDifference, type ProjectionStatus } from './projection-status.js';

export interface ProgressPollerOptions {
  readonly log: Pick<ReadableLog, 'head'>;
  readonly rows: Pick<ReadStoreView, 'versions'>;
  readonly projections: readonly Projection[];
  readonly board: ProgressBoard;
  /** Real time. */
  readonly timers: Timers;
  /** Milliseconds between looks. */
  readonly every: number;
}

/** Tells a board how far read models have come that another process keeps up, by looking at their checkpoints. */
export class ProgressPoller {
  #stopped = false;
  #cancel: (() => void) | undefined;
  #look: Promise<void> = Promise.resolve();

  constructor(private readonly options: ProgressPollerOptions) {}

  start(): void {
    this.#look = this.#report()
      .catch(() => undefined)
      .finally(() => {
        if (!this.#stopped) this.#cancel = this.options.timers.after(this.options.every, () => this.start());
      });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#look;
  }

  async #report(): Promise<void> {
    const { log, rows, projections, board } = this.options;
    const head = await log.head();
    const versions = await rows.versions();
    board.report(projections.map((projection) => statusOf(projection, versions, head)));
  }
}

/** Of the serving version, or, before any serves, of the newest on its way. */
const statusOf = (
  { name, version: newest }: Projection,
  versions: readonly ProjectionVersion[],
  head: Position,
): ProjectionStatus => {
  const ofProjection = versions.filter((version) => version.name === name);
  const seen = ofProjection.find(({ serving }) => serving) ?? ofProjection.find(({ version }) => version === newest);
  const { version, serving } = seen ?? { version: newest, serving: false };
  const position = seen?.checkpoint?.position ?? START;
  return {
    name,
    version,
    state: serving ? 'running' : 'rebuilding',
    serving,
    position,
    lag: positionDifference(position, head),
  };
};
