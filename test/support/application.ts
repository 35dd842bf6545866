import {
  ApplicationModule,
  type CommandEnvelope,
  CommandExecutor,
  type CommandResult,
  Engagements,
  LiveTickets,
  commandEnvelope,
  MemberAccess,
  type CommandOutcome,
  PolicyRecord,
  Quotes,
  Removals,
  EngineClock,
  type PolicyTimeline,
  MemberCommandMessage,
  TeamCommandMessage,
  SeatCharges,
  SeatQuotes,
  TicketMerges,
} from '@ledgerdesk/application';
import type { Member, Policies } from '@ledgerdesk/domain';
import { decode, type EventStore } from '@ledgerdesk/event-store';
import { isRefusal, type Refusal } from '@ledgerdesk/kernel';
import { type Command, CommandBus } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { randomUUID } from 'node:crypto';
import { BILLING } from './state-builders.js';
import { MemoryEventStore } from './memory-event-store.js';
import { timelineOf, policies as shipped } from './policies.js';
import { manualClock } from './manual-clock.js';

/** A Friday at 16:30 in Tokyo. */
export const START = '2026-11-27T07:30:00.000Z';

/** Returns a command envelope, with a new command id unless one is given. */
export const envelope = (fields: Partial<CommandEnvelope> = {}): CommandEnvelope => {
  const commandId = fields.commandId ?? randomUUID();
  const actor = { kind: 'operator', id: 'ops' } as const;
  return { ...commandEnvelope({ commandId, request: {}, actor, tenant: 'test' }), ...fields };
};

/** Returns the outcome. Throws if it is a refusal. */
export const accepted = <T>(outcome: T | Refusal): T => {
  if (isRefusal(outcome)) throw new Error(`Refused: ${outcome.code}: ${outcome.message}`);
  return outcome;
};

interface ApplicationOptions {
  readonly policies?: Policies;
  /** Policies that change over time. Replaces `policies`. */
  readonly timeline?: PolicyTimeline;
  readonly store?: MemoryEventStore;
  /** How the application reaches that log. Default: it is the log itself. */
  readonly connection?: EventStore;
}

/** Starts the application with an in-memory log and a clock that only the test moves. */
export const anApplication = async ({
  policies = shipped,
  timeline = timelineOf(policies),
  store = new MemoryEventStore(),
  connection = store,
}: ApplicationOptions = {}) => {
  const clock = manualClock(START);
  const policyRecord = await PolicyRecord.open(connection, timeline.texts);
  const quoteKey = new Uint8Array(32).fill(7);
  const parts = { store: connection, policies: timeline, policyRecord, clock: new EngineClock(clock), quoteKey };
  const module = await Test.createTestingModule({ imports: [ApplicationModule.forRoot(parts)] }).compile();
  await module.init();
  const bus = module.get(CommandBus);
  return {
    clock,
    store,
    bus,
    executor: module.get(CommandExecutor),
    engagements: module.get(Engagements),
    liveTickets: module.get(LiveTickets),
    seatCharges: module.get(SeatCharges),
    seatQuotes: module.get(SeatQuotes),
    ticketMerges: module.get(TicketMerges),
    quotes: module.get(Quotes),
    access: module.get(MemberAccess),
    removals: module.get(Removals),
    send: <S>(command: Command<CommandOutcome<S>>): Promise<CommandOutcome<S>> => bus.execute(command),
    done: async <S>(command: Command<CommandOutcome<S>>): Promise<CommandResult<S>> =>
      accepted(await bus.execute(command)),
    /** Returns the decoded events of a stream. */
    eventsOf: async (stream: string) => (await store.readStream(stream)).map(decode),
    close: () => module.close(),
  };
};
export type Application = Awaited<ReturnType<typeof anApplication>>;

/** Registers Acme, a self-serve team, with the given members and their roles. */
export const withAcme = async (
  app: Application,
  members: Readonly<Record<string, Member['roles']>> = { aiko: ['team_admin'] },
): Promise<Application> => {
  const team = {
    teamId: 'acme',
    name: 'Acme KK',
    country: 'JP',
    timeZone: 'Asia/Tokyo',
    products: ['dropbox', 'dash'],
    selfServe: true,
    accountManager: null,
  };
  await app.done(new TeamCommandMessage(envelope(), 'acme', { type: 'RegisterTeam', ...team, billing: BILLING }));
  for (const [memberId, roles] of Object.entries(members)) {
    const person = {
      teamId: 'acme',
      memberId,
      name: memberId,
      email: `${memberId}@acme.example`,
      language: 'ja',
      roles,
    };
    await app.done(new MemberCommandMessage(envelope(), 'acme', memberId, { type: 'AddMember', ...person }));
  }
  return app;
};
