import { timerCommand } from '@ledgerdesk/application';
import { isRefusal } from '@ledgerdesk/kernel';
import { type ArmedTimer, nextDue } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import type { DueRow, DueSource } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';

/** A timer of the read model `response-deadlines` in the deadline clock's terms. */
export interface DueTimer extends DueRow {
  readonly timer: ArmedTimer;
}

/** The timers that wait, from the serving version of the read model. */
export const timersIn = (rows: RowReader): DueSource<DueTimer> => ({
  next: async (limit, after) => {
    const found = await nextDue(rows, limit, after && { at: after.dueAt, key: after.key });
    return found.map(({ key, row }) => ({ key, dueAt: row.at, timer: row }));
  },
});

/** Sends the command of a timer whose time has come; throws where it could not be recorded, so that it is tried again. */
export const sendTimerCommand =
  (commands: CommandBus, tenant: string) =>
  async ({ timer }: DueTimer): Promise<void> => {
    const outcome = await commands.execute(timerCommand(timer, tenant));
    if (isRefusal(outcome)) throw new Error(outcome.message);
  };
