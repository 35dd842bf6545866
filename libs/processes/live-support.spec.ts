import {
  AgentCommandMessage,
  CallbackCommandMessage,
  ChatCommandMessage,
  MemberCommandMessage,
  TicketCommandMessage,
} from '@ledgerdesk/application';
import { chatDecider, type ChatParticipant } from '@ledgerdesk/domain';
import { agentStream, callbackStream, chatStream, type LiveRequest, ticketStream } from '@ledgerdesk/events';
import { instantOf, millisOf, type RecordedEvent } from '@ledgerdesk/kernel';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { InMemoryRowReader } from '@ledgerdesk/read-store';
import type { Process } from '@ledgerdesk/runtime';
import { anApplication, type Application, envelope, START, withAcme } from '../../test/support/application.js';
import { rowsOf } from '../../test/support/projected-rows.js';
import { policies, policiesWith, timelineOf } from '../../test/support/policies.js';
import { liveEngagements } from './live-engagements/live-engagements.js';
import { liveMatching } from './live-matching/live-matching.js';
import { liveTickets } from './live-tickets/live-tickets.js';

const chat: LiveRequest = { channel: 'chat', requestId: 'ch-1' };
const callback: LiveRequest = { channel: 'callback', requestId: 'c-1' };
const requester = { teamId: 'acme', requesterId: 'aiko', product: 'dropbox', language: 'en' };
const aiko = { kind: 'requester', teamId: 'acme', requesterId: 'aiko' } as const;

