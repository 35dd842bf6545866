import { CallbackCommandMessage, ChatCommandMessage, executeOrThrow, reactionEnvelope } from '@ledgerdesk/application';
import { isLogged, type LiveRequest } from '@ledgerdesk/events';
import type { Position, RecordedEvent } from '@ledgerdesk/kernel';
import { liveRequest, openRequestsOf } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import type { Process } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';

const NAME = 'live-rights';
const CATCH_UP_MS = 5_000;
const RIGHT_CHANGES = [
  'MemberStatusChanged',
  'MemberDeactivated',
  'AdminRolesAssigned',
  'ChampionWithdrawn',
  'ChampionNamed',
] as const;
const REQUESTS = ['CallbackRequested', 'ChatStarted'] as const;

interface LiveRightsOptions {
  readonly commands: CommandBus;
  readonly rows: RowReader;
  /** Resolves with true once the named read models have processed `position`, with false after `ms`. */
  readonly reached: (position: Position, ms: number, names: readonly string[]) => Promise<boolean>;
  readonly tenant: string;
}

/**
 * E2: ends the chats and callbacks of members who are suspended or deactivated, or lose the right to live support: at
 * once, whether they wait or an agent has taken them. A request that was decided before the change, and recorded after
 * it, is checked when it is recorded. The deciders check the right again, and record nothing if the member has it.
 */
export const liveRights = ({ commands, rows, reached, tenant }: LiveRightsOptions): Process => {
  const withdraw = (event: RecordedEvent, { channel, requestId }: LiveRequest): Promise<unknown> => {
    const envelope = reactionEnvelope(NAME, event, { tenant, parts: [channel, requestId] });
    return channel === 'chat'
      ? executeOrThrow(commands, new ChatCommandMessage(envelope, requestId, { type: 'WithdrawChat' }))
      : executeOrThrow(commands, new CallbackCommandMessage(envelope, requestId, { type: 'WithdrawCallback' }));
  };
  const openRequests = async (event: RecordedEvent): Promise<readonly LiveRequest[]> => {
    if (!(await reached(event.position, CATCH_UP_MS, ['live-queue'])))
      throw new Error(`The read model live-queue is behind position ${event.position}.`);
    if (isLogged(event, REQUESTS)) {
      const row = await liveRequest(rows, event.stream);
      return row && row.status !== 'over' ? [row] : [];
    }
    if (!isLogged(event, RIGHT_CHANGES)) return [];
    const { teamId, memberId } = event.data;
    return openRequestsOf(rows, { teamId, requesterId: memberId });
  };
  return {
    name: NAME,
    handles: [...RIGHT_CHANGES, ...REQUESTS],
    startFrom: 'start',
    react: async (event) => {
      for (const request of await openRequests(event)) await withdraw(event, request);
      return [];
    },
  };
};
