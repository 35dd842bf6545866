import {
  AgentCommandMessage,
  CallbackCommandMessage,
  ChatCommandMessage,
  MemberCommandMessage,
} from '@ledgerdesk/application';
import { agentStream, callbackStream, chatStream, type LiveRequest, ticketStream } from '@ledgerdesk/events';
import { instantOf, millisOf, type RecordedEvent } from '@ledgerdesk/kernel';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { InMemoryRowReader } from '@ledgerdesk/read-store';
import type { Process } from '@ledgerdesk/runtime';
import { anApplication, type Application, envelope, withAcme } from '../../test/support/application.js';
import { foldedFrom } from '../../test/support/folded.js';
import { timelineOf, policies } from '../../test/support/policies.js';
import { liveEngagements } from './live-engagements/live-engagements.js';
import { liveMatching } from './live-matching/live-matching.js';
import { liveTickets } from './live-tickets/live-tickets.js';

const chat: LiveRequest = { channel: 'chat', requestId: 'ch-1' };
const callback: LiveRequest = { channel: 'callback', requestId: 'c-1' };
const asked = { teamId: 'acme', requesterId: 'aiko', product: 'dropbox', language: 'en' };
const aiko = { kind: 'requester', teamId: 'acme', requesterId: 'aiko' } as const;

