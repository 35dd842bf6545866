import { ChatCommandMessage, engineEnvelope, executeOrThrow } from '@ledgerdesk/application';
import { type Clock, type Instant, type Timers } from '@ledgerdesk/kernel';
import { nextEndingChats } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Scheduler, type DueRow, TIMER_POLICY } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';

/** A chat, and when it times out. */
interface ChatTimeout extends DueRow {
  readonly chatId: string;
}

interface ChatTimeoutOptions {
  readonly rows: RowReader;
  readonly commands: CommandBus;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly tenant: string;
}

/** Upper bound on the delay of a timeout that another process has postponed. */
const REREAD_MS = 10_000;

/** The decider ignores the command if the chat has ended or its timeout was postponed. */
const endCommand = (chatId: string, endsAt: Instant, tenant: string): ChatCommandMessage =>
  new ChatCommandMessage(
    engineEnvelope('live-support', { id: ['chat-silent', chatId, endsAt], request: { chatId, endsAt }, tenant }),
    chatId,
    { type: 'EndSilentChat', endsAt },
  );

/** R6: ends chats that no agent joins in time, and chats that are idle for too long. */
export const chatTimeouts = ({ rows, commands, clock, timers, tenant }: ChatTimeoutOptions): Scheduler<ChatTimeout> =>
  new Scheduler<ChatTimeout>({
    policy: TIMER_POLICY,
    source: {
      next: async (limit, after) =>
        (await nextEndingChats(rows, limit, after && { endsAt: after.dueAt, key: after.key })).map(({ key, row }) => ({
          key,
          dueAt: row.endsAt,
          chatId: row.requestId,
        })),
    },
    fire: async ({ chatId, dueAt }) => {
      await executeOrThrow(commands, endCommand(chatId, dueAt, tenant));
    },
    clock,
    timers,
    pollMs: REREAD_MS,
  });
