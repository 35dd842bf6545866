import { derivedId, eventIdsOf } from '@ledgerdesk/application';
import { NO_FILES } from '@ledgerdesk/domain';
import { canonicalJson, encode, type EventStore, type EventToAppend } from '@ledgerdesk/event-store';
import type { TicketEvent } from '@ledgerdesk/events';
import type { DomainEvent, Instant } from '@ledgerdesk/kernel';

const CONCURRENT_WRITERS = 512;
const START_MS = Date.parse('2026-01-01T00:00:00Z');
const TEAMS = 400;
/** Agents to whom tickets are assigned. */
const AGENTS = 50;
const TARGET_MINUTES = 240;
const YEAR_MINUTES = 525_600;
const ISSUES = ['sync_upload', 'signin_access', 'billing_plan', 'how_to', 'sharing_permissions'];

/** Opening time of the n-th ticket: one every 20 seconds, in ms since the epoch. */
const openedAt = (n: number): number => START_MS + n * 20_000;
const toInstant = (millis: number): Instant => new Date(millis).toISOString();

const keyOf = (n: number) => ({ ticketId: `t${n}`, teamId: `team-${n % TEAMS}`, requesterId: 'admin' });
const classificationOf = (n: number) => ({
  ...keyOf(n),
  product: n % 3 === 0 ? 'dash' : 'dropbox',
  issueType: ISSUES[n % ISSUES.length] ?? 'other',
});

/** Returns the events that open the n-th ticket at an instant (ms since the epoch), with a target of these minutes. */
export const openingOf = (n: number, at: number, minutes: number): readonly TicketEvent[] => {
  const dueAt = toInstant(at + minutes * 60_000);
  const target = { target: 'edition' as const, calendar: 'always', minutes, dueAt };
  const entitlement = {
    addOn: 'dropbox',
    source: 'team' as const,
    level: 'essentials' as const,
    targetMinutes: minutes,
  };
  return [
    {
      type: 'TicketOpened',
      data: {
        ...classificationOf(n),
        subject: `Ticket ${n}`,
        body: 'Nothing has synced since morning.',
        language: 'en',
        servedLanguage: 'en',
        entitlement,
        followUpOf: null,
        ...NO_FILES,
      },
    },
    {
      type: 'ResponseClockStarted',
      data: {
        ...keyOf(n),
        clock: 1,
        startedAt: toInstant(at),
        servedLanguage: 'en',
        legs: [target],
        decidedBy: 'edition',
        riskAt: toInstant(at + minutes * 45_000),
        dueAt,
      },
    },
  ];
};

/** Returns the five events of the n-th ticket. Every tenth ticket has two: it stays open and unanswered. */
const eventsOf = (n: number): readonly TicketEvent[] => {
  const opening = openingOf(n, openedAt(n), TARGET_MINUTES);
  if (n % 10 === 0) return opening;
  const [key, dueAt] = [keyOf(n), toInstant(openedAt(n) + TARGET_MINUTES * 60_000)];
  const stoppedAt = toInstant(openedAt(n) + 3_600_000);
  return [
    ...opening,
    {
      type: 'TicketAnswered',
      data: { ...key, agentId: 'kenji', body: 'We are on it.', ...NO_FILES, writtenAt: null },
    },
    { type: 'ResponseClockStopped', data: { ...key, clock: 1, stoppedAt, dueAt, reason: 'answered', inTime: true } },
    { type: 'TicketSolved', data: { ...classificationOf(n), agentId: 'kenji', closesAt: null } },
  ];
};

const encoded = (event: DomainEvent, name: string, index: number, at: number, laterMs = 3_600_000): EventToAppend => {
  const commandId = derivedId('bench', name);
  const metadata = canonicalJson({
    commandId,
    requestHash: commandId,
    correlationId: commandId,
    causationId: commandId,
    actor: { kind: 'member', id: 'bench.admin' },
    tenant: 'main',
  });
  const time = toInstant(at + (index < 2 ? 0 : laterMs));
  return encode(event, {
    id: eventIdsOf(commandId, time)(index),
    occurredAt: time,
    recordedAt: time,
    metadata,
  });
};

/** Appends the events of one ticket after another with concurrent writers, while `hasMore` is true. */
const appendTickets = async (
  store: EventStore,
  hasMore: () => boolean,
  ticket: (n: number) => {
    readonly at: number;
    readonly events: readonly TicketEvent[];
    /** Time from the opening to the events after it, in ms. Default: an hour. */
    readonly laterMs?: number;
  },
): Promise<void> => {
  let next = 0;
  const writer = async (): Promise<void> => {
    while (hasMore()) {
      const n = next++;
      const { at, events, laterMs } = ticket(n);
      await store.append(
        `ticket-t${n}`,
        'no-stream',
        events.map((event, index) => encoded(event, String(n), index, at, laterMs)),
      );
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_WRITERS }, writer));
};

/** Appends at least `events` events of solved and open tickets to a log. */
export const fillLog = async (store: EventStore, events: number): Promise<void> => {
  let written = 0;
  await appendTickets(
    store,
    () => written < events,
    (n) => {
      const ticketEvents = eventsOf(n);
      written += ticketEvents.length;
      return { at: openedAt(n), events: ticketEvents };
    },
  );
};

