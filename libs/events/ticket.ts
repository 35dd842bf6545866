import { type Instant, isList } from '@ledgerdesk/kernel';
import { defineEvent, type EventOf, type Upcaster } from './definition.js';
import { CLOCK_SAMPLE, type CarriedClock, type ResponseClockEvent, responseClockEvents } from './response-clock.js';
import { type CountedKey, TICKET_KEY_SAMPLE, type TicketKey } from './ticket-key.js';
import type { Attachment, Entitlement, LiveRequest, SealedFile, ServedLanguage } from './value-types.js';

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
  | ResponseClockEvent
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

const key = TICKET_KEY_SAMPLE;
const counted = { ...key, product: 'dropbox', issueType: 'sync_upload' };
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
  ...responseClockEvents,
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
      carriedClock: { startedAt: '2026-11-27T07:30:00.000Z', servedLanguage: 'ja', ...CLOCK_SAMPLE },
    },
  }),
  defineEvent<TicketMergeReceived>('TicketMergeReceived', {
    sample: { ...key, from: 't-2', agentId: 'kenji', entitlement },
  }),
  defineEvent<TicketErased>('TicketErased', { sample: key }),
];
