import { comparePositions, type Projection } from '@ledgerdesk/kernel';
import type { ReadableLog } from '@ledgerdesk/event-store';
import { START } from '@ledgerdesk/event-store';
import type { ReadStoreView } from '@ledgerdesk/read-store';
import type { ProgressBoard } from './progress-board.js';
import { gaplessDistance, type ProjectionStatus } from './status.js';
import type { Timers } from './timers.js';

export interface ProgressWatchOptions {
  readonly log: Pick<ReadableLog, 'head'>;
  readonly rows: Pick<ReadStoreView, 'checkpoint' | 'serving'>;
  readonly projections: readonly Projection[];
  readonly board: ProgressBoard;
  /** Real time. */
  readonly timers: Timers;
  /** Milliseconds between looks. */
  readonly every: number;
}

/** Tells a board how far read models have come that another process keeps up, by looking at their checkpoints. */
export class ProgressWatch {
  #stopped = false;
  #cancel: (() => void) | undefined;
  #look: Promise<void> = Promise.resolve();

  constructor(private readonly options: ProgressWatchOptions) {}

  start(): void {
    this.#look = this.#report().catch(() => undefined).finally(() => {
      if (!this.#stopped) this.#cancel = this.options.timers.after(this.options.every, () => this.start());
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#look;
  }

  async #report(): Promise<void> {
    const { log, projections, board } = this.options;
    const head = await log.head();
    board.report(await Promise.all(projections.map((projection) => this.#status(projection, head))));
  }

  /** The serving version, or, before any serves, the newest on its way. */
  async #status({ name, version: newest }: Projection, head: string): Promise<ProjectionStatus> {
    const { rows } = this.options;
    const serving = await rows.serving(name);
    const version = serving ?? newest;
    const position = (await rows.checkpoint({ name, version }))?.position ?? START;
    const lag = comparePositions(position, head) >= 0 ? 0 : gaplessDistance(position, head);
    return { name, version, state: serving === undefined ? 'rebuilding' : 'running', serving: serving !== undefined, position, lag };
  }
}