/** Two of five tickets stay open, some of them assigned; the others are solved without an answer. */
const deskEventsOf = (n: number, at: number): readonly TicketEvent[] => {
  const opening = openingOf(n, at, YEAR_MINUTES);
  const solved: TicketEvent = {
    type: 'TicketSolved',
    data: { ...classificationOf(n), agentId: 'kenji', closesAt: null },
  };
  if (n % 5 < 2) return n % 3 === 0 ? [...opening, assignmentOf(n)] : opening;
  return [...opening, solved];
};

const assignmentOf = (n: number): TicketEvent => ({
  type: 'TicketAssigned',
  data: { ...keyOf(n), agentId: `agent-${n % AGENTS}` },
});

/** Appends tickets of many teams, two of five open, some of them assigned. */
export const fillDesk = async (store: EventStore, tickets: number, teams: number): Promise<void> => {
  const at = Date.now();
  let opened = 0;
  await appendTickets(
    store,
    () => opened < tickets,
    (n) => {
      opened += 1;
      const events = deskEventsOf(n, at - (tickets - n) * 1_000).map(({ type, data }) => ({
        type,
        data: { ...data, teamId: `team-${n % teams}` },
      }));
      return { at: at - (tickets - n) * 1_000, events: events as readonly TicketEvent[] };
    },
  );
};

/** Appends `tickets` open tickets, opened now, whose deadlines lie a year ahead. */
export const fillOpenTickets = async (store: EventStore, tickets: number): Promise<void> => {
  const at = Date.now();
  let opened = 0;
  await appendTickets(
    store,
    () => opened < tickets,
    (n) => {
      opened += 1;
      return { at, events: openingOf(n, at, YEAR_MINUTES) };
    },
  );
};

/** Minutes from the opening of a ticket of `fillTimers` that falls due to its due time. */
const DUE_MINUTES = 60;

/** When the n-th ticket that `fillTimers` opened from `at` on (ms since the epoch) is due: one each millisecond. */
export const dueTimeOf = (n: number, at: number): Instant => toInstant(at + n + DUE_MINUTES * 60_000);

const warned = (n: number, [opened, started]: readonly TicketEvent[]): readonly TicketEvent[] => {
  if (opened?.type !== 'TicketOpened' || started?.type !== 'ResponseClockStarted') throw new Error('Not an opening.');
  const { riskAt, dueAt } = started.data;
  return [opened, started, { type: 'ResponseAtRisk', data: { ...keyOf(n), clock: 1, riskAt, dueAt } }];
};

/**
 * Appends open tickets from `at` on (ms since the epoch) that arm this number of timers. The first `due` tickets have
 * had their warning, and are due about an hour later, see `dueTimeOf`; the others are due a year later.
 */
export const fillTimers = async (
  store: EventStore,
  { armed, due, at }: { readonly armed: number; readonly due: number; readonly at: number },
): Promise<void> => {
  // A ticket without a warning arms two timers.
  const tickets = due + Math.ceil((armed - due) / 2);
  let opened = 0;
  await appendTickets(
    store,
    () => opened < tickets,
    (n) => {
      opened += 1;
      return n < due
        ? { at: at + n, laterMs: 0, events: warned(n, openingOf(n, at + n, DUE_MINUTES)) }
        : { at, events: openingOf(n, at, YEAR_MINUTES) };
    },
  );
};

/** Events as a log stores them, recorded at an instant. `name` makes their ids. */
export const benchEvents = (events: readonly DomainEvent[], name: string, at: Instant): readonly EventToAppend[] =>
  events.map((event, index) => encoded(event, name, index, Date.parse(at)));

/** Messages of both sides. */
const conversationOf = (n: number, messages: number): readonly TicketEvent[] =>
  Array.from({ length: messages }, (_, at): TicketEvent => {
    const message = { ...keyOf(n), body: `Message ${at + 1} of a long conversation.`, ...NO_FILES };
    return at % 2 === 0
      ? { type: 'TicketReplied', data: message }
      : { type: 'TicketAnswered', data: { ...message, agentId: 'kenji', writtenAt: null } };
  });

/**
 * Appends open tickets of one requester. They are opened one second apart, the first at `openedAt` (ms since the
 * epoch), and are due a year later. The first ticket has `messages` messages.
 */
export const fillTicketsOf = async (
  store: EventStore,
  {
    tickets,
    messages,
    openedAt: from,
    ...owner
  }: {
    readonly teamId: string;
    readonly requesterId: string;
    readonly tickets: number;
    readonly messages: number;
    readonly openedAt: number;
  },
): Promise<void> => {
  let opened = 0;
  await appendTickets(
    store,
    () => opened < tickets,
    (n) => {
      opened += 1;
      const at = from + n * 1_000;
      const events = [...openingOf(n, at, YEAR_MINUTES), ...(n === 0 ? conversationOf(n, messages - 1) : [])];
      return { at, events: events.map(({ type, data }) => ({ type, data: { ...data, ...owner } }) as TicketEvent) };
    },
  );
};
