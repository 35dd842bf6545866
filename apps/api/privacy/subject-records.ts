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
export const RECORD_KINDS = ['person', 'ticket', 'chat', 'callback', 'inquiry', 'mail'] as const;
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

/** Where to read on: after `revision` of the stream of `id`; null: from the beginning of the kind. */
export interface RecordPlace {
  readonly record: RecordKind;
  readonly id: string | null;
  readonly revision: number;
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
  consultant: ({ subjectId }: SubjectFields) => consultantStream(subjectId),
} as const;

/** A stream with records of a person. */
interface RecordStream {
  readonly record: RecordKind;
  readonly id: string;
  readonly stream: string;
}

/** Reads all that is held on a person (GDPR, articles 15 and 20). */
@Injectable()
export class SubjectRecords {
  constructor(
    @Inject(EVENT_STORE) private readonly log: EventStore,
    @Inject(ROWS) private readonly rows: RowReader,
    @Inject(OUTBOX) private readonly outbox: Outbox,
  ) {}

  /** The records of a person after a place, in order. They are read as they are consumed. */
  async *after(subject: SubjectFields, { record, id, revision }: RecordPlace): AsyncGenerator<PlacedRecord> {
    for (const kind of RECORD_KINDS.slice(RECORD_KINDS.indexOf(record))) {
      const from = kind === record && id !== null ? { id, revision } : undefined;
      yield* this.#ofKind(subject, kind, from);
    }
  }

  /** The streams with personal data of a person, oldest first within each kind. */
  async *streams(subject: SubjectFields): AsyncGenerator<RecordStream> {
    for (const kind of RECORD_KINDS) yield* this.#streamsOfKind(subject, kind);
  }

  async *#ofKind(
    subject: SubjectFields,
    kind: RecordKind,
    from: { readonly id: string; readonly revision: number } | undefined,
  ): AsyncGenerator<PlacedRecord> {
    if (kind === 'inquiry' || kind === 'mail') {
      yield* this.#outsideStreams(subject, kind, from?.id);
      return;
    }
    let isSkipping = from !== undefined;
    for await (const found of this.#streamsOfKind(subject, kind)) {
      const isHere = found.id === from?.id;
      if (isSkipping && !isHere) continue;
      isSkipping = false;
      yield* this.#inStream(found, isHere && from ? from.revision : 0);
    }
  }

  async *#inStream({ record, id, stream }: RecordStream, from: number): AsyncGenerator<PlacedRecord> {
    for await (const page of streamPagesOf(this.log, stream, { ...PAGE, from }))
      for (const { type, occurredAt: at, data, revision } of page.map(decode).map(maskSecrets))
        yield { item: { record, id, type, at, data }, place: { record, id, revision: revision + 1 } };
  }

  async *#streamsOfKind(subject: SubjectFields, record: RecordKind): AsyncGenerator<RecordStream> {
    if (record === 'person') yield { record, id: subject.subjectId, stream: STREAM_OF[subject.kind](subject) };
    if (subject.kind !== 'member') return;
    const member = requesterOf(subject);
    if (record === 'ticket')
      for await (const { ticketId: id } of ticketsOfMember(this.rows, member))
        yield { record, id, stream: ticketStream(id) };
    if (record === 'chat')
      for await (const { requestId: id } of chatsOfMember(this.rows, member))
        yield { record, id, stream: chatStream(id) };
    if (record === 'callback')
      for await (const { requestId: id } of callbacksOfMember(this.rows, member))
        yield { record, id, stream: callbackStream(id) };
  }

  async *#outsideStreams(
    subject: SubjectFields,
    record: 'inquiry' | 'mail',
    after: string | undefined,
  ): AsyncGenerator<PlacedRecord> {
    if (subject.kind !== 'member') return;
    let isSkipping = after !== undefined;
    for await (const item of record === 'inquiry' ? this.#inquiries(subject) : this.#mails(subject)) {
      if (!isSkipping) yield { item, place: { record, id: item.id, revision: 0 } };
      else if (item.id === after) isSkipping = false;
    }
  }

  async *#inquiries(subject: SubjectFields): AsyncGenerator<SubjectRecord> {
    for await (const row of inquiriesOfMember(this.rows, requesterOf(subject)))
      yield { record: 'inquiry', id: row.inquiryId, type: 'AddOnInquiry', at: row.receivedAt, data: row };
  }

  async *#mails({ subjectId }: SubjectFields): AsyncGenerator<SubjectRecord> {
    for await (const { id, createdAt: at, state, sentAt, payload } of mailsTo(this.outbox, subjectId))
      yield { record: 'mail', id, type: 'Mail', at, data: { ...parseMailPayload(payload), state, sentAt } };
  }
}
