import type { Instant } from '@ledgerdesk/kernel';
import type { Attachment, Entitlement, LiveRequest, ServedLanguage } from './value-types.js';
import { defineEvent, type EventOf, type Upcaster } from './definition.js';

interface TicketKey {
  ticketId: string;
  teamId: string;
  requesterId: string;
}
/** Fields that projections count by. */
interface CountedKey extends TicketKey {
  product: string;
  issueType: string;
}
/** One response clock of a ticket, counted from 1. */
interface ClockKey extends TicketKey {
  clock: number;
}

/** A message with its attachments. */
interface Message {
  body: string;
  attachments: readonly Attachment[];
}

/** One target of a response clock. All legs run in parallel and the earliest decides. `always` is elapsed time. */
export interface ClockLeg {
  readonly target: 'edition' | 'japanese-desk';
  readonly calendar: string;
  /** Minutes of open time that the leg grants from `startedAt` (or from the resumption). */
  readonly minutes: number;
  readonly dueAt: Instant;
}

export type TicketOpened = EventOf<
  'TicketOpened',
  CountedKey & {
    subject: string;
    body: string;
    /** BCP 47, as requested. */
    language: string;
    servedLanguage: ServedLanguage;
    /** null: standard support, no target (E10). */
    entitlement: Entitlement | null;
    /** The solved or closed ticket that this one follows up (V3). */
    followUpOf: string | null;
    attachments: readonly Attachment[];
  }
>;
/** Links the ticket to the chat or callback it was created from (R6, K4). */
export type LiveSupportLinked = EventOf<'LiveSupportLinked', TicketKey & LiveRequest>;
export type ResponseClockStarted = EventOf<
  'ResponseClockStarted',
  ClockKey & {
    startedAt: Instant;
    servedLanguage: ServedLanguage;
    legs: readonly ClockLeg[];
    decidedBy: ClockLeg['target'];
    riskAt: Instant;
    dueAt: Instant;
  }
>;
export type ResponseClockPaused = EventOf<
  'ResponseClockPaused',
  ClockKey & {
    pausedAt: Instant;
    /** Minutes left of each leg, in open time of its calendar. */
    remaining: readonly { readonly target: ClockLeg['target']; readonly minutes: number }[];
  }
>;
export type ResponseClockResumed = EventOf<
  'ResponseClockResumed',
  ClockKey & {
    resumedAt: Instant;
    legs: readonly ClockLeg[];
    decidedBy: ClockLeg['target'];
    riskAt: Instant;
    dueAt: Instant;
  }
>;
export type ResponseClockStopped = EventOf<
  'ResponseClockStopped',
  ClockKey & {
    stoppedAt: Instant;
    dueAt: Instant | null;
    /** `solved-unanswered` is reported separately: it is neither met nor missed. */
    reason: 'answered' | 'solved-unanswered';
    inTime: boolean;
  }
>;
export type ResponseAtRisk = EventOf<'ResponseAtRisk', ClockKey & { riskAt: Instant; dueAt: Instant }>;
export type ResponseTargetBreached = EventOf<
  'ResponseTargetBreached',
  ClockKey & { dueAt: Instant; detectedAt: Instant }
>;

export type TicketReplied = EventOf<'TicketReplied', TicketKey & Message>;
export type TicketAnswered = EventOf<
  'TicketAnswered',
  TicketKey &
    Message & {
      agentId: string;
      /** When the agent wrote it, if that was before the event: in the chat that became the ticket. Null otherwise. */
      writtenAt: Instant | null;
    }
>;
export type InternalNoteAdded = EventOf<'InternalNoteAdded', TicketKey & Message & { agentId: string }>;
export type TicketAssigned = EventOf<'TicketAssigned', TicketKey & { agentId: string }>;
/** `agentId` is the agent to whom the ticket was assigned. */
export type TicketUnassigned = EventOf<'TicketUnassigned', TicketKey & { agentId: string }>;
export type TicketHeld = EventOf<'TicketHeld', TicketKey & { reason: string }>;
export type TicketResumed = EventOf<'TicketResumed', TicketKey & { by: 'agent' | 'reply' }>;
/**
 * `closesAt` is when the ticket closes automatically unless reopened; null for never. `agentId` is null for a chat that
 * its requester ended before an agent joined (R6).
 */
export type TicketSolved = EventOf<'TicketSolved', CountedKey & { agentId: string | null; closesAt: Instant | null }>;
export type TicketReopened = EventOf<'TicketReopened', CountedKey & { agentId: string }>;
/** `agentId` is null for an automatic close. */
export type TicketClosed = EventOf<'TicketClosed', CountedKey & { agentId: string | null; by: 'agent' | 'time' }>;

export type TicketEvent =
  | TicketOpened
  | LiveSupportLinked
  | ResponseClockStarted
  | ResponseClockPaused
  | ResponseClockResumed
  | ResponseClockStopped
  | ResponseAtRisk
  | ResponseTargetBreached
  | TicketReplied
  | TicketAnswered
  | InternalNoteAdded
  | TicketAssigned
  | TicketUnassigned
  | TicketHeld
  | TicketResumed
  | TicketSolved
  | TicketReopened
  | TicketClosed;

