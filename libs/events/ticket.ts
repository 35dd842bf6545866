import type { Instant } from '@ledgerdesk/kernel';
import type { Attachment, Entitlement, LiveRequest, SealedFile, ServedLanguage } from './value-types.js';
import { isList } from '@ledgerdesk/kernel';
import { defineEvent, type EventOf, type Upcaster } from './definition.js';

interface TicketKey {
  /** Id of the ticket. */
  ticketId: string;
  /** Id of the requester's team. */
  teamId: string;
  /** Id of the member who requests support. */
  requesterId: string;
}
/** Fields that projections count by. */
interface CountedKey extends TicketKey {
  /** Product that the ticket is about. */
  product: string;
  /** Issue type, by its name in the taxonomy. */
  issueType: string;
}
/** One response clock of a ticket, counted from 1. */
interface ClockKey extends TicketKey {
  /**
   * Number of the response clock, from 1.
   * @asType integer
   */
  clock: number;
}

/** The files of a message. All lists have one item for each attachment, in the same order. */
export interface MessageFiles {
  /** Files attached to the message. */
  attachments: readonly Attachment[];
  /** The files as they are stored. Null: under the hash of the content, not sealed, as by earlier versions. */
  files: readonly (SealedFile | null)[];
  /** Keys that open the files, in base64url. Null: the file is not sealed. */
  fileKeys: readonly (string | null)[];
}

/** A message with its attachments. */
interface Message extends MessageFiles {
  /** Text of the message. */
  body: string;
}

/** One target of a response clock. All legs run in parallel and the earliest decides. `always` is elapsed time. */
export interface ClockLeg {
  /** Target that the leg stands for. */
  readonly target: 'edition' | 'japanese-desk';
  /** Calendar that the leg counts in; `always` is elapsed time. */
  readonly calendar: string;
  /** Minutes of open time that the leg grants from `startedAt` (or from the resumption). */
  readonly minutes: number;
  /** When the leg ends. */
  readonly dueAt: Instant;
}

/** A requester opened a ticket, or a chat or callback became one. */
export type TicketOpened = EventOf<
  'TicketOpened',
  CountedKey &
    MessageFiles & {
      /** Subject of the ticket. */
      subject: string;
      /** First message of the ticket. */
      body: string;
      /** Language of the request, as a BCP 47 tag. */
      language: string;
      /** Language in which support replies. */
      servedLanguage: ServedLanguage;
      /** Right to a response target. Null: standard support, without a target (E10). */
      entitlement: Entitlement | null;
      /** The solved or closed ticket that this one follows up (V3). Null: none. */
      followUpOf: string | null;
    }
>;
/** Links the ticket to the chat or callback it was created from (R6, K4). */
export type LiveSupportLinked = EventOf<'LiveSupportLinked', TicketKey & LiveRequest>;
/** A response clock of the ticket started, because its entitlement has a response target. */
export type ResponseClockStarted = EventOf<
  'ResponseClockStarted',
  ClockKey & {
    /** When the clock started. */
    startedAt: Instant;
    /** Language in which support replies. */
    servedLanguage: ServedLanguage;
    /** Targets of the clock. */
    legs: readonly ClockLeg[];
    /** Target of the leg that ends first. */
    decidedBy: ClockLeg['target'];
    /** When the warning is due. */
    riskAt: Instant;
    /** When the answer is due. */
    dueAt: Instant;
  }
>;
/** The response clock was paused, because the ticket was put on hold. */
export type ResponseClockPaused = EventOf<
  'ResponseClockPaused',
  ClockKey & {
    /** When the clock was paused. */
    pausedAt: Instant;
    /** Minutes left of each leg, in open time of its calendar. */
    remaining: readonly {
      /** Target that the leg stands for. */
      readonly target: ClockLeg['target'];
      /** Minutes left. */
      readonly minutes: number;
    }[];
  }
>;
/** The response clock runs again, because the ticket is no longer on hold. */
export type ResponseClockResumed = EventOf<
  'ResponseClockResumed',
  ClockKey & {
    /** When the clock was resumed. */
    resumedAt: Instant;
    /** Targets of the clock, with the minutes that were left. */
    legs: readonly ClockLeg[];
    /** Target of the leg that ends first. */
    decidedBy: ClockLeg['target'];
    /** When the warning is due. */
    riskAt: Instant;
    /** When the answer is due. */
    dueAt: Instant;
  }
