import {
  AgentCommandMessage,
  CallbackCommandMessage,
  ChatCommandMessage,
  MemberCommandMessage,
} from '@ledgerdesk/application';
import { agentStream, callbackStream, chatStream, type LiveRequest, ticketStream } from '@ledgerdesk/events';
import { type RecordedEvent } from '@ledgerdesk/kernel';
import type { Process } from '@ledgerdesk/runtime';
import { anApplication, type Application, envelope, withAcme } from './application.js';
import { policiesWith } from './policies.js';

export const chat: LiveRequest = { channel: 'chat', requestId: 'ch-1' };
export const callback: LiveRequest = { channel: 'callback', requestId: 'c-1' };
export const requester = { teamId: 'acme', requesterId: 'aiko', product: 'dropbox', language: 'en' };
export const aiko = { kind: 'requester', teamId: 'acme', requesterId: 'aiko' } as const;

/** Registers hooks that open an application for each test, in which aiko waits for a chat and a callback. */
export const liveSupportApplication = (assign: (app: Application) => void) => {
  let app: Application;
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
    assign(app);
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

  return { log, typesIn, reserve, deliver };
};
