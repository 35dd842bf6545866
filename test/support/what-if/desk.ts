import {
  loadPolicies,
  MemberCommandMessage,
  type PolicyTimeline,
  TicketCommandMessage,
  timerMessage,
} from '@ledgerdesk/application';
import type { Policy } from '@ledgerdesk/domain';
import { canonicalJson, decode, encode } from '@ledgerdesk/event-store';
import { addOnStream, type ChampionLevel, definitionOf, type Edition, type EventType } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { firingOf, timers } from '@ledgerdesk/projections';
import { ReplayScheduler } from '@ledgerdesk/runtime';
import {
  type ClockComparison,
  type ClockExplanations,
  WhatIf,
  type WhatIfFigures,
  type WhatIfQuestion,
} from '@ledgerdesk/what-if';
import { randomUUID } from 'node:crypto';
import { accepted, anApplication, envelope, withAcme } from '../application.js';
import { shippedFiles, zones } from '../policies.js';

type TicketInput = TicketCommandMessage['input'];
const BY = { agentId: 'kenji' };

/** The shipped policy file with other fields, under a version of its own. */
export const policyFile = (fields: Partial<Policy>, version = 'other'): object => ({
  ...(shippedFiles().policy as object),
  ...fields,
  version,
});

/** The shipped calendars with holidays of the Japanese desk, under a version of their own. */
export const calendarsFile = (holidays: readonly string[]): object => {
  const file = shippedFiles().calendars as { readonly calendars: readonly { readonly id: string }[] };
  const calendars = file.calendars.map((each) => (each.id === 'japanese-desk' ? { ...each, holidays } : each));
  return { ...file, version: 'other', calendars };
};

/** The answer to a question. */
interface Answer {
  readonly figures: WhatIfFigures;
  readonly clocks: readonly ClockComparison[];
  readonly explanations: readonly ClockExplanations[];
}

/** A team, its add-ons, and people who act on its tickets at given times. Timers fire when they are due. */
export const aDesk = async (timeline: PolicyTimeline = loadPolicies(shippedFiles(), zones)) => {
  const app = await withAcme(await anApplication({ timeline }), { aiko: ['team_admin'], ben: [] });
  const { store } = app;
  const scheduler = new ReplayScheduler({
    log: store,
    decode,
    projection: timers,
    fire: async (timer) => accepted(await app.bus.execute(timerMessage(firingOf(timer), 'test', timer.at))).recorded,
  });
  const record = async (type: EventType, stream: string, fields: object, at: Instant): Promise<void> => {
    const id = randomUUID();
    const metadata = {
      commandId: id,
      requestHash: '',
      correlationId: id,
      causationId: id,
      actor: { kind: 'sales', id: 's' },
    };
    await store.append(stream, 'any', [
      encode(
        { type, data: { ...definitionOf(type)?.sample, ...fields } },
        { id, occurredAt: at, recordedAt: at, metadata: canonicalJson({ ...metadata, tenant: 'test' }) },
      ),
    ]);
  };
  const act = async (at: Instant, ticketId: string, input: TicketInput): Promise<void> => {
    await scheduler.catchUp();
    await scheduler.fireBefore(at);
    await app.done(new TicketCommandMessage(envelope({ occurredAt: at }), ticketId, input));
  };
  const ask = async (question: WhatIfQuestion): Promise<Answer> => {
    const [clocks, explanations]: [ClockComparison[], ClockExplanations[]] = [[], []];
    const whatIf = await WhatIf.ask({ log: store, configured: timeline }, question, await store.head());
    const figures = await whatIf.run({
      onClock: (clock, explain) => {
        clocks.push(clock);
        explanations.push(explain());
      },
    });
    expect(await whatIf.explain(clocks, figures.endedAt)).toEqual(explanations);
    return { figures, clocks, explanations };
  };
  const key = { teamId: 'acme' };
  return {
    app,
    ask,
    act,
    /** Lets the time pass until all timers before it have fired. */
    wait: async (at: Instant) => {
      await scheduler.catchUp();
      await scheduler.fireBefore(at);
    },
    buy: (product: string, edition: Edition, at: Instant) =>
      record('AddOnPurchased', addOnStream('acme', product), { ...key, product, edition, inquiry: null }, at),
    change: (product: string, to: Edition, at: Instant) =>
      record('EditionChanged', addOnStream('acme', product), { ...key, product, to, effectiveAt: at }, at),
    remove: (product: string, at: Instant) =>
      record('AddOnRemovalScheduled', addOnStream('acme', product), { ...key, product, effectiveAt: at }, at),
    champion: async (memberId: string, level: ChampionLevel, at: Instant) =>
      void (await app.done(
        new MemberCommandMessage(envelope({ occurredAt: at }), 'acme', memberId, {
          type: 'NameChampion',
          ...key,
          memberId,
          level,
        }),
      )),
    open: (ticketId: string, at: Instant, fields: { language?: string; product?: string; requesterId?: string } = {}) =>
      act(at, ticketId, {
        type: 'OpenTicket',
        ticketId,
        ...key,
        requesterId: 'aiko',
        product: 'dropbox',
        issueType: 'other',
        subject: 'Help',
        body: 'Please.',
        language: 'en',
        ...fields,
      }),
    reply: (ticketId: string, at: Instant) =>
      act(at, ticketId, { type: 'ReplyTicket', ...key, requesterId: 'aiko', body: 'More.' }),
    answer: (ticketId: string, at: Instant) => act(at, ticketId, { type: 'AnswerTicket', ...BY, body: 'Thus.' }),
    hold: (ticketId: string, at: Instant) => act(at, ticketId, { type: 'HoldTicket', ...BY, reason: 'Waiting.' }),
    resume: (ticketId: string, at: Instant) => act(at, ticketId, { type: 'ResumeTicket', ...BY }),
    solve: (ticketId: string, at: Instant) => act(at, ticketId, { type: 'SolveTicket', ...BY }),
    merge: (ticketId: string, into: string, at: Instant) => act(at, ticketId, { type: 'MergeTicket', ...BY, into }),
    erase: (ticketId: string, at: Instant) => act(at, ticketId, { type: 'EraseTicket' }),
    close: () => app.close(),
  };
};
export type Desk = Awaited<ReturnType<typeof aDesk>>;
