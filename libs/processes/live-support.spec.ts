import { AgentCommandMessage, CallbackCommandMessage, ChatCommandMessage } from '@ledgerdesk/application';
import { agentStream, callbackStream, chatStream } from '@ledgerdesk/events';
import type { Process } from '@ledgerdesk/runtime';
import { type Application, envelope } from '../../test/support/application.js';
import { liveEngagements } from './live-engagements/live-engagements.js';
import { aiko, callback, chat, liveSupportApplication } from '../../test/support/live-support-application.js';

describe('live support processes', () => {
  let app: Application;
  const { log, typesIn, reserve, deliver } = liveSupportApplication((opened) => (app = opened));
  let engagements: Process;
  beforeEach(() => {
    engagements = liveEngagements(app.engagements, 'test');
  });

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
});