>;
/** The response clock stopped, because the ticket was answered or solved. */
export type ResponseClockStopped = EventOf<
  'ResponseClockStopped',
  ClockKey & {
    /** When the clock stopped. */
    stoppedAt: Instant;
    /** When the answer was due. Null: the clock was paused. */
    dueAt: Instant | null;
    /**
     * Why the clock stopped. `solved-unanswered` and `merged` are neither met nor missed. `merged`: the clock of
     * another ticket counts instead.
     */
    reason: 'answered' | 'solved-unanswered' | 'merged';
    /** Whether the answer came by the due time. */
    inTime: boolean;
  }
>;
/** The answer is due soon. */
export type ResponseAtRisk = EventOf<
  'ResponseAtRisk',
  ClockKey & {
    /** When the warning was due. */
    riskAt: Instant;
    /** When the answer is due. */
    dueAt: Instant;
  }
>;
/** The ticket was not answered by its due time. */
export type ResponseTargetBreached = EventOf<
  'ResponseTargetBreached',
  ClockKey & {
    /** When the answer was due. */
    dueAt: Instant;
    /** When the engine noticed the breach. */
    detectedAt: Instant;
  }
>;

/** The requester wrote a reply. */
export type TicketReplied = EventOf<'TicketReplied', TicketKey & Message>;
/** An agent answered the requester. */
export type TicketAnswered = EventOf<
  'TicketAnswered',
  TicketKey &
    Message & {
      /** Id of the agent who answered. */
      agentId: string;
      /** When the agent wrote it, if that was before the event: in the chat that became the ticket. Null otherwise. */
      writtenAt: Instant | null;
    }
>;
/** An agent wrote a note that the requester cannot see (V4). */
export type InternalNoteAdded = EventOf<
  'InternalNoteAdded',
  TicketKey &
    Message & {
      /** Id of the agent who wrote the note. */
      agentId: string;
    }
>;
/** The ticket was assigned to an agent. */
export type TicketAssigned = EventOf<
  'TicketAssigned',
  TicketKey & {
    /** Id of the agent to whom the ticket is assigned. */
    agentId: string;
  }
>;
/** The ticket is no longer assigned to an agent. */
export type TicketUnassigned = EventOf<
  'TicketUnassigned',
  TicketKey & {
    /** Id of the agent to whom the ticket was assigned. */
    agentId: string;
  }
>;
/**
 * An agent moved the ticket to another product or issue type. Entitlement and response clocks stay (E11). The earlier
 * values and `openedAt` are those under which the ticket was counted (D4, D5).
 */
export type TicketReclassified = EventOf<
  'TicketReclassified',
  CountedKey & {
    /** Id of the agent who moved the ticket. */
    agentId: string;
    /** Product before. */
    previousProduct: string;
    /** Issue type before. */
    previousIssueType: string;
    /** When the ticket was opened. */
    openedAt: Instant;
    /** Why the ticket was moved. */
    reason: string;
  }
>;
/** An agent put the ticket on hold. */
export type TicketHeld = EventOf<
  'TicketHeld',
  TicketKey & {
    /** Why the ticket is on hold. */
    reason: string;
  }
>;
/** The ticket is no longer on hold. */
export type TicketResumed = EventOf<
  'TicketResumed',
  TicketKey & {
    /** Whether an agent resumed the ticket or a reply of the requester did. */
    by: 'agent' | 'reply';
  }
>;
/** The ticket was solved. */
export type TicketSolved = EventOf<
  'TicketSolved',
  CountedKey & {
    /**
     * Id of the agent who solved the ticket. Null: its requester ended the chat before an agent joined (R6), or was
     * erased.
     */
    agentId: string | null;
    /** When the ticket closes automatically unless it is reopened. Null: never. */
    closesAt: Instant | null;
  }
