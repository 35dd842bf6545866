import { instantOf, millisOf } from '@ledgerdesk/kernel';
import { CALLBACK, CHAT, type TeamCallers, withAcme } from './acme-fixture.js';
import type { Body, Caller, Reply } from './caller.js';
import { TestEngine } from './test-engine.js';

/** The time at which the engine of a scene starts: a Friday, 30 minutes before the Japanese desk closes. */
export const NOW = '2026-11-27T07:30:00.000Z';

/** The instant that is `seconds` after the start of the engine. */
export const after = (seconds: number): string => instantOf(millisOf(NOW) + seconds * 1_000);

/** Makes an agent available, by default for chats and callbacks. */
export const available = (agent: Caller, more: object = {}): Promise<Reply> =>
  agent.put('/v1/desk/availability', { availability: 'available', ...more });

/** The request that an available agent is engaged with. */
export const engagementOf = async (agent: Caller): Promise<unknown> => (await available(agent)).body['engaged'];

/** An engine with the team acme and the agents kenji and yuki. */
export interface LiveSupportScene extends TeamCallers {
  readonly engine: TestEngine;
  readonly yuki: Caller;
  /** Starts a chat of aiko and returns its id. */
  readonly startChat: () => Promise<string>;
  /** Requests a callback for aiko and returns its id. */
  readonly requestCallback: () => Promise<string>;
  /** Another administrator of acme: one requester has one callback waiting. */
  readonly admin: (memberId: string) => Promise<Caller>;
  /** What aiko reads at a path once the engine has settled. */
  readonly read: (path: string) => Promise<Body>;
  readonly typesIn: (stream: string) => Promise<string[]>;
  /** Buys the Essentials add-on for Dash for aiko's team. */
  readonly buyDash: () => Promise<void>;
}

const sceneIn = (engine: TestEngine, callers: TeamCallers, yuki: Caller): LiveSupportScene => {
  const { operator, aiko } = callers;
  return {
    ...callers,
    engine,
    yuki,
    startChat: async () => String((await aiko.post('/v1/chats', CHAT)).body['chatId']),
    requestCallback: async () => String((await aiko.post('/v1/callbacks', CALLBACK)).body['callbackId']),
    admin: async (memberId) => {
      await operator.post('/v1/teams/acme/members', {
        memberId,
        name: memberId,
        email: `${memberId}@acme.example`,
        language: 'ja',
        roles: ['support_admin'],
      });
      return engine.member('acme', memberId);
    },
    read: async (path) => {
      await engine.settled();
      return (await aiko.get(path)).body;
    },
    typesIn: async (stream) => (await engine.engine.store.readStream(stream)).map(({ type }) => type),
    buyDash: async () => {
      const { body } = await aiko.post('/v1/teams/acme/add-ons/quotes', { product: 'dash', edition: 'essentials' });
      await aiko.post('/v1/teams/acme/add-ons', { quoteId: body['quoteId'] });
    },
  };
};

/** Registers a hook that closes the scene of each test. Returns a function that opens one. */
export const liveSupportScenes = (): (() => Promise<LiveSupportScene>) => {
  let engine: TestEngine | undefined;
  afterEach(() => engine?.close());
  return async () => {
    engine = await TestEngine.open(NOW);
    const callers = await withAcme(engine);
    for (const agentId of ['kenji', 'yuki'])
      await callers.operator.post('/v1/desk/agents', {
        agentId,
        name: agentId,
        languages: ['en', 'ja'],
        products: ['dropbox', 'dash'],
      });
    return sceneIn(engine, callers, await engine.as({ kind: 'agent', subject: 'yuki' }));
  };
};