const key = { ticketId: 't-1', teamId: 'acme', requesterId: 'aiko' };
const counted = { ...key, product: 'dropbox', issueType: 'sync_upload' };
const clock = { ...key, clock: 1 };
const legs = [
  { target: 'edition' as const, calendar: 'always', minutes: 240, dueAt: '2026-11-27T11:30:00.000Z' },
  { target: 'japanese-desk' as const, calendar: 'japanese-desk', minutes: 60, dueAt: '2026-11-30T00:30:00.000Z' },
];
const due = {
  legs,
  decidedBy: 'edition' as const,
  riskAt: '2026-11-27T10:30:00.000Z',
  dueAt: '2026-11-27T11:30:00.000Z',
};

const attachments = [
  {
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    name: 'screenshot.png',
    mediaType: 'image/png',
    bytes: 48_213,
  },
];

/** Messages of version 1 had no attachments. */
const withoutAttachments: Upcaster = (data) => ({ ...data, attachments: [] });
const written = { version: 2, upcasters: [withoutAttachments] };
/** Before version 3 an answer was dated by its event alone. */
const withoutWriting: Upcaster = (data) => ({ ...data, writtenAt: null });

/** In version 1 only agents closed tickets. */
const withoutClosing: Upcaster = (data) => ({ ...data, closesAt: null });
const closedByAgent: Upcaster = (data) => ({ ...data, by: 'agent' });
/** In version 2 every ticket was solved by an agent. */
const solvedByAgent: Upcaster = (data) => ({ ...data });

export const ticketEvents = [
  defineEvent<TicketOpened>('TicketOpened', {
    ...written,
    personal: ['subject', 'body', 'attachments'],
    sample: {
      ...counted,
      subject: 'Sync has stopped',
      body: 'Nothing has synced since this morning.',
      language: 'ja',
      servedLanguage: 'ja',
      entitlement: { addOn: 'dropbox', source: 'team', level: 'essentials', targetMinutes: 240 },
      followUpOf: 't-0',
      attachments,
    },
  }),
  defineEvent<LiveSupportLinked>('LiveSupportLinked', { sample: { ...key, channel: 'chat', requestId: 't-1' } }),
  defineEvent<ResponseClockStarted>('ResponseClockStarted', {
    sample: { ...clock, startedAt: '2026-11-27T07:30:00.000Z', servedLanguage: 'ja', ...due },
  }),
  defineEvent<ResponseClockPaused>('ResponseClockPaused', {
    sample: { ...clock, pausedAt: '2026-11-27T08:30:00.000Z', remaining: [{ target: 'edition', minutes: 180 }] },
  }),
  defineEvent<ResponseClockResumed>('ResponseClockResumed', {
    sample: { ...clock, resumedAt: '2026-11-27T09:30:00.000Z', ...due },
  }),
  defineEvent<ResponseClockStopped>('ResponseClockStopped', {
    sample: { ...clock, stoppedAt: '2026-11-27T09:00:00.000Z', dueAt: due.dueAt, reason: 'answered', inTime: true },
  }),
  defineEvent<ResponseAtRisk>('ResponseAtRisk', { sample: { ...clock, riskAt: due.riskAt, dueAt: due.dueAt } }),
  defineEvent<ResponseTargetBreached>('ResponseTargetBreached', {
    sample: { ...clock, dueAt: due.dueAt, detectedAt: '2026-11-27T11:30:00.100Z' },
  }),
  defineEvent<TicketReplied>('TicketReplied', {
    ...written,
    personal: ['body', 'attachments'],
    sample: { ...key, body: 'It happens on two machines.', attachments },
  }),
  defineEvent<TicketAnswered>('TicketAnswered', {
    version: 3,
    upcasters: [withoutAttachments, withoutWriting],
    personal: ['body', 'attachments'],
    sample: { ...key, agentId: 'kenji', body: 'We are on it.', attachments, writtenAt: '2026-11-27T07:36:00.000Z' },
  }),
  defineEvent<InternalNoteAdded>('InternalNoteAdded', {
    ...written,
    personal: ['body', 'attachments'],
    sample: { ...key, agentId: 'kenji', body: 'Looks like the known proxy case.', attachments },
  }),
  defineEvent<TicketAssigned>('TicketAssigned', { sample: { ...key, agentId: 'kenji' } }),
  defineEvent<TicketUnassigned>('TicketUnassigned', { sample: { ...key, agentId: 'kenji' } }),
  defineEvent<TicketHeld>('TicketHeld', {
    personal: ['reason'],
    sample: { ...key, reason: 'Waiting for the vendor.' },
  }),
  defineEvent<TicketResumed>('TicketResumed', { sample: { ...key, by: 'agent' } }),
  defineEvent<TicketSolved>('TicketSolved', {
    version: 3,
    upcasters: [withoutClosing, solvedByAgent],
    sample: { ...counted, agentId: 'kenji', closesAt: '2026-12-11T08:00:00.000Z' },
  }),
  defineEvent<TicketReopened>('TicketReopened', { sample: { ...counted, agentId: 'kenji' } }),
  defineEvent<TicketClosed>('TicketClosed', {
    version: 2,
    upcasters: [closedByAgent],
    sample: { ...counted, agentId: 'kenji', by: 'agent' },
  }),
];