>;
/** An agent reopened a solved ticket. */
export type TicketReopened = EventOf<
  'TicketReopened',
  CountedKey & {
    /** Id of the agent who reopened the ticket. */
    agentId: string;
  }
>;
/** The ticket was closed. */
export type TicketClosed = EventOf<
  'TicketClosed',
  CountedKey & {
    /** Id of the agent who closed the ticket. Null: it closed automatically, or its requester was erased. */
    agentId: string | null;
    /** Whether an agent closed the ticket, it closed automatically, or it closed because its requester was erased. */
    by: 'agent' | 'time' | 'erased';
  }
>;
/**
 * The texts and files of a ticket were erased with its requester: subject, messages, notes and reasons. The ticket was
 * closed before. Its times, counts and response clocks stay.
 */
export type TicketErased = EventOf<'TicketErased', TicketKey>;

/** The response clock of a ticket that was merged, for the ticket into which it was merged. */
export interface CarriedClock {
  /** When its minutes began to count: at its start, its last resumption, or the merge if it was paused until then. */
  readonly startedAt: Instant;
  /** Language of support of the request. */
  readonly servedLanguage: ServedLanguage;
  /** The targets, of which the earliest decides. */
  readonly legs: readonly ClockLeg[];
  /** The target that is due first. */
  readonly decidedBy: ClockLeg['target'];
  /** When the warning is due. */
  readonly riskAt: Instant;
  /** When the answer is due. */
  readonly dueAt: Instant;
}
/** Closes the ticket: its requester and agents go on in another ticket of the requester. */
export type TicketMerged = EventOf<
  'TicketMerged',
  CountedKey & {
    /** Id of the agent who merged the ticket. */
    agentId: string;
    /** The ticket into which this one was merged. */
    into: string;
    /** When the ticket was opened. */
    openedAt: Instant;
    /** Whether it was neither solved nor closed before. */
    wasOpen: boolean;
    /** Its right to a response target. Null: standard support (E10). */
    entitlement: Entitlement | null;
    /** The clock that goes on. Null if no clock ran, or its target was missed: the miss stays with this ticket. */
    carriedClock: CarriedClock | null;
  }
>;
/** Records in the other ticket that `from` was merged into it. */
export type TicketMergeReceived = EventOf<
  'TicketMergeReceived',
  TicketKey & {
    /** The ticket that was merged. */
    from: string;
    /** Id of the agent who merged it. */
    agentId: string;
    /** The right of the merged ticket to a response target. Null: standard support (E10). */
    entitlement: Entitlement | null;
  }
>;

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
  | TicketReclassified
  | TicketHeld
  | TicketResumed
  | TicketSolved
  | TicketReopened
  | TicketClosed
  | TicketMerged
  | TicketMergeReceived
  | TicketErased;

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

const files: MessageFiles = {
  attachments: [
    {
      sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      name: 'screenshot.png',
      mediaType: 'image/png',
      bytes: 48_213,
    },
  ],
  files: [{ sha256: '4d967a30111bf29f0eba01c448b375c1629b2fed01cdfcc3aed91f1b57d5dd5e', bytes: 48_237 }],
  fileKeys: ['iXo1ZDbrNiR8wWl7T7mJd0MWvRbTnQvPjkB6bRUgr0E'],
};

/** Messages of version 1 had no attachments. */
const withoutAttachments: Upcaster = (data) => ({ ...data, attachments: [] });
/** Until files were sealed, they were stored under the hash of their content. */
const withoutSealing: Upcaster = (data) => {
  const attachments = isList(data['attachments']) ? data['attachments'] : [];
  return { ...data, files: attachments.map(() => null), fileKeys: attachments.map(() => null) };
};
const written = { version: 3, upcasters: [withoutAttachments, withoutSealing], secret: ['fileKeys'] as const };
/** Before version 3 an answer was dated by its event alone. */
const withoutWriting: Upcaster = (data) => ({ ...data, writtenAt: null });

/** In version 1 only agents closed tickets. */
const withoutClosing: Upcaster = (data) => ({ ...data, closesAt: null });
const closedByAgent: Upcaster = (data) => ({ ...data, by: 'agent' });
/** In version 2 no ticket closed because its requester was erased. */
const neverErased: Upcaster = (data) => ({ ...data });
/** In version 2 every ticket was solved by an agent. */
const solvedByAgent: Upcaster = (data) => ({ ...data });

