import { derivedId, hashRequest, ChatCommandMessage } from '@ledgerdesk/application';
import { type Clock, type Instant, isRefusal, type Timers } from '@ledgerdesk/kernel';
import { nextEndingChats } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Scheduler, type DueRow } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';

/** A chat that ends by itself at a time. */
interface ChatTimer extends DueRow {
  readonly chatId: string;
}

export interface ChatTimeoutOptions {
  readonly rows: RowReader;
  readonly commands: CommandBus;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly tenant: string;
}

/** How late what other processes write may be noticed. */
const REREAD_MS = 10_000;

const endOf = (chatId: string, endsAt: Instant, tenant: string): ChatCommandMessage => {
  const commandId = derivedId('chat-silent', chatId, endsAt);
  const actor = { kind: 'engine', id: 'live-support' } as const;
  const envelope = {
    commandId,
    requestHash: hashRequest({ chatId, endsAt }),
    correlationId: commandId,
    causationId: commandId,
    actor,
    tenant,
  };
  return new ChatCommandMessage(envelope, chatId, { type: 'EndSilentChat', endsAt });
};

/** R6: ends chats that nobody joins, and those in which nobody writes any more. */
export const chatTimeouts = ({ rows, commands, clock, timers, tenant }: ChatTimeoutOptions): Scheduler<ChatTimer> =>
  new Scheduler<ChatTimer>({
    source: {
      next: async (limit, after) =>
        (await nextEndingChats(rows, limit, after && { endsAt: after.dueAt, key: after.key })).map(({ key, row }) => ({
          key,
          dueAt: row.endsAt,
          chatId: row.requestId,
        })),
    },
    fire: async ({ chatId, dueAt }) => {
      const outcome = await commands.execute(endOf(chatId, dueAt, tenant));
      if (isRefusal(outcome)) throw new Error(outcome.message);
    },
    clock,
    timers,
    rereadMs: REREAD_MS,
  });
