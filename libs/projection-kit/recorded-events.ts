import {
  addOnStream,
  agentStream,
  callbackStream,
  chatStream,
  consultantStream,
  definitionOf,
  EPOCH_STREAM,
  EVENTS_BY_CATEGORY,
  memberStream,
  policyStream,
  privacyStream,
  programmeStream,
  quarterStream,
  teamStream,
  ticketStream,
  webhookStream,
  type EventNamed,
  type EventType,
  type StreamCategory,
} from '@ledgerdesk/events';
import { addMillis, MINUTE, type DomainEvent, type Instant, type RecordedEvent } from '@ledgerdesk/kernel';

/** An event for the log of a test, and when it occurred. `recordedEvents` sets the time if it is undefined. */
export interface EventFixture {
  readonly event: DomainEvent;
  readonly occurredAt: Instant | undefined;
}

/**
 * Returns an event with the data of the catalogue's sample, some fields replaced.
 *
 * @example
 * anEvent('TicketOpened', { teamId: 'acme' }, '2026-11-27T07:30:00.000Z');
 */
export const anEvent = <Type extends EventType>(
  type: Type,
  data: Partial<EventNamed<Type>['data']> = {},
  occurredAt?: Instant,
): EventFixture => ({ event: { type, data: { ...definitionOf(type)?.sample, ...data } }, occurredAt });

const START = '2026-11-27T07:30:00.000Z';

/**
 * Returns the events of a new log, positions from 1, each in its own stream. They are recorded one minute apart and
 * occur when they are recorded unless the fixture says otherwise.
 */
export const recordedEvents = (...fixtures: readonly EventFixture[]): RecordedEvent[] => {
  const lengths = new Map<string, number>();
  return fixtures.map(({ event, occurredAt }, index) => {
    const stream = streamOf(event);
    const revision = lengths.get(stream) ?? 0;
    lengths.set(stream, revision + 1);
    const recordedAt = addMillis(START, index * MINUTE);
    const version = definitionOf(event.type)?.version ?? 1;
    const location = { id: `event-${index + 1}`, stream, revision, position: `${index + 1}` };
    return { ...event, ...location, version, occurredAt: occurredAt ?? recordedAt, recordedAt, metadata };
  });
};

const metadata: RecordedEvent['metadata'] = {
  commandId: 'command',
  requestHash: 'hash',
  correlationId: 'command',
  causationId: 'command',
  actor: { kind: 'engine', id: 'test' },
  tenant: 'test',
};

type Ids = Partial<
  Record<
    | 'teamId'
    | 'memberId'
    | 'product'
    | 'ticketId'
    | 'callbackId'
    | 'chatId'
    | 'agentId'
    | 'webhookId'
    | 'quarter'
    | 'name'
    | 'consultantId'
    | 'subjectId',
    string
  >
>;

const STREAMS: Readonly<Record<StreamCategory, (ids: Ids) => string>> = {
  team: ({ teamId = '' }) => teamStream(teamId),
  member: ({ teamId = '', memberId = '' }) => memberStream(teamId, memberId),
  addOn: ({ teamId = '', product = '' }) => addOnStream(teamId, product),
  ticket: ({ ticketId = '' }) => ticketStream(ticketId),
  callback: ({ callbackId = '' }) => callbackStream(callbackId),
  chat: ({ chatId = '' }) => chatStream(chatId),
  agent: ({ agentId = '' }) => agentStream(agentId),
  webhook: ({ webhookId = '' }) => webhookStream(webhookId),
  programme: ({ teamId = '' }) => programmeStream(teamId),
  quarter: ({ teamId = '', quarter = '' }) => quarterStream(teamId, quarter),
  consultant: ({ consultantId = '' }) => consultantStream(consultantId),
  log: () => EPOCH_STREAM,
  policy: ({ name = '' }) => policyStream(name),
  privacy: ({ subjectId = '' }) => privacyStream({ kind: 'member', subjectId }),
};

const categories = Object.keys(EVENTS_BY_CATEGORY) as StreamCategory[];

const streamOf = ({ type, data }: DomainEvent): string => {
  const category = categories.find((name) => EVENTS_BY_CATEGORY[name].some((definition) => definition.type === type));
  if (!category) throw new RangeError(`The catalogue has no event ${type}.`);
  return STREAMS[category]({ ...data });
};
