import { EVENT_STORE } from '@ledgerdesk/application';
import { decode, type EventStore, streamPagesOf } from '@ledgerdesk/event-store';
import {
  agentStream,
  callbackStream,
  chatStream,
  consultantStream,
  maskSecrets,
  memberStream,
  type SubjectFields,
  subjectOf,
  teamStream,
  ticketStream,
} from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import type { Outbox } from '@ledgerdesk/outbox';
import { mailsTo, parseMailPayload } from '@ledgerdesk/processes';
import {
  callbacksOfMember,
  chatsOfMember,
  inquiriesOfMember,
  type Page,
  type Requester,
  ticketsOfMember,
} from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Inject, Injectable } from '@nestjs/common';
import { OUTBOX, ROWS } from '../platform/tokens.js';

/** Kinds of records of a person, in the order in which they are handed out. */
export const RECORD_KINDS = ['person', 'consultant', 'ticket', 'chat', 'callback', 'inquiry', 'mail'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** One record of a person: an event of a stream of theirs, an inquiry, or a mail that is kept. */
export interface SubjectRecord {
  readonly record: RecordKind;
  /** Id of the person, ticket, chat, callback, inquiry or mail. */
  readonly id: string;
  /** Type of the event; of an inquiry `AddOnInquiry`, of a mail `Mail`. */
  readonly type: string;
  readonly at: Instant;
  readonly data: object;
}

/** A page of all that is held on a person. */
export interface SubjectPage extends Page<SubjectRecord> {
  readonly kind: SubjectFields['kind'];
  readonly id: string;
  readonly erased: boolean;
}

/**
 * Where to read on: after `revision` of the stream of `id`; null: from the beginning of the kind. What was deleted
 * meanwhile is passed over, since records of a kind are in the order of `at`, then `id`.
 */
export interface RecordPlace {
  readonly record: RecordKind;
  readonly id: string | null;
  readonly revision: number;
  /** Time at which the ticket, chat, callback, inquiry or mail was created; empty for other records. */
  readonly at: Instant;
}

/** A record, and where to read on after it. */
interface PlacedRecord {
  readonly item: SubjectRecord;
  readonly place: RecordPlace;
}

/** Events that are read in one turn of the event loop, and bytes of them. */
const PAGE = { limit: 200, maxBytes: 131_072 };

const requesterOf = ({ subjectId }: SubjectFields): Requester => {
  const [teamId = '', requesterId = ''] = subjectId.split('.');
  return { teamId, requesterId };
};

const STREAM_OF = {
  member: ({ subjectId }: SubjectFields) => {
    const { teamId, requesterId } = requesterOf({ kind: 'member', subjectId });
    return memberStream(teamId, requesterId);
  },
  agent: ({ subjectId }: SubjectFields) => agentStream(subjectId),
  // Consultants are agents (E4): the name is with the agent.
  consultant: ({ subjectId }: SubjectFields) => agentStream(subjectId),
  'account-manager': ({ subjectId }: SubjectFields) => teamStream(subjectId.split('.')[0] ?? ''),
} as const;

/** A stream with records of a person. */
interface RecordStream {
  readonly record: RecordKind;
  readonly id: string;
  readonly at: Instant;
  readonly stream: string;
  /** True if the stream has events of others, too: only those whose subject the person is count. */
  readonly isShared?: true;
}

/** Returns true if a record comes after a place, in the order of records of one kind. */
const isAfter = ({ at, id }: Pick<RecordStream, 'at' | 'id'>, place: Pick<RecordPlace, 'at' | 'id'>): boolean =>
  at === place.at ? id > (place.id ?? '') : at > place.at;

/** Reads all that is held on a person (GDPR, articles 15 and 20). */
@Injectable()
export class SubjectRecords {
  constructor(
    @Inject(EVENT_STORE) private readonly log: EventStore,
    @Inject(ROWS) private readonly rows: RowReader,
    @Inject(OUTBOX) private readonly outbox: Outbox,
  ) {}

  /** The records of a person after a place, in order. They are read as they are consumed. */
  async *after(subject: SubjectFields, place: RecordPlace): AsyncGenerator<PlacedRecord> {
    for (const kind of RECORD_KINDS.slice(RECORD_KINDS.indexOf(place.record)))
      yield* this.#ofKind(subject, kind, kind === place.record && place.id !== null ? place : undefined);
  }

  /** The streams with personal data of a person, oldest first within each kind. */
  async *streams(subject: SubjectFields): AsyncGenerator<RecordStream> {
    for (const kind of RECORD_KINDS) yield* this.#streamsOfKind(subject, kind);
    const { teamId } = requesterOf(subject);
    if (subject.kind === 'member')
      yield { record: 'inquiry', id: teamId, at: '', stream: teamStream(teamId), isShared: true };
  }

  async *#ofKind(
    subject: SubjectFields,
    kind: RecordKind,
    from: RecordPlace | undefined,
  ): AsyncGenerator<PlacedRecord> {
    if (kind === 'inquiry') yield* this.#inquiries(subject, from);
    else if (kind === 'mail') yield* this.#mails(subject, from);
    else
      for await (const found of this.#streamsOfKind(subject, kind)) {
        const isHere = found.id === from?.id && found.at === from.at;
        if (from && !isHere && !isAfter(found, from)) continue;
        yield* this.#inStream(subject, found, isHere ? from.revision : 0);
      }
  }

  async *#inStream(
    { kind, subjectId }: SubjectFields,
    { record, id, at, stream, isShared }: RecordStream,
    from: number,
  ): AsyncGenerator<PlacedRecord> {
    for await (const page of streamPagesOf(this.log, stream, { ...PAGE, from }))
      for (const event of page.map(decode).map(maskSecrets)) {
        const subject = isShared && subjectOf(event);
        if (isShared && (!subject || subject.kind !== kind || subject.id !== subjectId)) continue;
        const item = { record, id, type: event.type, at: event.occurredAt, data: event.data };
        yield { item, place: { record, id, at, revision: event.revision + 1 } };
      }
  }

  async *#streamsOfKind(subject: SubjectFields, record: RecordKind): AsyncGenerator<RecordStream> {
    const { kind, subjectId: id } = subject;
    if (record === 'person') {
      const stream = STREAM_OF[kind](subject);
      yield { record, id, at: '', stream, ...(kind === 'account-manager' && { isShared: true }) };
    }
    if (record === 'consultant' && (kind === 'agent' || kind === 'consultant'))
      yield { record, id, at: '', stream: consultantStream(id) };
    if (kind === 'member') yield* this.#requestsOf(requesterOf(subject), record);
  }

  async *#requestsOf(member: Requester, record: RecordKind): AsyncGenerator<RecordStream> {
    if (record === 'ticket')
      for await (const { ticketId: id, openedAt: at } of ticketsOfMember(this.rows, member))
        yield { record, id, at, stream: ticketStream(id) };
    if (record === 'chat')
      for await (const { requestId: id, requestedAt: at } of chatsOfMember(this.rows, member))
        yield { record, id, at, stream: chatStream(id) };
    if (record === 'callback')
      for await (const { requestId: id, requestedAt: at } of callbacksOfMember(this.rows, member))
        yield { record, id, at, stream: callbackStream(id) };
  }

  async *#inquiries(subject: SubjectFields, from: RecordPlace | undefined): AsyncGenerator<PlacedRecord> {
    if (subject.kind !== 'member') return;
    for await (const row of inquiriesOfMember(this.rows, requesterOf(subject))) {
      const { inquiryId: id, receivedAt: at } = row;
      if (from && !isAfter({ id, at }, from)) continue;
      const record = 'inquiry';
      yield { item: { record, id, type: 'AddOnInquiry', at, data: row }, place: { record, id, at, revision: 0 } };
    }
  }

  /** Newest first. */
  async *#mails({ kind, subjectId }: SubjectFields, from: RecordPlace | undefined): AsyncGenerator<PlacedRecord> {
    if (kind !== 'member') return;
    const after = from && { createdAt: from.at, id: from.id ?? '' };
    for await (const { id, createdAt: at, state, sentAt, payload } of mailsTo(this.outbox, subjectId, after)) {
      const record = 'mail';
      const data = { ...parseMailPayload(payload), state, sentAt };
      yield { item: { record, id, type: 'Mail', at, data }, place: { record, id, at, revision: 0 } };
    }
  }
}
