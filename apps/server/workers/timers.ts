import { executeOrThrow, timerMessage } from '@ledgerdesk/application';
import type { Timers } from '@ledgerdesk/kernel';
import { type ArmedTimer, firingOf, nextDue, timers as timersProjection } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import type { DueRow, DueSource, ProjectionStatus } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';
import { distinctUntilChanged, map, Observable, throttle } from 'rxjs';

/** A timer as the Scheduler reads it. */
export interface DueTimer extends DueRow {
  readonly timer: ArmedTimer;
}

/** Reads armed timers from the serving version of the timers projection. */
export const timersIn = (rows: RowReader): DueSource<DueTimer> => ({
  next: async (limit, after) => {
    const due = await nextDue(rows, limit, after && { at: after.dueAt, key: after.key });
    return due.map(({ key, row }) => ({ key, dueAt: row.at, timer: row }));
  },
});

/** Shortest time between two reads of timers that another process writes. */
const SHARED_READ_MS = 1_000;

interface TimerChangesOptions {
  /** Whether another process may write the timers. Its progress is polled ten times a second. */
  readonly isShared: boolean;
  /** Timers in real time. */
  readonly timers: Pick<Timers, 'after'>;
}

/**
 * Emits when armed timers may have changed: when the timers projection has advanced or another version serves. If
 * another process may write them, at most once a second; then the last change is emitted when the second is over.
 */
export const timerChanges = (
  progress: Observable<readonly ProjectionStatus[]>,
  { isShared, timers }: TimerChangesOptions,
): Observable<string> => {
  const changes = progress.pipe(map(timersCheckpoint), distinctUntilChanged());
  const second = () => new Observable<void>((subscriber) => timers.after(SHARED_READ_MS, () => subscriber.next()));
  return isShared ? changes.pipe(throttle(second, { leading: true, trailing: true })) : changes;
};

const timersCheckpoint = (statuses: readonly ProjectionStatus[]): string =>
  statuses
    .filter(({ name }) => name === timersProjection.name)
    .map(({ version, serving, position }) => `${version} ${serving} ${position}`)
    .join(', ');

/** Sends the command of a due timer. Throws if the command is refused, so that the Scheduler retries it. */
export const fireTimer =
  (commands: CommandBus, tenant: string) =>
  async ({ timer }: DueTimer): Promise<void> => {
    await executeOrThrow(commands, timerMessage(firingOf(timer), tenant));
  };
