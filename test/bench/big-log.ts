import { derivedId } from '@ledgerdesk/application';
import { canonicalJson, encode, type EventStore, type EventToAppend } from '@ledgerdesk/event-store';
import type { TicketEvent } from '@ledgerdesk/events';
import type { DomainEvent, Instant } from '@ledgerdesk/kernel';

const CONCURRENT_WRITERS = 512;
const START_MS = Date.parse('2026-01-01T00:00:00Z');
const TEAMS = 400;
const ISSUES = ['sync_upload', 'signin_access', 'billing_plan', 'how_to', 'sharing_permissions'];

/** Opening time of the n-th ticket: one every 20 seconds, in ms since the epoch. */
const openedAt = (n: number): number => START_MS + n * 20_000;
const toInstant = (millis: number): Instant => new Date(millis).toISOString();

/** Returns the five events of the n-th ticket. Every tenth ticket has two: it stays open and unanswered. */
const eventsOf = (n: number): readonly TicketEvent[] => {
  const ticketId = `t${n}`;
  const key = { ticketId, teamId: `team-${n % TEAMS}`, requesterId: 'admin' };
  const classification = {
    ...key,
    product: n % 3 === 0 ? 'dash' : 'dropbox',
    issueType: ISSUES[n % ISSUES.length] ?? 'other',
  };
  const dueAt = toInstant(openedAt(n) + 14_400_000);
  const target = { target: 'edition' as const, calendar: 'always', minutes: 240, dueAt };
  const entitlement = { addOn: 'dropbox', source: 'team' as const, level: 'essentials' as const, targetMinutes: 240 };
  const opening: TicketEvent[] = [
    {
      type: 'TicketOpened',
      data: {
        ...classification,
        subject: `Ticket ${n}`,
        body: 'Nothing has synced since morning.',
        language: 'en',
        servedLanguage: 'en',
        entitlement,
        followUpOf: null,
        attachments: [],
      },
    },
    {
      type: 'ResponseClockStarted',
      data: {
        ...key,
        clock: 1,
        startedAt: toInstant(openedAt(n)),
        servedLanguage: 'en',
        legs: [target],
        decidedBy: 'edition',
        riskAt: toInstant(openedAt(n) + 10_800_000),
        dueAt,
      },
    },
  ];
  if (n % 10 === 0) return opening;
  const stoppedAt = toInstant(openedAt(n) + 3_600_000);
  return [
    ...opening,
    {
      type: 'TicketAnswered',
      data: { ...key, agentId: 'kenji', body: 'We are on it.', attachments: [], writtenAt: null },
    },
    { type: 'ResponseClockStopped', data: { ...key, clock: 1, stoppedAt, dueAt, reason: 'answered', inTime: true } },
    { type: 'TicketSolved', data: { ...classification, agentId: 'kenji', closesAt: null } },
  ];
};

const encoded = (event: DomainEvent, n: number, index: number): EventToAppend => {
  const commandId = derivedId('bench', String(n));
  const metadata = canonicalJson({
    commandId,
    requestHash: commandId,
    correlationId: commandId,
    causationId: commandId,
    actor: { kind: 'member', id: 'bench.admin' },
    tenant: 'main',
  });
  const time = toInstant(openedAt(n) + (index < 2 ? 0 : 3_600_000));
  return encode(event, {
    id: derivedId('event', commandId, String(index)),
    occurredAt: time,
    recordedAt: time,
    metadata,
  });
};

/** Appends at least `events` events of solved and open tickets to a log. */
export const fillLog = async (store: EventStore, events: number): Promise<void> => {
  let ticket = 0;
  let written = 0;
  const writer = async (): Promise<void> => {
    while (written < events) {
      const n = ticket++;
      const ticketEvents = eventsOf(n);
      written += ticketEvents.length;
      await store.append(
        `ticket-t${n}`,
        'no-stream',
        ticketEvents.map((event, index) => encoded(event, n, index)),
      );
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_WRITERS }, writer));
};
