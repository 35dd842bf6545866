import { timerMessage } from '@ledgerdesk/application';
import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { type ImportProvenance, isRefusal } from '@ledgerdesk/kernel';
import { firingOf, timers, type TimerRow } from '@ledgerdesk/projections';
import { ReplayScheduler } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';

/** Creates a scheduler that fires timers at the simulated time of an import. Rejects if a timer command is refused. */
export const timerScheduler = (
  log: ReadableLog,
  commands: CommandBus,
  tenant: string,
  provenance?: ImportProvenance,
): ReplayScheduler<TimerRow> =>
  new ReplayScheduler({
    log,
    decode,
    projection: timers,
    fire: async (timer) => {
      const outcome = await commands.execute(timerMessage(firingOf(timer), tenant, timer.at, provenance));
      if (isRefusal(outcome))
        throw new Error(`The ${timer.kind} timer due at ${timer.at} was refused: ${outcome.message}`);
      return outcome.recorded;
    },
  });