describe('live support processes', () => {
  let app: Application;
  let engagements: Process;
  beforeEach(async () => {
    app = await withAcme(
      await anApplication({ policies: policiesWith({ waitingPerRequester: 10, callbackRetryMinutes: 0 }) }),
    );
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
        ...requester,
        issueType: 'sync_upload',
        message: 'Nothing syncs.',
      }),
    );
    await app.done(
      new CallbackCommandMessage(envelope(), 'c-1', {
        type: 'RequestCallback',
        callbackId: 'c-1',
        ...requester,
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
  /** Delivers the last event of a type to a process twice, and expects the repeat to record nothing. */
  const deliver = async (process: Process, stream: string, type: string): Promise<void> => {
    const event = (await app.eventsOf(stream)).findLast((each) => each.type === type);
    if (!event) throw new Error(`Stream ${stream} has no ${type} event.`);
    await process.react(event);
    const before = (await log()).length;
    await process.react(event);
    expect(await log()).toHaveLength(before);
  };

  it('K4 R6 accepts the request of an engaged agent after an interrupted assignment', async () => {
    await reserve('kenji', 'e-1', chat);
    await reserve('yuki', 'e-2', callback);
    await deliver(engagements, agentStream('kenji'), 'AgentEngaged');
    await deliver(engagements, agentStream('yuki'), 'AgentEngaged');
    expect([await typesIn(chatStream('ch-1')), await typesIn(callbackStream('c-1'))]).toEqual([
      ['ChatStarted', 'ChatJoined'],
      ['CallbackRequested', 'CallbackTaken'],
    ]);
  });

  it('K4 releases an agent whose request was assigned to another', async () => {
    await reserve('kenji', 'e-1', chat);
    await reserve('yuki', 'e-2', chat);
    await deliver(engagements, agentStream('kenji'), 'AgentEngaged');
    await deliver(engagements, agentStream('yuki'), 'AgentEngaged');
    expect(await typesIn(agentStream('yuki'))).toEqual(['AgentEngaged', 'AgentReleased']);
  });

  it('K4 does not accept a request for an engagement that has ended', async () => {
    await reserve('kenji', 'e-1', chat);
    await app.done(
      new AgentCommandMessage(envelope(), 'kenji', { type: 'ReleaseAgent', engagementId: 'e-1', reason: 'refused' }),
    );
    await deliver(engagements, agentStream('kenji'), 'AgentEngaged');
    expect(await typesIn(chatStream('ch-1'))).toEqual(['ChatStarted']);
  });

  it('K4 requeues a request that was accepted for an engagement that has ended', async () => {
    await app.done(
      new ChatCommandMessage(envelope(), 'ch-1', { type: 'JoinChat', agentId: 'kenji', engagementId: 'e-0' }),
    );
    await app.done(
      new CallbackCommandMessage(envelope(), 'c-1', { type: 'TakeCallback', agentId: 'kenji', engagementId: 'e-0' }),
    );
    await deliver(engagements, chatStream('ch-1'), 'ChatJoined');
    await deliver(engagements, callbackStream('c-1'), 'CallbackTaken');
    expect([(await typesIn(chatStream('ch-1'))).at(-1), (await typesIn(callbackStream('c-1'))).at(-1)]).toEqual([
      'ChatReturned',
      'CallbackReturned',
    ]);
  });

  it('K4 requeues the request of an agent whose heartbeat has timed out', async () => {
    await reserve('kenji', 'e-1', callback);
    await deliver(engagements, agentStream('kenji'), 'AgentEngaged');
    await app.done(new AgentCommandMessage(envelope(), 'kenji', { type: 'RecordAgentVanished' }));
    await deliver(engagements, agentStream('kenji'), 'AgentReleased');
    expect((await typesIn(callbackStream('c-1'))).at(-1)).toBe('CallbackReturned');
  });

  it.each([
    ['CompleteCallback', 'CallbackCompleted'],
    ['RecordUnansweredCallback', 'CallbackUnanswered'],
  ] as const)('K4 releases an agent after %s', async (type, event) => {
    await reserve('kenji', 'e-1', callback);
    await deliver(engagements, agentStream('kenji'), 'AgentEngaged');
    await app.done(new CallbackCommandMessage(envelope(), 'c-1', { type, agentId: 'kenji' }));
    await deliver(engagements, callbackStream('c-1'), event);
    expect(await typesIn(agentStream('kenji'))).toEqual(['AgentEngaged', 'AgentReleased']);
  });

  it('R6 releases an agent when the requester ends the chat', async () => {
    await reserve('kenji', 'e-1', chat);
    await deliver(engagements, agentStream('kenji'), 'AgentEngaged');
    await app.done(new ChatCommandMessage(envelope(), 'ch-1', { type: 'EndChat', speaker: aiko }));
    await deliver(engagements, chatStream('ch-1'), 'ChatEnded');
    expect(await typesIn(agentStream('kenji'))).toEqual(['AgentEngaged', 'AgentReleased']);
  });

  it('R6 records nothing when a chat ends that no agent has joined', async () => {
    await app.done(new ChatCommandMessage(envelope(), 'ch-1', { type: 'EndChat', speaker: aiko }));
    const before = await log();
    await deliver(engagements, chatStream('ch-1'), 'ChatEnded');
    expect(await log()).toEqual(before);
  });

  describe('of a transfer that was interrupted', () => {
    const transferred = (agentId: string, engagementId: string, transferOf: string) =>
      app.done(new ChatCommandMessage(envelope(), 'ch-1', { type: 'TransferChat', agentId, engagementId, transferOf }));
    const received = () =>
      app.done(
        new AgentCommandMessage(envelope(), 'yuki', {
          type: 'ReceiveTransfer',
          agentId: 'yuki',
          engagementId: 'e-2',
          request: chat,
          fromAgentId: 'kenji',
        }),
      );
    beforeEach(async () => {
      await reserve('kenji', 'e-1', chat);
      await deliver(engagements, agentStream('kenji'), 'AgentEngaged');
      await app.done(
        new AgentCommandMessage(envelope(), 'yuki', {
          type: 'RegisterAgent',
          agentId: 'yuki',
          name: 'Yuki',
          languages: ['en'],
          products: ['dropbox'],
        }),
      );
      await app.done(
        new AgentCommandMessage(envelope(), 'yuki', { type: 'SetAgentAvailability', availability: 'available' }),
      );
    });

    it('K4 R6 transfers the request to the agent who is engaged for it, and releases the other', async () => {
      await received();
      await deliver(engagements, agentStream('yuki'), 'AgentEngaged');
      await deliver(engagements, chatStream('ch-1'), 'ChatTransferred');
      expect(await typesIn(chatStream('ch-1'))).toEqual(['ChatStarted', 'ChatJoined', 'ChatTransferred']);
      expect(await typesIn(agentStream('kenji'))).toEqual(['AgentEngaged', 'AgentReleased']);
      expect((await typesIn(agentStream('yuki'))).at(-1)).toBe('AgentEngaged');
    });

    it('K4 R6 releases the receiver if the agent who handed it over has vanished', async () => {
      await received();
      await app.done(new AgentCommandMessage(envelope(), 'kenji', { type: 'RecordAgentVanished' }));
      await deliver(engagements, agentStream('kenji'), 'AgentReleased');
      await deliver(engagements, agentStream('yuki'), 'AgentEngaged');
      expect((await typesIn(chatStream('ch-1'))).at(-1)).toBe('ChatReturned');
      expect((await typesIn(agentStream('yuki'))).at(-1)).toBe('AgentReleased');
    });

    it('K4 R6 requeues the request if its new agent is no longer engaged for it', async () => {
      await received();
      await app.done(new AgentCommandMessage(envelope(), 'yuki', { type: 'RecordAgentVanished' }));
      await transferred('yuki', 'e-2', 'e-1');
      await deliver(engagements, chatStream('ch-1'), 'ChatTransferred');
      expect((await typesIn(chatStream('ch-1'))).slice(-2)).toEqual(['ChatTransferred', 'ChatReturned']);
    });

    it('K4 R6 releases the agent of a request that went to the front of the queue', async () => {
      await app.done(new ChatCommandMessage(envelope(), 'ch-1', { type: 'TransferChatToQueue', agentId: 'kenji' }));
      await deliver(engagements, chatStream('ch-1'), 'ChatTransferred');
      expect(await typesIn(agentStream('kenji'))).toEqual(['AgentEngaged', 'AgentReleased']);
    });
  });

  describe('tickets', () => {
    let tickets: Process;
    beforeEach(() => {
      tickets = liveTickets(app.liveTickets, 'test');
    });

    it('R6 are opened once for a chat, under its ID', async () => {
      await app.done(new ChatCommandMessage(envelope(), 'ch-1', { type: 'EndChat', speaker: aiko }));
      await deliver(tickets, chatStream('ch-1'), 'ChatEnded');
      const [opened, linked] = await app.eventsOf(ticketStream('ch-1'));
      expect(opened?.data).toMatchObject({
        product: 'dropbox',
        issueType: 'sync_upload',
        subject: 'Nothing syncs.',
        language: 'en',
      });
      expect(linked).toMatchObject({ type: 'LiveSupportLinked', data: chat });
    });

    const kenji = { kind: 'agent', agentId: 'kenji' } as const;
    const minute = (n: number) => instantOf(millisOf(START) + n * 60_000);
    const at = (n: number) => envelope({ occurredAt: minute(n) });
    const inChat = (n: number, input: ChatCommandMessage['input']) =>
      app.done(new ChatCommandMessage(at(n), 'ch-1', input));
    const join = (n: number) => inChat(n, { type: 'JoinChat', agentId: 'kenji', engagementId: 'e-1' });
    const say = (n: number, speaker: ChatParticipant) =>
      inChat(n, { type: 'PostChatMessage', speaker, body: `Minute ${n}` });
    const leave = (n: number) => inChat(n, { type: 'ReturnChat', engagementId: 'e-1' });
    /** Ends the chat by its timeout. */
    const silence = async () => {
      const endsAt = (await app.executor.streams.load(chatDecider, chatStream('ch-1'))).state?.endsAt ?? '';
      await app.done(
        new ChatCommandMessage(envelope({ occurredAt: endsAt }), 'ch-1', { type: 'EndSilentChat', endsAt }),
      );
      return endsAt;
    };
    const ticket = () => app.eventsOf(ticketStream('ch-1'));

    it('R6 E5 are open, with a clock from the end of the chat, if the agent vanished before an answer', async () => {
      await join(1);
      await say(2, kenji);
      await say(3, aiko);
      await leave(4);
      const endedAt = await silence();
      expect(await ticket()).toMatchObject([
        { type: 'TicketOpened', data: { body: expect.stringContaining('Minute 2') as string } },
        { type: 'LiveSupportLinked' },
        { type: 'ResponseClockStarted', data: { startedAt: endedAt } },
      ]);
    });

    it('R6 are solved if an agent had the last word, and answered when the agent wrote', async () => {
      await join(1);
      await say(2, aiko);
      await say(3, kenji);
      await silence();
      expect(await ticket()).toMatchObject([
        { type: 'TicketOpened' },
        { type: 'LiveSupportLinked' },
        { type: 'TicketAnswered', data: { agentId: 'kenji', body: 'Minute 3', writtenAt: minute(3) } },
        { type: 'TicketSolved', data: { agentId: 'kenji' } },
      ]);
    });

    it.each([
      ['the agent', kenji],
      ['the requester', aiko],
    ] as const)('R6 are solved if %s ended the chat on purpose, whoever wrote last', async (_, speaker) => {
      await join(1);
      await say(2, kenji);
      await say(3, aiko);
      await inChat(9, { type: 'EndChat', speaker });
      expect((await ticket()).slice(2)).toMatchObject([
        { type: 'TicketAnswered', data: { writtenAt: minute(2) } },
        { type: 'TicketSolved', data: { agentId: 'kenji' } },
      ]);
    });

    it('R6 are solved without an answer if the requester ended the chat before an agent joined', async () => {
      await inChat(2, { type: 'EndChat', speaker: aiko });
      expect((await ticket()).slice(2)).toMatchObject([{ type: 'TicketSolved', data: { agentId: null } }]);
    });

    it('R6 exist before the command that ends a chat returns, and its position includes them', async () => {
      const { state, position } = await inChat(1, { type: 'EndChat', speaker: aiko });
      const opened = await ticket();
      expect(opened[0]?.data).toMatchObject({ ticketId: state?.ticketId });
      expect(opened.at(-1)?.position).toBe(position);
      const before = await log();
      await deliver(tickets, chatStream('ch-1'), 'ChatEnded');
      expect(await log()).toEqual(before);
    });

    it('R6 are opened later by the process if they cannot be opened at once', async () => {
      const open = jest.spyOn(app.liveTickets, 'open').mockRejectedValueOnce(new Error('The log is busy.'));
      await expect(inChat(1, { type: 'EndChat', speaker: aiko })).rejects.toThrow('The log is busy.');
      expect(await ticket()).toEqual([]);
      await deliver(tickets, chatStream('ch-1'), 'ChatEnded');
      expect((await ticket()).map(({ type }) => type)).toContain('TicketOpened');
      open.mockRestore();
    });

    it('R6 are tried again, and the reason is reported, if they are refused for an unexpected reason', async () => {
      const open = jest.spyOn(app.liveTickets, 'open').mockRejectedValueOnce(new Error('The log is busy.'));
      await expect(inChat(1, { type: 'EndChat', speaker: aiko })).rejects.toThrow('The log is busy.');
      open.mockRestore();
      await app.done(
        new TicketCommandMessage(envelope(), 'ch-1', {
          type: 'OpenTicket',
          ticketId: 'ch-1',
          ...requester,
          issueType: 'sync_upload',
          subject: 'Taken',
          body: 'Taken',
        }),
      );
      await expect(deliver(tickets, chatStream('ch-1'), 'ChatEnded')).rejects.toThrow(
        'The ticket of chat-ch-1 could not be opened: ticket-exists',
      );
    });

    it('K4 are opened once for a callback that went unanswered, under its ID and with its reason', async () => {
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
      await deliver(tickets, callbackStream('c-1'), 'CallbackGivenUp');
      const [opened] = await app.eventsOf(ticketStream('c-1'));
      expect(opened?.data).toMatchObject({
        issueType: 'other',
        subject: 'Call me.',
        body: 'Call me.\n\nWe called 3 times, and nobody answered.',
      });
    });

    it('L1 R6 K4 are in Japanese for a Japanese request, and refer to the ticket of the callback', async () => {
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
      await deliver(tickets, chatStream('ch-2'), 'ChatEnded');
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
      await deliver(tickets, callbackStream('c-2'), 'CallbackGivenUp');
      expect((await app.eventsOf(ticketStream('c-2')))[0]?.data).toMatchObject({
        body: 'お電話ください。\n\n3回お電話いたしましたが、つながりませんでした。\n\nお問い合わせ番号 ch-2 について',
      });
    });

    it("K1 K4 are opened for a callback that has no reason, in the member's language", async () => {
      await app.done(
        new CallbackCommandMessage(envelope(), 'c-3', {
          type: 'RequestCallback',
          callbackId: 'c-3',
          teamId: 'acme',
          requesterId: 'aiko',
          product: 'dropbox',
          phone: '+81312345678',
        }),
      );
      for (let attempt = 1; attempt <= policies.policy.callbackAttempts; attempt += 1) {
        await app.done(
          new CallbackCommandMessage(envelope(), 'c-3', {
            type: 'TakeCallback',
            agentId: 'kenji',
            engagementId: `e-${attempt}`,
          }),
        );
        await app.done(
          new CallbackCommandMessage(envelope(), 'c-3', { type: 'RecordUnansweredCallback', agentId: 'kenji' }),
        );
      }
      await deliver(tickets, callbackStream('c-3'), 'CallbackGivenUp');
      const text = '3回お電話いたしましたが、つながりませんでした。';
      expect((await app.eventsOf(ticketStream('c-3')))[0]?.data).toMatchObject({ subject: text, body: text });
    });

    it('E5 R6 start their response clock when the chat ended, even if the process runs later', async () => {
      const open = jest.spyOn(app.liveTickets, 'open').mockRejectedValueOnce(new Error('The log is busy.'));
      await expect(silence()).rejects.toThrow('The log is busy.');
      open.mockRestore();
      const endedAt = (await app.eventsOf(chatStream('ch-1'))).at(-1)?.occurredAt ?? '';
      app.clock.moveTo(instantOf(millisOf(endedAt) + 3_600_000));
      await deliver(tickets, chatStream('ch-1'), 'ChatEnded');
      const started = (await ticket()).find(({ type }) => type === 'ResponseClockStarted');
      expect(started).toMatchObject({ occurredAt: endedAt, data: { startedAt: endedAt } });
    });

    it('E2 are not opened for a requester who has left the team', async () => {
      await app.done(
        new MemberCommandMessage(envelope(), 'acme', 'aiko', {
          type: 'DeactivateMember',
          teamId: 'acme',
          memberId: 'aiko',
        }),
      );
      await app.done(new ChatCommandMessage(envelope(), 'ch-1', { type: 'EndChat', speaker: aiko }));
      await deliver(tickets, chatStream('ch-1'), 'ChatEnded');
      expect(await typesIn(ticketStream('ch-1'))).toEqual([]);
      expect((await app.executor.streams.load(chatDecider, chatStream('ch-1'))).state?.ticketId).toBeNull();
    });
  });

  describe('matching', () => {
    /** A matching process on read models of the current log. */
    const matching = async (upToDate = true): Promise<Process> => {
      const events = (await app.store.readAll()).events.map(({ stream }) => stream);
      const all = (await Promise.all([...new Set(events)].map((stream) => app.eventsOf(stream))))
        .flat()
        .sort((a, b) => Number(a.position) - Number(b.position));
      const rows = new InMemoryRowReader(
        PROJECTIONS.map((projection) => ({ projection, rows: rowsOf(projection, all) })),
      );
      return liveMatching({
        engagements: app.engagements,
        rows,
        policies: timelineOf(policies),
        clock: app.clock,
        reached: async () => upToDate,
        tenant: 'test',
      });
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

    it('K4 assigns the longest-waiting request to the longest-idle agent, and so on in order', async () => {
      await register('kenji');
      await register('yuki');
      await deliver(await matching(), agentStream('yuki'), 'AgentAvailabilityChanged');
      expect(await holders()).toEqual(['kenji', 'yuki']);
    });

    it('K4 assigns an agent only requests that match their products', async () => {
      await register('kenji', ['dash']);
      await register('yuki');
      await deliver(await matching(), agentStream('yuki'), 'AgentAvailabilityChanged');
      expect(await holders()).toEqual(['yuki', null]);
    });

    it('K4 assigns nothing to an agent who went away after the read model was updated', async () => {
      await register('kenji');
      const stale = await matching();
      await app.done(
        new AgentCommandMessage(envelope(), 'kenji', { type: 'SetAgentAvailability', availability: 'away' }),
      );
      await deliver(stale, agentStream('kenji'), 'AgentAvailabilityChanged');
      expect(await holders()).toEqual([null, null]);
    });

    it('fails while the read models are behind, so that the event is retried', async () => {
      await register('kenji');
      await expect(deliver(await matching(false), agentStream('kenji'), 'AgentAvailabilityChanged')).rejects.toThrow(
        'are behind position',
      );
    });
  });
});
