import { TicketCommandMessage, timerMessage } from '@ledgerdesk/application';
import { decode, type StoredEvent } from '@ledgerdesk/event-store';
import { prefixOf } from '@ledgerdesk/events';
import { type Instant, isRefusal } from '@ledgerdesk/kernel';
import { firingOf, timers } from '@ledgerdesk/projections';
import { ReplayScheduler } from '@ledgerdesk/runtime';
import type { Application } from '../application.js';

/** A command that somebody sent to a ticket, and how long the log was before. */
interface SentCommand {
  readonly length: number;
  readonly message: TicketCommandMessage;
}

/** Commands that the engine sends by itself. */
const DERIVED = ['RecordResponseRisk', 'RecordResponseBreach', 'CloseSolvedTicket', 'ReceiveMerge'];
const [TICKETS, POLICIES] = [prefixOf('ticket'), prefixOf('policy')];

/** Notes the commands that people send to tickets, and that record something. */
export const noteCommands = (app: Application): readonly SentCommand[] => {
  const sent: SentCommand[] = [];
  const execute = app.bus.execute.bind(app.bus);
  jest.spyOn(app.bus, 'execute').mockImplementation(async (message) => {
    const { length } = app.store.log;
    const outcome: unknown = await execute(message);
    const isOwn = message instanceof TicketCommandMessage && !DERIVED.includes(message.input.type);
    if (isOwn && !isRefusal(outcome) && app.store.log.length > length) sent.push({ length, message });
    return outcome;
  });
  return sent;
};

/** A scheduler of the timers of tickets alone. */
const ticketTimers = (app: Application) =>
  new ReplayScheduler({
    log: app.store,
    decode,
    projection: timers,
    fire: async (timer) => {
      const firing = firingOf(timer);
      if (firing.command.to === 'ticket') await app.bus.execute(timerMessage(firing, 'test', timer.at));
      return 0;
    },
  });

const copied = ({ stream }: StoredEvent): boolean => !stream.startsWith(TICKETS) && !stream.startsWith(POLICIES);

/**
 * Lets the people of a log act at the same times in another application, whose policies may differ: everything but
 * tickets is copied, the commands to tickets are sent, and timers fire when they are due, up to `end`.
 */
export const reenact = async (
  log: readonly StoredEvent[],
  sent: readonly SentCommand[],
  app: Application,
  end: Instant,
): Promise<void> => {
  const scheduler = ticketTimers(app);
  const fireBefore = async (instant: Instant): Promise<void> => {
    await scheduler.catchUp();
    await scheduler.fireBefore(instant);
  };
  let next = 0;
  for (let length = 0; length <= log.length; length++) {
    for (let command = sent[next]; command?.length === length; command = sent[++next]) {
      await fireBefore(command.message.envelope.occurredAt ?? '');
      await app.done(command.message);
    }
    const event = log[length];
    if (event && copied(event)) await app.store.append(event.stream, 'any', [event]);
  }
  await fireBefore(end);
};
