import {
  CallbackCommandMessage,
  ChatCommandMessage,
  MemberCommandMessage,
  TicketCommandMessage,
} from '@ledgerdesk/application';
import { chatDecider, type ChatParticipant } from '@ledgerdesk/domain';
import { callbackStream, chatStream, ticketStream } from '@ledgerdesk/events';
import { instantOf, millisOf } from '@ledgerdesk/kernel';
import type { Process } from '@ledgerdesk/runtime';
import { type Application, envelope, START } from '../../../test/support/application.js';
import { policies } from '../../../test/support/policies.js';
import { liveTickets } from './live-tickets.js';
import { aiko, chat, liveSupportApplication, requester } from '../../../test/support/live-support-application.js';

describe('tickets of live support', () => {
  let app: Application;
  const { log, typesIn, deliver } = liveSupportApplication((opened) => (app = opened));

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
    await app.done(new ChatCommandMessage(envelope({ occurredAt: endsAt }), 'ch-1', { type: 'EndSilentChat', endsAt }));
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
