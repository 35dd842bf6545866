import {
  definitionOf,
  EVENT_TYPES,
  type EventDefinition,
  SUBJECT_KINDS,
  type SubjectFields,
  type SubjectKind,
} from '@ledgerdesk/events';
import { canonicalJson } from '@ledgerdesk/event-store';
import { isList, isRecord, type RecordedEvent } from '@ledgerdesk/kernel';
import { mailMessage } from '@ledgerdesk/processes';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { InMemoryOutbox } from '../../../test/support/in-memory-outbox.js';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { readerOf } from '../../../test/support/projected-rows.js';
import { type EventFixture, recordedEvents } from '../../../test/support/recorded-events.js';
import { SubjectRecords } from './subject-records.js';

const IDS: Readonly<Record<string, string>> = {
  teamId: 'acme',
  memberId: 'aiko',
  requesterId: 'aiko',
  ticketId: 't-1',
  chatId: 'ch-1',
  callbackId: 'cb-1',
  inquiryId: 'inq-1',
  agentId: 'kenji',
};
const SUBJECT_IDS: Readonly<Record<SubjectKind, string>> = {
  member: 'acme.aiko',
  agent: 'kenji',
  consultant: 'kenji',
  'account-manager': 'acme',
};
/** Whose personal fields belong to a person of a kind: consultants are agents (E4). */
const KINDS_HELD: Readonly<Record<SubjectKind, readonly SubjectKind[]>> = {
  member: ['member'],
  agent: ['agent', 'consultant'],
  consultant: ['agent', 'consultant'],
  'account-manager': ['account-manager'],
};

/** The value with every text in it replaced. */
const marked = (value: unknown, mark: string): unknown => {
  if (typeof value === 'string') return mark;
  if (isList(value)) return value.map((inner) => marked(inner, mark));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, marked(inner, mark)]));
};

const markOf = (type: string, field: string): string => `text of ${type}.${field}`;

/** The sample of an event on the person and requests of `IDS`, with a mark of its own in each personal field. */
const withMarks = ({ type, sample, personal }: EventDefinition): EventFixture => {
  const fields = Object.entries(sample).map(([field, value]): [string, unknown] => [
    field,
    personal.includes(field) ? marked(value, markOf(type, field)) : (IDS[field] ?? value),
  ]);
  return { event: { type, data: Object.fromEntries(fields) }, occurredAt: undefined };
};

/** Event types that open a stream. Samples of other types are recorded after them. */
const FIRST = ['TeamRegistered', 'MemberAdded', 'AgentRegistered', 'TicketOpened', 'ChatStarted', 'CallbackRequested'];
const definitions = EVENT_TYPES.flatMap((type) => definitionOf(type) ?? []).filter(
  ({ personal }) => personal.length > 0,
);
const inOrder = [
  ...definitions.filter(({ type }) => FIRST.includes(type)),
  ...definitions.filter(({ type }) => !FIRST.includes(type)),
];

const stored = ({ data, metadata, ...event }: RecordedEvent) => ({
  ...event,
  data: canonicalJson(data),
  metadata: canonicalJson(metadata),
});

const recordsOf = (events: readonly RecordedEvent[], outbox = new InMemoryOutbox()): SubjectRecords => {
  const store = new MemoryEventStore();
  store.log.push(...events.map(stored));
  return new SubjectRecords(store, readerOf(PROJECTIONS, events), outbox);
};

const BEGINNING = { record: 'person', id: null, revision: 0, at: '' } as const;

const allOf = async (records: SubjectRecords, subject: SubjectFields, from: Parameters<SubjectRecords['after']>[1]) => {
  const found = [];
  for await (const record of records.after(subject, from)) found.push(record);
  return found;
};

describe('what is held on a person', () => {
  const records = recordsOf(recordedEvents(...inOrder.map(withMarks)));

  it.each(SUBJECT_KINDS)('has every personal field of every event about a person of kind %s', async (kind) => {
    const found = await allOf(records, { kind, subjectId: SUBJECT_IDS[kind] }, BEGINNING);
    const text = JSON.stringify(found.map(({ item }) => item));
    const [own, others] = [true, false].map((isOwn) =>
      definitions
        .filter(({ subject }) => subject && KINDS_HELD[kind].includes(subject.kind) === isOwn)
        .flatMap(({ type, personal, secret }) =>
          personal.filter((field) => !secret.includes(field)).map((field) => markOf(type, field)),
        ),
    );
    expect(own?.length).toBeGreaterThan(0);
    expect(own?.filter((mark) => !text.includes(mark))).toEqual([]);
    expect(others?.filter((mark) => text.includes(mark))).toEqual([]);
  });

  it('goes on after any record, with all that follow it', async () => {
    for (const kind of SUBJECT_KINDS) {
      const subject = { kind, subjectId: SUBJECT_IDS[kind] };
      const found = await allOf(records, subject, BEGINNING);
      for (const [index, { place }] of found.entries())
        expect((await allOf(records, subject, place)).map(({ item }) => item)).toEqual(
          found.slice(index + 1).map(({ item }) => item),
        );
    }
  });

  it('goes on after a mail that was deleted meanwhile', async () => {
    const outbox = new InMemoryOutbox();
    const events = recordedEvents(...inOrder.map(withMarks));
    const occasions = events.slice(0, 4).map((event) => mailMessage('answer', event, 'acme', 'aiko'));
    await outbox.insert(occasions);
    const subject = { kind: 'member', subjectId: 'acme.aiko' } as const;
    const held = recordsOf(events, outbox);
    const mails = (await allOf(held, subject, BEGINNING)).filter(({ item }) => item.record === 'mail');
    expect(mails).toHaveLength(4);
    const [, second] = mails;
    if (!second) throw new Error('There is no second mail.');
    await outbox.delete([second.item.id]);
    expect((await allOf(held, subject, second.place)).map(({ item }) => item.id)).toEqual(
      mails.slice(2).map(({ item }) => item.id),
    );
  });
});
