import {
  ApplicationModule,
  type CommandEnvelope,
  CommandExecutor,
  type CommandResult,
  Engagements,
  commandEnvelope,
  MemberAccess,
  type CommandOutcome,
  Quotes,
  Recorder,
  type PolicyTimeline,
  MemberCommandMessage,
  TeamCommandMessage,
} from '@ledgerdesk/application';
import type { Member, Policies } from '@ledgerdesk/domain';
import { decode } from '@ledgerdesk/event-store';
import { isRefusal, type Refusal } from '@ledgerdesk/kernel';
import { manualClock } from '@ledgerdesk/runtime';
import { type Command, CommandBus } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { randomUUID } from 'node:crypto';
import { BILLING } from './cast.js';
import { MemoryEventStore } from './memory-event-store.js';
import { timelineOf, policies as shipped } from './policies.js';

/** A Friday at 16:30 in Tokyo. */
export const START = '2026-11-27T07:30:00.000Z';

/** The envelope of a request; each is a command of its own unless an id is given. */
export const envelope = (given: Partial<CommandEnvelope> = {}): CommandEnvelope => {
  const commandId = given.commandId ?? randomUUID();
  const actor = { kind: 'operator', id: 'ops' } as const;
  return { ...commandEnvelope({ commandId, request: {}, actor, tenant: 'test' }), ...given };
};

/** Unwraps what must not be refused. */
export const accepted = <T>(outcome: T | Refusal): T => {
  if (isRefusal(outcome)) throw new Error(`Refused: ${outcome.code}: ${outcome.message}`);
  return outcome;
};

interface ApplicationOptions {
  readonly policies?: Policies;
  /** Where they change while it runs; in the place of `rules`. */
  readonly timeline?: PolicyTimeline;
  readonly store?: MemoryEventStore;
}

/** The application as an engine runs it, on a log in memory and a clock that stands still. */
export const anApplication = async ({
  policies = shipped,
  timeline = timelineOf(policies),
  store = new MemoryEventStore(),
}: ApplicationOptions = {}) => {
  const clock = manualClock(START);
  const parts = { store, policies: timeline, recorder: new Recorder(clock), quoteKey: new Uint8Array(32).fill(7) };
  const module = await Test.createTestingModule({ imports: [ApplicationModule.forRoot(parts)] }).compile();
  await module.init();
  const bus = module.get(CommandBus);
  return {
    clock,
    store,
    bus,
    executor: module.get(CommandExecutor),
    engagements: module.get(Engagements),
    quotes: module.get(Quotes),
    access: module.get(MemberAccess),
    send: <S>(command: Command<CommandOutcome<S>>): Promise<CommandOutcome<S>> => bus.execute(command),
    done: async <S>(command: Command<CommandOutcome<S>>): Promise<CommandResult<S>> =>
      accepted(await bus.execute(command)),
    /** What stands in the log of a stream, decoded. */
    eventsOf: async (stream: string) => (await store.readStream(stream)).map(decode),
    close: () => module.close(),
  };
};
export type Application = Awaited<ReturnType<typeof anApplication>>;

/** Registers Acme, a team that may buy for itself, with these members. */
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
