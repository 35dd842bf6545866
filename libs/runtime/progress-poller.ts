import type { Position, Projection, Timers } from '@ledgerdesk/kernel';
import type { ReadableLog } from '@ledgerdesk/event-store';
import { START } from '@ledgerdesk/event-store';
import type { ProjectionVersion, ReadStoreView, StoppedVersion } from '@ledgerdesk/read-store';
import type { ProjectionProgress } from './projection-progress.js';
import { positionDifference, type ProjectionStatus } from './projection-status.js';

export interface ProgressPollerOptions {
  readonly log: Pick<ReadableLog, 'head' | 'tail'>;
  readonly rows: Pick<ReadStoreView, 'versions' | 'stops'>;
  readonly projections: readonly Projection[];
  readonly projectionProgress: ProjectionProgress;
  /** Timers in real time. */
  readonly timers: Timers;
  /** Time from one poll to the next, in ms. */
  readonly intervalMs: number;
}

/** Reports the progress of read models that another process updates, by polling their checkpoints. */
export class ProgressPoller {
  #stopped = false;
  #cancel: (() => void) | undefined;
  #poll: Promise<void> = Promise.resolve();

  constructor(private readonly options: ProgressPollerOptions) {}

  start(): void {
    this.#poll = this.#report()
      .catch(() => undefined)
      .finally(() => {
        if (!this.#stopped) this.#cancel = this.options.timers.after(this.options.intervalMs, () => this.start());
      });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#poll;
  }

  async #report(): Promise<void> {
    const { log, rows, projections, projectionProgress } = this.options;
    // On the log of a server, to ask for the head is a call.
    const head = log.tail?.position ?? (await log.head());
    const stored = { versions: await rows.versions(), stops: await rows.stops() };
    projectionProgress.report(projections.map((projection) => statusOf(projection, stored, head)));
  }
}

interface StoredStatus {
  readonly versions: readonly ProjectionVersion[];
  readonly stops: readonly StoppedVersion[];
}

/** Status of the serving version, or of the newest one if none serves. */
const statusOf = (
  { name, version: newest }: Projection,
  { versions, stops }: StoredStatus,
  head: Position,
): ProjectionStatus => {
  const ofProjection = versions.filter((version) => version.name === name);
  const found = ofProjection.find(({ serving }) => serving) ?? ofProjection.find(({ version }) => version === newest);
  const { version, serving } = found ?? { version: newest, serving: false };
  const position = found?.checkpoint?.position ?? START;
  const skipped = found?.checkpoint?.skipped?.split(',');
  const stop = stops.find((stopped) => stopped.name === name && stopped.version === version)?.stop;
  return {
    name,
    version,
    state: stop ? 'poisoned' : serving ? 'running' : 'rebuilding',
    serving,
    position,
    lag: positionDifference(position, head),
    ...(stop && { trouble: { message: stop.message, position: stop.position, eventId: stop.eventId } }),
    ...(skipped && { skipped }),
  };
};
