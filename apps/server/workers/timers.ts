import { executeOrThrow, timerMessage } from '@ledgerdesk/application';
import { type ArmedTimer, firingOf, nextDue } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import type { DueRow, DueSource } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';

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

/** Sends the command of a due timer. Throws if the command is refused, so that the Scheduler retries it. */
export const fireTimer =
  (commands: CommandBus, tenant: string) =>
  async ({ timer }: DueTimer): Promise<void> => {
    await executeOrThrow(commands, timerMessage(firingOf(timer), tenant));
  };
