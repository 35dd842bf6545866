import { timerMessage } from '@ledgerdesk/application';
import { isRefusal } from '@ledgerdesk/kernel';
import { type ArmedTimer, firingOf, nextDue } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import type { DueRow, DueSource } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';

/** A timer as the Scheduler reads it. */
export interface DueTimer extends DueRow {
  readonly timer: ArmedTimer;
}

/** Reads armed timers from the serving version of `response-deadlines`. */
export const timersIn = (rows: RowReader): DueSource<DueTimer> => ({
  next: async (limit, after) => {
    const found = await nextDue(rows, limit, after && { at: after.dueAt, key: after.key });
    return found.map(({ key, row }) => ({ key, dueAt: row.at, timer: row }));
  },
});

/** Sends the command of a due timer. Throws if it is refused, so that it is retried. */
export const fireTimer =
  (commands: CommandBus, tenant: string) =>
  async ({ timer }: DueTimer): Promise<void> => {
    const outcome = await commands.execute(timerMessage(firingOf(timer), tenant));
    if (isRefusal(outcome)) throw new Error(outcome.message);
  };