/** In version 1 no ticket was merged. */
const notMerged: Upcaster = (data) => ({ ...data });

const entitlement = { addOn: 'dropbox', source: 'team', level: 'essentials', targetMinutes: 240 } as const;

export const ticketEvents = [
  defineEvent<TicketOpened>('TicketOpened', {
    ...written,
    personal: ['subject', 'body', 'attachments', 'fileKeys'],
    subject: { kind: 'member', field: 'requesterId' },
    sample: {
      ...counted,
      subject: 'Sync has stopped',
      body: 'Nothing has synced since this morning.',
      language: 'ja',
      servedLanguage: 'ja',
      entitlement,
      followUpOf: 't-0',
      ...files,
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
    version: 2,
    upcasters: [notMerged],
    sample: { ...clock, stoppedAt: '2026-11-27T09:00:00.000Z', dueAt: due.dueAt, reason: 'answered', inTime: true },
  }),
  defineEvent<ResponseAtRisk>('ResponseAtRisk', { sample: { ...clock, riskAt: due.riskAt, dueAt: due.dueAt } }),
  defineEvent<ResponseTargetBreached>('ResponseTargetBreached', {
    sample: { ...clock, dueAt: due.dueAt, detectedAt: '2026-11-27T11:30:00.100Z' },
  }),
  defineEvent<TicketReplied>('TicketReplied', {
    ...written,
    personal: ['body', 'attachments', 'fileKeys'],
    subject: { kind: 'member', field: 'requesterId' },
    sample: { ...key, body: 'It happens on two machines.', ...files },
  }),
  defineEvent<TicketAnswered>('TicketAnswered', {
    version: 4,
    upcasters: [withoutAttachments, withoutWriting, withoutSealing],
    secret: ['fileKeys'],
    personal: ['body', 'attachments', 'fileKeys'],
    subject: { kind: 'member', field: 'requesterId' },
    sample: { ...key, agentId: 'kenji', body: 'We are on it.', ...files, writtenAt: '2026-11-27T07:36:00.000Z' },
  }),
  defineEvent<InternalNoteAdded>('InternalNoteAdded', {
    ...written,
    personal: ['body', 'attachments', 'fileKeys'],
    subject: { kind: 'member', field: 'requesterId' },
    sample: { ...key, agentId: 'kenji', body: 'Looks like the known proxy case.', ...files },
  }),
  defineEvent<TicketAssigned>('TicketAssigned', { sample: { ...key, agentId: 'kenji' } }),
  defineEvent<TicketUnassigned>('TicketUnassigned', { sample: { ...key, agentId: 'kenji' } }),
  defineEvent<TicketReclassified>('TicketReclassified', {
    personal: ['reason'],
    subject: { kind: 'member', field: 'requesterId' },
    sample: {
      ...counted,
      agentId: 'kenji',
      previousProduct: 'dash',
      previousIssueType: 'how_to',
      openedAt: '2026-11-27T07:30:00.000Z',
      reason: 'The screenshot shows the desktop app.',
    },
  }),
  defineEvent<TicketHeld>('TicketHeld', {
    personal: ['reason'],
    subject: { kind: 'member', field: 'requesterId' },
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
    version: 3,
    upcasters: [closedByAgent, neverErased],
    sample: { ...counted, agentId: 'kenji', by: 'agent' },
  }),
  defineEvent<TicketMerged>('TicketMerged', {
    sample: {
      ...counted,
      agentId: 'kenji',
      into: 't-0',
      openedAt: '2026-11-27T07:30:00.000Z',
      wasOpen: true,
      entitlement,
      carriedClock: { startedAt: '2026-11-27T07:30:00.000Z', servedLanguage: 'ja', ...due },
    },
  }),
  defineEvent<TicketMergeReceived>('TicketMergeReceived', {
    sample: { ...key, from: 't-2', agentId: 'kenji', entitlement },
  }),
  defineEvent<TicketErased>('TicketErased', { sample: key }),
];