describe('what the house does by itself about live support', () => {
  let app: Application;
  let engagements: Process;
  beforeEach(async () => {
    app = await withAcme(await anApplication());
    await app.done(
      new MemberCommandMessage(envelope(), 'acme', 'aiko', {
        type: 'NameChampion',
        teamId: 'acme',
        memberId: 'aiko',
        level: 'epic',
      }),
    );
    await app.done(
      new ChatCommandMessage(envelope(), 'ch-1', {
        type: 'StartChat',
        chatId: 'ch-1',
        ...asked,
        issueType: 'sync_upload',
        message: 'Nothing syncs.',
      }),
    );
    await app.done(
      new CallbackCommandMessage(envelope(), 'c-1', {
        type: 'RequestCallback',
        callbackId: 'c-1',
        ...asked,
        phone: '+81312345678',
        reason: 'Call me.',
      }),
    );
    engagements = liveEngagements(app.engagements, 'test');
  });
  afterEach(() => app.close());

  const streams = () => [
    agentStream('kenji'),
    agentStream('yuki'),
    chatStream('ch-1'),
    callbackStream('c-1'),
    ticketStream('ch-1'),
    ticketStream('c-1'),
  ];
  const log = async (): Promise<readonly RecordedEvent[]> =>
    (await Promise.all(streams().map((stream) => app.eventsOf(stream)))).flat();
  const typesIn = async (stream: string) => (await app.eventsOf(stream)).map(({ type }) => type);
  const reserve = (agentId: string, engagementId: string, request: LiveRequest) =>
    app.done(
      new AgentCommandMessage(envelope(), agentId, {
        type: 'EngageAgent',
        agentId,
        engagementId,
        request,
        pushed: false,
      }),
    );
  /** The last event of a type, shown to a process; twice, as after a crash. */
  const tell = async (process: Process, stream: string, type: string): Promise<void> => {
    const event = (await app.eventsOf(stream)).findLast((each) => each.type === type);
    if (!event) throw new Error(`There is no ${type} in ${stream}.`);
    await process.react(event);
    const before = (await log()).length;
    await process.react(event);
    expect(await log()).toHaveLength(before);
  };

  it('K4 R6 takes what an agent was engaged for, when whoever engaged them broke down', async () => {
    await reserve('kenji', 'e-1', chat);
    await reserve('yuki', 'e-2', callback);
    await tell(engagements, agentStream('kenji'), 'AgentEngaged');
    await tell(engagements, agentStream('yuki'), 'AgentEngaged');
    expect([await typesIn(chatStream('ch-1')), await typesIn(callbackStream('c-1'))]).toEqual([
      ['ChatStarted', 'ChatJoined'],
      ['CallbackRequested', 'CallbackTaken'],
    ]);
  });

  it('K4 lets an agent go who came too late', async () => {
    await reserve('kenji', 'e-1', chat);
    await reserve('yuki', 'e-2', chat);
    await tell(engagements, agentStream('kenji'), 'AgentEngaged');
    await tell(engagements, agentStream('yuki'), 'AgentEngaged');
    expect(await typesIn(agentStream('yuki'))).toEqual(['AgentEngaged', 'AgentReleased']);
  });

  it('K4 takes nothing for an engagement that is over by then', async () => {
    await reserve('kenji', 'e-1', chat);
    await app.done(
      new AgentCommandMessage(envelope(), 'kenji', { type: 'ReleaseAgent', engagementId: 'e-1', reason: 'refused' }),
    );
    await tell(engagements, agentStream('kenji'), 'AgentEngaged');
    expect(await typesIn(chatStream('ch-1'))).toEqual(['ChatStarted']);
  });

  it('K4 gives back what was taken for an engagement that is over', async () => {
    await app.done(
      new ChatCommandMessage(envelope(), 'ch-1', { type: 'JoinChat', agentId: 'kenji', engagementId: 'e-0' }),
    );
    await app.done(
      new CallbackCommandMessage(envelope(), 'c-1', { type: 'TakeCallback', agentId: 'kenji', engagementId: 'e-0' }),
    );
    await tell(engagements, chatStream('ch-1'), 'ChatJoined');
    await tell(engagements, callbackStream('c-1'), 'CallbackTaken');
    expect([(await typesIn(chatStream('ch-1'))).at(-1), (await typesIn(callbackStream('c-1'))).at(-1)]).toEqual([
      'ChatReturned',
      'CallbackReturned',
    ]);
  });

  it('K4 gives back what an agent had who has vanished', async () => {
    await reserve('kenji', 'e-1', callback);
    await tell(engagements, agentStream('kenji'), 'AgentEngaged');
    await app.done(new AgentCommandMessage(envelope(), 'kenji', { type: 'RecordAgentVanished' }));
    await tell(engagements, agentStream('kenji'), 'AgentReleased');
    expect((await typesIn(callbackStream('c-1'))).at(-1)).toBe('CallbackReturned');
  });

  it.each([
    ['CompleteCallback', 'CallbackCompleted'],
    ['RecordUnansweredCallback', 'CallbackUnanswered'],
  ] as const)('K4 frees an agent after %s', async (type, event) => {
    await reserve('kenji', 'e-1', callback);
    await tell(engagements, agentStream('kenji'), 'AgentEngaged');
    await app.done(new CallbackCommandMessage(envelope(), 'c-1', { type, agentId: 'kenji' }));
    await tell(engagements, callbackStream('c-1'), event);
    expect(await typesIn(agentStream('kenji'))).toEqual(['AgentEngaged', 'AgentReleased']);
  });

  it('R6 frees an agent when the requester ends the chat, and nobody where nobody was in it', async () => {
    await reserve('kenji', 'e-1', chat);
    await tell(engagements, agentStream('kenji'), 'AgentEngaged');
    await app.done(new ChatCommandMessage(envelope(), 'ch-1', { type: 'EndChat', speaker: aiko }));
    await tell(engagements, chatStream('ch-1'), 'ChatEnded');
    expect(await typesIn(agentStream('kenji'))).toEqual(['AgentEngaged', 'AgentReleased']);
  });

  describe('tickets', () => {
    let tickets: Process;
    beforeEach(() => {
      tickets = liveTickets({ log: app.store, commands: app.bus, policies: timelineOf(policies), tenant: 'test' });
    });

    it('R6 come of a chat once, under its id', async () => {
      await app.done(new ChatCommandMessage(envelope(), 'ch-1', { type: 'EndChat', speaker: aiko }));
      await tell(tickets, chatStream('ch-1'), 'ChatEnded');
      const [opened, linked] = await app.eventsOf(ticketStream('ch-1'));
      expect(opened?.data).toMatchObject({
        product: 'dropbox',
        issueType: 'sync_upload',
        subject: 'Nothing syncs.',
        language: 'en',
      });
      expect(linked).toMatchObject({ type: 'LiveSupportLinked', data: chat });
    });

    it('K4 come of a callback that was given up once, under its id, with what was asked', async () => {
      for (let attempt = 1; attempt <= policies.policy.callbackAttempts; attempt += 1) {
        await app.done(
          new CallbackCommandMessage(envelope(), 'c-1', {
            type: 'TakeCallback',
            agentId: 'kenji',
            engagementId: `e-${attempt}`,
          }),
        );
        await app.done(
          new CallbackCommandMessage(envelope(), 'c-1', { type: 'RecordUnansweredCallback', agentId: 'kenji' }),
        );
      }
      await tell(tickets, callbackStream('c-1'), 'CallbackGivenUp');
      const [opened] = await app.eventsOf(ticketStream('c-1'));
      expect(opened?.data).toMatchObject({
        issueType: 'other',
        subject: 'Call me.',
        body: 'Call me.\n\nWe called 3 times, and nobody answered.',
      });
    });

    it('L1 R6 K4 speak to the requester in Japanese where they write it, and refer to the ticket it was about', async () => {
      const ben = { teamId: 'acme', requesterId: 'aiko', product: 'dropbox', language: 'ja' };
      await app.done(
        new ChatCommandMessage(envelope(), 'ch-2', {
          type: 'StartChat',
          chatId: 'ch-2',
          ...ben,
          issueType: 'sync_upload',
          message: '同期しません。',
        }),
      );
      await app.done(new ChatCommandMessage(envelope(), 'ch-2', { type: 'EndChat', speaker: aiko }));
      await tell(tickets, chatStream('ch-2'), 'ChatEnded');
      expect((await app.eventsOf(ticketStream('ch-2')))[0]?.data).toMatchObject({
        body: `${app.clock.now()} お客様: 同期しません。`,
      });

      await app.done(
        new CallbackCommandMessage(envelope(), 'c-2', {
          type: 'RequestCallback',
          callbackId: 'c-2',
          ...ben,
          phone: '+81312345678',
          reason: 'お電話ください。',
          ticketId: 'ch-2',
        }),
      );
      for (let attempt = 1; attempt <= policies.policy.callbackAttempts; attempt += 1) {
        await app.done(
          new CallbackCommandMessage(envelope(), 'c-2', {
            type: 'TakeCallback',
            agentId: 'kenji',
            engagementId: `e-${attempt}`,
          }),
        );
        await app.done(
          new CallbackCommandMessage(envelope(), 'c-2', { type: 'RecordUnansweredCallback', agentId: 'kenji' }),
        );
      }
      await tell(tickets, callbackStream('c-2'), 'CallbackGivenUp');
      expect((await app.eventsOf(ticketStream('c-2')))[0]?.data).toMatchObject({
        body: 'お電話ください。\n\n3回お電話いたしましたが、つながりませんでした。\n\nお問い合わせ番号 ch-2 について',
      });
    });

    it('E5 R6 start their clock when the chat ended, however late the process comes to it', async () => {
      await app.done(new ChatCommandMessage(envelope(), 'ch-1', { type: 'EndChat', speaker: aiko }));
      const endedAt = app.clock.now();
      app.clock.moveTo(instantOf(millisOf(endedAt) + 3_600_000));
      await tell(tickets, chatStream('ch-1'), 'ChatEnded');
      const started = (await app.eventsOf(ticketStream('ch-1'))).find(({ type }) => type === 'ResponseClockStarted');
      expect(started).toMatchObject({ occurredAt: endedAt, data: { startedAt: endedAt } });
    });

    it('E2 come of nothing for somebody who has left the team', async () => {
      await app.done(
        new MemberCommandMessage(envelope(), 'acme', 'aiko', {
          type: 'DeactivateMember',
          teamId: 'acme',
          memberId: 'aiko',
        }),
      );
      await app.done(new ChatCommandMessage(envelope(), 'ch-1', { type: 'EndChat', speaker: aiko }));
      await tell(tickets, chatStream('ch-1'), 'ChatEnded');
      expect(await typesIn(ticketStream('ch-1'))).toEqual([]);
    });
  });

  describe('matching', () => {
    /** The read models as they stand now; the matching reads them anew. */
    const matching = async (upToDate = true): Promise<Process> => {
      const events = (await app.store.readAll()).events.map(({ stream }) => stream);
      const all = (await Promise.all([...new Set(events)].map((stream) => app.eventsOf(stream))))
        .flat()
        .sort((a, b) => Number(a.position) - Number(b.position));
      const rows = new InMemoryRowReader(
        PROJECTIONS.map((projection) => ({ projection, rows: foldedFrom(projection, all) })),
      );
      return liveMatching({ engagements: app.engagements, rows, reached: async () => upToDate, tenant: 'test' });
    };
    const register = async (agentId: string, products: readonly string[] = ['dropbox']): Promise<void> => {
      await app.done(
        new AgentCommandMessage(envelope(), agentId, {
          type: 'RegisterAgent',
          agentId,
          name: agentId,
          languages: ['en'],
          products,
        }),
      );
      await app.done(
        new AgentCommandMessage(envelope(), agentId, { type: 'SetAgentAvailability', availability: 'available' }),
      );
    };
    const holders = async () =>
      Promise.all(
        [chatStream('ch-1'), callbackStream('c-1')].map(async (stream) => {
          const last = (await app.eventsOf(stream)).at(-1);
          return last && 'agentId' in last.data ? last.data.agentId : null;
        }),
      );

    it('K4 gives the longest-waiting request to the longest-idle agent, and the next to the next', async () => {
      await register('kenji');
      await register('yuki');
      await tell(await matching(), agentStream('yuki'), 'AgentAvailabilityChanged');
      expect(await holders()).toEqual(['kenji', 'yuki']);
    });

    it('K4 gives an agent nothing that they are not registered for', async () => {
      await register('kenji', ['dash']);
      await register('yuki');
      await tell(await matching(), agentStream('yuki'), 'AgentAvailabilityChanged');
      expect(await holders()).toEqual(['yuki', null]);
    });

    it('K4 leaves alone who has gone away since the read model was folded', async () => {
      await register('kenji');
      const stale = await matching();
      await app.done(
        new AgentCommandMessage(envelope(), 'kenji', { type: 'SetAgentAvailability', availability: 'away' }),
      );
      await tell(stale, agentStream('kenji'), 'AgentAvailabilityChanged');
      expect(await holders()).toEqual([null, null]);
    });

    it('is tried again while the read models are behind', async () => {
      await register('kenji');
      await expect(tell(await matching(false), agentStream('kenji'), 'AgentAvailabilityChanged')).rejects.toThrow(
        'are behind position',
      );
    });
  });
});
