import {
  CallbackCommandMessage,
  ChatCommandMessage,
  type CommandEnvelope,
  type CommandOutcome,
  executeOrThrow,
  MemberCommandMessage,
  reactionEnvelope,
  TeamCommandMessage,
  TicketCommandMessage,
} from '@ledgerdesk/application';
import type { ReadableLog } from '@ledgerdesk/event-store';
import {
  callbackStream,
  chatStream,
  type LoggedEvent,
  memberStream,
  memberSubject,
  type SubjectErased,
  teamStream,
  ticketStream,
} from '@ledgerdesk/events';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import {
  callbacksOfMember,
  chatsOfMember,
  inquiriesOfMember,
  MEMBER_RECORDS,
  type Requester,
  ticketsOfMember,
} from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import type { Command, CommandBus } from '@nestjs/cqrs';
import { heldInStream } from './held-in-stream.js';

/** The process whose commands erase people. Part of their command IDs. */
export const ERASURES = 'erasures';

/** What was erased of a person. */
export interface ErasedRecords {
  readonly counts: Pick<SubjectErased['data'], 'tickets' | 'chats' | 'callbacks' | 'inquiries'>;
  /** Position of the last event that records it. */
  readonly position: Position;
}

/** What was found of a person in the streams so far, also in a round that did not come to its end. */
export interface FoundOfPerson {
  /** Names of the stored files of the person's tickets. */
  readonly files: Set<string>;
  /** IDs of keys that sealed events of the person and that the key store lost. */
  readonly lostKeys: Set<string>;
}

export const NOTHING: ErasedRecords['counts'] = { tickets: 0, chats: 0, callbacks: 0, inquiries: 0 };

interface MemberErasureOptions {
  readonly commands: CommandBus;
  readonly log: Pick<ReadableLog, 'readStream'>;
  readonly rows: RowReader;
  readonly caughtUp: (position: Position, names?: readonly string[]) => Promise<void>;
  readonly tenant: string;
}

/** Records in each stream of a member that it is erased, the membership first, so that nothing is added meanwhile. */
export const eraseMember = async (
  { commands, log, rows, caughtUp, tenant }: MemberErasureOptions,
  event: LoggedEvent<'SubjectErasureRequested'>,
  round: string,
  { files, lostKeys }: FoundOfPerson,
): Promise<ErasedRecords> => {
  const [teamId = '', requesterId = ''] = event.data.subjectId.split('.');
  const member: Requester = { teamId, requesterId };
  const counts = { tickets: 0, chats: 0, callbacks: 0, inquiries: 0 };
  let last: Position = event.position;
  const send = async (make: (envelope: CommandEnvelope) => Command<CommandOutcome<unknown>>, ...parts: string[]) => {
    const envelope = reactionEnvelope(ERASURES, event, { tenant, parts: [round, ...parts] });
    const { position } = await executeOrThrow(commands, make(envelope));
    if (comparePositions(position, last) > 0) last = position;
  };

  const look = async (stream: string): Promise<void> => {
    const held = await heldInStream(log, stream, memberSubject(teamId, requesterId));
    for (const sha256 of held.files) files.add(sha256);
    for (const keyId of held.lostKeys) lostKeys.add(keyId);
  };

  await look(memberStream(teamId, requesterId));
  const erase = { type: 'EraseMember', teamId, memberId: requesterId } as const;
  await send((envelope) => new MemberCommandMessage(envelope, teamId, requesterId, erase), 'member');
  await caughtUp(last, MEMBER_RECORDS);
  for await (const { ticketId } of ticketsOfMember(rows, member)) {
    await look(ticketStream(ticketId));
    await send((envelope) => new TicketCommandMessage(envelope, ticketId, { type: 'EraseTicket' }), 'ticket', ticketId);
    counts.tickets += 1;
  }
  for await (const { requestId: id } of chatsOfMember(rows, member)) {
    await look(chatStream(id));
    await send((envelope) => new ChatCommandMessage(envelope, id, { type: 'EraseChat' }), 'chat', id);
    counts.chats += 1;
  }
  for await (const { requestId: id } of callbacksOfMember(rows, member)) {
    await look(callbackStream(id));
    await send((envelope) => new CallbackCommandMessage(envelope, id, { type: 'EraseCallback' }), 'callback', id);
    counts.callbacks += 1;
  }
  for await (const { inquiryId } of inquiriesOfMember(rows, member)) {
    if (counts.inquiries === 0) await look(teamStream(teamId));
    const input = { type: 'EraseInquiry', inquiryId } as const;
    await send((envelope) => new TeamCommandMessage(envelope, teamId, input), 'inquiry', inquiryId);
    counts.inquiries += 1;
  }
  return { counts, position: last };
};
