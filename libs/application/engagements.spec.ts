import { agentDecider, type Callback, type Chat, callbackDecider, chatDecider } from '@ledgerdesk/domain';
import { agentStream, callbackStream, chatStream, type LiveRequest } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import { accepted, anApplication, type Application, envelope, withAcme } from '../../test/support/application.js';
import { policiesWith } from '../../test/support/policies.js';
import {
  AgentCommandMessage,
  CallbackCommandMessage,
  ChatCommandMessage,
  MemberCommandMessage,
} from './command-messages.js';
import type { Assignment } from './engagements.js';

const callback = (n: number): LiveRequest => ({ channel: 'callback', requestId: `c-${n}` });
const chat = (n: number): LiveRequest => ({ channel: 'chat', requestId: `ch-${n}` });
const requester = { teamId: 'acme', requesterId: 'aiko', product: 'dropbox', language: 'en' };

describe('engagements', () => {
  let app: Application;
  beforeEach(async () => {
    app = await withAcme(await anApplication({ policies: policiesWith({ waitingPerRequester: 100 }) }));
    await app.done(
      new MemberCommandMessage(envelope(), 'acme', 'aiko', {
        type: 'NameChampion',
        teamId: 'acme',
        memberId: 'aiko',
        level: 'epic',
      }),
    );
  });
  afterEach(() => app.close());

  const request = (n: number) =>
    app.done(
      new CallbackCommandMessage(envelope(), `c-${n}`, {
        type: 'RequestCallback',
        callbackId: `c-${n}`,
        ...requester,
        phone: '+81312345678',
        reason: 'R',
      }),
    );
  const start = (n: number) =>
    app.done(
      new ChatCommandMessage(envelope(), `ch-${n}`, {
        type: 'StartChat',
        chatId: `ch-${n}`,
        ...requester,
        issueType: 'sync_upload',
        message: 'M',
      }),
    );
  const assignNext = async (agentId: string, ...candidates: readonly LiveRequest[]): Promise<Assignment> =>
    accepted(await app.engagements.assignNext(envelope(), agentId, candidates));
  const typesIn = async (stream: string) => (await app.eventsOf(stream)).map(({ type }) => type);
  const statusOf = async (n: number): Promise<Callback['status'] | undefined> =>
    (await app.executor.streams.load(callbackDecider, callbackStream(`c-${n}`))).state?.status;
  const holderOf = async (n: number): Promise<Chat['agentId'] | undefined> =>
    (await app.executor.streams.load(chatDecider, chatStream(`ch-${n}`))).state?.agentId;

  it('K4 R6 engage the agent first, and then accept the request', async () => {
    await start(1);
    expect((await assignNext('kenji', chat(1))).outcome.state).toMatchObject({ status: 'active', agentId: 'kenji' });
    expect(await typesIn(agentStream('kenji'))).toEqual(['AgentEngaged']);
    expect(await typesIn(chatStream('ch-1'))).toEqual(['ChatStarted', 'ChatJoined']);
  });

  it('K4 return the current request of an agent until it is completed', async () => {
    await Promise.all([request(1), request(2)]);
    await assignNext('kenji', callback(1), callback(2));
    expect((await assignNext('kenji', callback(2))).request).toMatchObject(callback(1));
    await app.done(new CallbackCommandMessage(envelope(), 'c-1', { type: 'CompleteCallback', agentId: 'kenji' }));
    expect((await assignNext('kenji', callback(1), callback(2))).request).toMatchObject(callback(2));
  });

  it('K4 assign each request to one agent and each agent one request under concurrent calls', async () => {
    const numbers = Array.from({ length: 50 }, (_, n) => n);
    await Promise.all(numbers.map(request));
    const assignments = await Promise.all(numbers.map((n) => assignNext(`agent-${n}`, ...numbers.map(callback))));
    expect(new Set(assignments.map(({ request: { requestId } }) => requestId)).size).toBe(50);
    for (const n of numbers) expect(await typesIn(agentStream(`agent-${n}`))).toEqual(['AgentEngaged']);
    const late = await app.engagements.assignNext(envelope(), 'late', numbers.map(callback));
    expect(isRefusal(late) && late.code).toBe('nothing-waiting');
  });

  it('K4 assign a request later if it cannot be read now', async () => {
    await request(1);
    jest.spyOn(app.store, 'readStream').mockRejectedValueOnce(new Error('The log cannot be reached.'));
    await expect(app.engagements.assignNext(envelope(), 'kenji', [callback(1)])).rejects.toThrow(/cannot be reached/);
    expect((await assignNext('kenji', callback(1))).request).toMatchObject(callback(1));
  });

  it('K4 assign one request to an agent who sends two requests concurrently', async () => {
    await Promise.all([request(1), request(2)]);
    const both = await Promise.all([
      assignNext('kenji', callback(1), callback(2)),
      assignNext('kenji', callback(1), callback(2)),
    ]);
    expect(new Set(both.map(({ request: { requestId } }) => requestId)).size).toBe(1);
  });

  it('K4 release an agent whose request another process has assigned, and then assign the next one', async () => {
    await Promise.all([request(1), request(2)]);
    const other = envelope({ commandId: 'other' });
    await app.done(
      new AgentCommandMessage(other, 'yuki', {
        type: 'EngageAgent',
        agentId: 'yuki',
        engagementId: 'other',
        request: callback(1),
        pushed: false,
      }),
    );
    await assignNext('kenji', callback(1), callback(2));
    const refused = await app.engagements.accept(other, 'yuki', {
      engagementId: 'other',
      transferOf: null,
      ...callback(1),
    });
    expect(isRefusal(refused) && refused.code).toBe('callback-taken');
    expect(await typesIn(agentStream('yuki'))).toEqual(['AgentEngaged', 'AgentReleased']);
    expect((await assignNext('yuki', callback(1), callback(2))).request).toMatchObject(callback(2));
  });

  it('K4 return the same request for a repeated command, even after it is completed', async () => {
    await Promise.all([request(1), request(2)]);
    const keyed = envelope({ commandId: 'keyed' });
    const first = accepted(await app.engagements.assignNext(keyed, 'kenji', [callback(1), callback(2)]));
    await app.done(new CallbackCommandMessage(envelope(), 'c-1', { type: 'CompleteCallback', agentId: 'kenji' }));
    const again = accepted(await app.engagements.assignNext(keyed, 'kenji', [callback(2)]));
    expect(again.outcome.state).toEqual(first.outcome.state);
    expect([first, again].map(({ outcome }) => outcome.repeated)).toEqual([false, true]);
    expect(await statusOf(2)).toBe('waiting');
  });

  it('K4 are no repeat of a new command that finds the request of an earlier one', async () => {
    await request(1);
    await assignNext('kenji', callback(1));
    expect(await assignNext('kenji')).toMatchObject({ request: callback(1), outcome: { repeated: false } });
  });

  const registered = async (agentId: string): Promise<void> => {
    const input = { type: 'RegisterAgent', agentId, name: agentId, languages: ['en'], products: ['dropbox'] } as const;
    await app.done(new AgentCommandMessage(envelope(), agentId, input));
    await app.done(
      new AgentCommandMessage(envelope(), agentId, { type: 'SetAgentAvailability', availability: 'available' }),
    );
  };

  it('K4 R6 transfer a request: the receiver is engaged, has it, and the sender is released, once', async () => {
    await Promise.all([start(1), request(2), registered('yuki')]);
    await assignNext('kenji', chat(1));
    const keyed = envelope({ commandId: 'keyed' });
    const transfer = { request: chat(1), fromAgentId: 'kenji', toAgentId: 'yuki' };
    const first = accepted(await app.engagements.transfer(keyed, transfer));
    expect(first.state).toMatchObject({ status: 'active', agentId: 'yuki' });
    expect(await typesIn(agentStream('yuki'))).toEqual(['AgentRegistered', 'AgentAvailabilityChanged', 'AgentEngaged']);
    expect(await typesIn(agentStream('kenji'))).toEqual(['AgentEngaged', 'AgentReleased']);
    expect((await app.eventsOf(agentStream('kenji'))).at(-1)?.data).toMatchObject({ reason: 'transferred' });
    const again = accepted(await app.engagements.transfer(keyed, transfer));
    expect([again.repeated, again.state, again.position]).toEqual([true, first.state, first.position]);
    expect((await assignNext('kenji', callback(2))).request).toMatchObject(callback(2));
    expect((await assignNext('yuki', callback(2))).request).toMatchObject(chat(1));
  });

  it('K4 R6 transfer a request to the front of the queue and release its agent, once', async () => {
    await Promise.all([start(1), request(2)]);
    await assignNext('kenji', callback(2));
    const keyed = envelope({ commandId: 'keyed' });
    const transfer = { request: callback(2), fromAgentId: 'kenji' };
    const first = accepted(await app.engagements.transferToQueue(keyed, transfer));
    expect(first.state).toMatchObject({ status: 'waiting', agentId: null });
    expect(await typesIn(agentStream('kenji'))).toEqual(['AgentEngaged', 'AgentReleased']);
    expect((await assignNext('kenji', chat(1))).request).toMatchObject(chat(1));
    expect(accepted(await app.engagements.transferToQueue(keyed, transfer)).state).toEqual(first.state);
    expect(await typesIn(agentStream('kenji'))).toHaveLength(3);
  });

  it('K4 refuse a transfer of a request of somebody else, and to an agent who is not available', async () => {
    await Promise.all([start(1), registered('yuki')]);
    await assignNext('kenji', chat(1));
    const codeOf = async (fromAgentId: string, toAgentId: string) => {
      const outcome = await app.engagements.transfer(envelope(), { request: chat(1), fromAgentId, toAgentId });
      return isRefusal(outcome) && outcome.code;
    };
    expect(await codeOf('mia', 'yuki')).toBe('chat-of-another-agent');
    expect(await codeOf('kenji', 'mia')).toBe('agent-not-registered');
    expect(await holderOf(1)).toBe('kenji');
    expect(await typesIn(agentStream('mia'))).toEqual([]);
  });

  it('K4 release the receiver if the request ends before it is transferred', async () => {
    await Promise.all([start(1), registered('yuki')]);
    await assignNext('kenji', chat(1));
    await app.done(
      new AgentCommandMessage(envelope({ commandId: 'cut' }), 'yuki', {
        type: 'ReceiveTransfer',
        agentId: 'yuki',
        engagementId: 'cut',
        request: chat(1),
        fromAgentId: 'kenji',
      }),
    );
    await app.done(
      new ChatCommandMessage(envelope(), 'ch-1', { type: 'EndChat', speaker: { kind: 'agent', agentId: 'kenji' } }),
    );
    const engaged = (await app.executor.streams.load(agentDecider, agentStream('yuki'))).state?.engaged;
    if (!engaged) throw new Error('yuki is not engaged.');
    const outcome = await app.engagements.accept(envelope(), 'yuki', engaged);
    expect(isRefusal(outcome) && outcome.code).toBe('chat-ended');
    expect((await typesIn(agentStream('yuki'))).at(-1)).toBe('AgentReleased');
  });

  it('K4 requeue a request whose agent is no longer engaged for it', async () => {
    await start(1);
    const {
      request: { requestId },
    } = await assignNext('kenji', chat(1));
    const [engaged] = await app.eventsOf(agentStream('kenji'));
    const engagement = { engagementId: engaged?.metadata.commandId ?? '', channel: 'chat', requestId } as const;
    expect(await app.engagements.isCurrent('kenji', engagement.engagementId)).toBe(true);
    await app.done(new AgentCommandMessage(envelope(), 'kenji', { type: 'RecordAgentVanished' }));
    expect(await app.engagements.isCurrent('kenji', engagement.engagementId)).toBe(false);
    await app.engagements.requeue(envelope(), engagement);
    expect(await holderOf(1)).toBeNull();
    expect((await assignNext('yuki', chat(1))).outcome.state).toMatchObject({ agentId: 'yuki' });
    await app.engagements.requeue(envelope(), engagement);
    expect(await holderOf(1)).toBe('yuki');
  });
});
