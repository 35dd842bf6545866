import {
  CallbackCommandMessage,
  ChatCommandMessage,
  type CommandEnvelope,
  engineEnvelope,
  executeOrThrow,
  type PolicyTimeline,
} from '@ledgerdesk/application';
import { japaneseDeskClosesAt } from '@ledgerdesk/domain';
import type { LiveRequest } from '@ledgerdesk/events';
import type { Clock, Instant, Timers } from '@ledgerdesk/kernel';
import { waitingInJapanese } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { type DueRow, Scheduler, TIMER_POLICY } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';

/** A request that waits in Japanese, and when the Japanese desk closes. */
interface DeskClosing extends DueRow {
  readonly waitingSince: Instant;
  readonly request: LiveRequest;
}

interface DeskClosingOptions {
  readonly rows: RowReader;
  readonly commands: CommandBus;
  readonly policies: PolicyTimeline;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly tenant: string;
}

/** Upper bound on the delay for a request that another process has recorded. */
const REREAD_MS = 10_000;

const serveInEnglish = async (
  commands: CommandBus,
  envelope: CommandEnvelope,
  { channel, requestId }: LiveRequest,
  deskClosedAt: Instant,
): Promise<void> => {
  if (channel === 'chat')
    await executeOrThrow(
      commands,
      new ChatCommandMessage(envelope, requestId, { type: 'ServeChatInEnglish', deskClosedAt }),
    );
  else
    await executeOrThrow(
      commands,
      new CallbackCommandMessage(envelope, requestId, { type: 'ServeCallbackInEnglish', deskClosedAt }),
    );
};

/**
 * L4: when the Japanese desk closes, what still waits in Japanese is served in English from then on, also if the engine
 * was down at that time. The decider ignores the command if the request no longer waits.
 */
export const deskClosing = ({
  rows,
  commands,
  policies,
  clock,
  timers,
  tenant,
}: DeskClosingOptions): Scheduler<DeskClosing> =>
  new Scheduler<DeskClosing>({
    policy: TIMER_POLICY,
    source: {
      next: async (limit, after) =>
        (await waitingInJapanese(rows, limit, after)).flatMap(({ key, row }) => {
          const { waitingSince, channel, requestId } = row;
          const dueAt = japaneseDeskClosesAt(waitingSince, policies.at(clock.now()));
          return dueAt === undefined ? [] : [{ key, dueAt, waitingSince, request: { channel, requestId } }];
        }),
    },
    fire: async ({ key, dueAt, request }) => {
      const envelope = engineEnvelope('live-support', {
        id: ['desk-closed', key, dueAt],
        request: { key, dueAt },
        tenant,
        occurredAt: dueAt,
      });
      await serveInEnglish(commands, envelope, request, dueAt);
    },
    clock,
    timers,
    pollMs: REREAD_MS,
  });
