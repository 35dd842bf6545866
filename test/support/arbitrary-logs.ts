import fc from 'fast-check';
import type { EventType } from '@ledgerdesk/events';
import type { RecordedEvent } from '@ledgerdesk/kernel';
import { anEvent, recordedEvents, type EventFixture } from './recorded-events.js';

/** Two requesters of one team, and one with the same id in another team. */
export const REQUESTERS = [
  { teamId: 'acme', requesterId: 'aiko' },
  { teamId: 'acme', requesterId: 'ben' },
  { teamId: 'globex', requesterId: 'aiko' },
] as const;
type Person = (typeof REQUESTERS)[number];

const LATER_TICKET_EVENTS = [
  'TicketReplied',
  'TicketAnswered',
  'InternalNoteAdded',
  'TicketAssigned',
  'TicketUnassigned',
  'TicketReclassified',
  'TicketHeld',
  'TicketResumed',
  'TicketSolved',
  'TicketReopened',
  'TicketClosed',
  'ResponseClockStarted',
  'ResponseClockPaused',
  'ResponseClockResumed',
  'ResponseClockStopped',
  'ResponseAtRisk',
  'ResponseTargetBreached',
] as const satisfies readonly EventType[];
const LATER_CALLBACK_EVENTS = [
  'CallbackTaken',
  'CallbackCompleted',
  'CallbackUnanswered',
  'CallbackReturned',
  'CallbackTransferred',
  'CallbackGivenUp',
  'CallbackCancelled',
] as const satisfies readonly EventType[];

const LATER_CHAT_EVENTS = [
  'ChatJoined',
  'ChatMessagePosted',
  'ChatReturned',
  'ChatTransferred',
  'ChatEnded',
] as const satisfies readonly EventType[];

const step = fc.record({
  number: fc.nat(8),
  ticketType: fc.constantFrom(...LATER_TICKET_EVENTS),
  chatType: fc.constantFrom(...LATER_CHAT_EVENTS),
  callbackType: fc.constantFrom(...LATER_CALLBACK_EVENTS),
  clock: fc.integer({ min: 1, max: 2 }),
  product: fc.constantFrom('dropbox', 'dash'),
  issueType: fc.constantFrom('sync_upload', 'signin_access'),
  subject: fc.constantFrom('Sync has stopped', 'Cannot sign in', 'ＳＹＮＣ again'),
  body: fc.constantFrom('aiko wrote this', 'ben wrote this', 'nothing syncs'),
  month: fc.constantFrom('10', '11', '12'),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const ownerOf = (number: number): Person => REQUESTERS[number % REQUESTERS.length] ?? REQUESTERS[0];

const onTicket = (
  first: boolean,
  { number, ticketType, clock, product, issueType, subject, body, month }: Step,
): EventFixture => {
  const key = { ticketId: `t-${number}`, ...ownerOf(number) };
  return first
    ? anEvent('TicketOpened', { ...key, product, issueType, subject, body }, `2026-${month}-03T00:00:00.000Z`)
    : anEvent(ticketType, { ...key, clock });
};

/** Odd numbers are chats, even numbers callbacks. */
const onLiveRequest = (first: boolean, { number, callbackType, chatType, product }: Step): EventFixture => {
  if (number % 2 === 1)
    return anEvent(first ? 'ChatStarted' : chatType, {
      chatId: `ch-${number}`,
      ...ownerOf(number),
      ...(first && { product }),
    });
  const key = { callbackId: `c-${number}`, ...ownerOf(number), product };
  return anEvent(first ? 'CallbackRequested' : callbackType, key);
};

const historyOf =
  (made: (first: boolean, step: Step) => EventFixture) =>
  (steps: readonly Step[]): RecordedEvent[] => {
    const known = new Set<number>();
    return recordedEvents(
      ...steps.map((each) => {
        const first = !known.has(each.number);
        known.add(each.number);
        return made(first, each);
      }),
    );
  };

/** Logs of tickets of `REQUESTERS`: each ticket is opened first; its other events follow in any order. */
export const ticketHistories = fc.array(step, { maxLength: 40, size: 'max' }).map(historyOf(onTicket));
/** Logs of chats and callbacks of `REQUESTERS`: each is requested first; its other events follow in any order. */
export const liveHistories = fc.array(step, { maxLength: 40, size: 'max' }).map(historyOf(onLiveRequest));

const agentStep = fc.record({
  type: fc.constantFrom('AgentAvailabilityChanged', 'AgentEngaged', 'AgentReleased'),
  agentId: fc.constantFrom('kenji', 'mia'),
  availability: fc.constantFrom('available', 'away'),
  engagementId: fc.constantFrom('e-1', 'e-2', 'e-3'),
});

/** Logs of agents who become available and away, and are engaged and released, in any order. */
export const agentHistories = fc.array(agentStep, { maxLength: 40, size: 'max' }).map((steps) =>
  recordedEvents(
    ...steps.map(({ type, agentId, availability, engagementId }) => {
      if (type === 'AgentAvailabilityChanged') return anEvent(type, { agentId, availability });
      return anEvent(type, { agentId, engagementId });
    }),
  ),
);

const addOnStep = fc.record({
  type: fc.constantFrom('AddOnPurchased', 'EditionChanged', 'AddOnRemovalScheduled', 'AddOnEnded', 'ChargeIssued'),
  teamId: fc.constantFrom('acme', 'globex'),
  product: fc.constantFrom('dropbox', 'dash'),
  edition: fc.constantFrom('essentials', 'enhanced'),
  at: fc.constantFrom('2026-10-05T00:00:00.000Z', '2026-11-05T00:00:00.000Z', '2026-12-05T00:00:00.000Z'),
  currency: fc.constantFrom('EUR', 'JPY'),
  minor: fc.integer({ min: 1, max: 9_999 }),
});
type AddOnStep = typeof addOnStep extends fc.Arbitrary<infer S> ? S : never;

const onAddOn = ({ type, edition, at, currency, minor, ...key }: AddOnStep, index: number): EventFixture => {
  switch (type) {
    case 'AddOnPurchased':
      return anEvent(type, { ...key, edition }, at);
    case 'EditionChanged':
      return anEvent(type, { ...key, to: edition, effectiveAt: at });
    case 'AddOnRemovalScheduled':
      return anEvent(type, { ...key, effectiveAt: at });
    case 'AddOnEnded':
      return anEvent(type, { ...key, endedAt: at });
    case 'ChargeIssued':
      return anEvent(type, { ...key, edition, chargeId: `ch-${index}`, effectiveAt: at, amount: { minor, currency } });
  }
};

/** Logs of add-ons of two teams, and of charges in two currencies, in any order. */
export const addOnHistories = fc
  .array(addOnStep, { maxLength: 40, size: 'max' })
  .map((steps) => recordedEvents(...steps.map(onAddOn)));

/** Returns the events about one requester, with their original positions and revisions. */
export const eventsOf = (log: readonly RecordedEvent[], { teamId, requesterId }: Person): RecordedEvent[] =>
  log.filter(
    ({ data }) =>
      'teamId' in data && data.teamId === teamId && 'requesterId' in data && data.requesterId === requesterId,
  );
