import { encode, StoreFailed } from '@ledgerdesk/event-store';
import type { RecordedEvent } from '@ledgerdesk/kernel';
import { CHAT, withAcme } from '../support/http/acme-fixture.js';
import type { Caller } from '../support/http/caller.js';
import { EventSource } from '../support/http/event-source.js';
import { TestEngine } from '../support/http/test-engine.js';
import { anEvent, type EventFixture, recordedEvents } from '../support/recorded-events.js';

const NOW = '2026-11-27T07:30:00.000Z';

const ofAiko = { teamId: 'acme', requesterId: 'aiko' };
const ofChat = { ...ofAiko, chatId: 'ch-old' };
const ofCallback = { ...ofAiko, callbackId: 'c-old' };

/** What version 0.1.0 recorded for requesters who had left the team: they name tickets that it never opened. */
const OLD_REQUESTS: readonly EventFixture[] = [
  anEvent('ChatStarted', ofChat),
  anEvent('ChatJoined', { ...ofChat, agentId: 'kenji' }),
  anEvent('ChatEnded', { ...ofChat, agentId: 'kenji', reason: 'idle', ticketId: 'ch-old' }),
  anEvent('CallbackRequested', { ...ofCallback, ticketId: null }),
  anEvent('CallbackGivenUp', { ...ofCallback, ticketId: 'c-old' }),
];

const [opened, ...events] = recordedEvents(anEvent('TicketOpened', { ...ofAiko, ticketId: 'ch-old' }), ...OLD_REQUESTS);

const stored = (event: RecordedEvent) => ({
  ...encode(event, { ...event, metadata: JSON.stringify(event.metadata) }),
  ...(event.type === 'ChatEnded' && { version: 1 }),
});

describe('requests that name a ticket which was never opened', () => {
  let engine: TestEngine;
  let aiko: Caller;
  let kenji: Caller;

  beforeAll(async () => {
    engine = await TestEngine.open(NOW, { ROLES: 'http,projections' });
    ({ aiko, kenji } = await withAcme(engine));
    for (const event of events) await engine.engine.store.append(event.stream, 'any', [stored(event)]);
  });
  afterAll(() => engine.close());

  const isOpened = async (id: string): Promise<boolean> =>
    (await engine.engine.store.readStream(`ticket-${id}`)).length > 0;

  it('R6 are shown without it, in responses, refusals and event streams', async () => {
    expect((await aiko.get('/v1/chats/ch-old')).body).toMatchObject({
      status: 'ended',
      ticketId: null,
      updates: [{ kind: 'message' }, { kind: 'joined' }, { kind: 'ended', ticketId: null }],
    });
    expect((await aiko.delete('/v1/chats/ch-old')).body).toMatchObject({ status: 'ended', ticketId: null });
    for (const [who, path] of [
      [aiko, '/v1/chats/ch-old/messages'],
      [kenji, '/v1/desk/chats/ch-old/messages'],
    ] as const) {
      const { status, body } = await who.post(path, { body: 'Still there?' });
      expect([status, body['type'], body['ticketId']]).toEqual([
        409,
        'urn:ledgerdesk:problem:chat-ended-without-ticket',
        undefined,
      ]);
    }
    expect((await kenji.post('/v1/desk/chats/ch-old/end')).body).toMatchObject({ ticketId: null });
    const updates = await EventSource.open(`${engine.url}/v1/chats/ch-old/updates`, aiko);
    await updates.ended;
    expect(updates.events.at(-1)).toMatchObject({ event: 'ended', data: { ticketId: null } });
    expect(await isOpened('ch-old')).toBe(false);
  });

  it('K4 are shown without it for callbacks too', async () => {
    expect((await aiko.get('/v1/callbacks/c-old')).body).toMatchObject({ status: 'given-up', ticketId: null });
    expect(await isOpened('c-old')).toBe(false);
  });

  it('R6 are not answered if the store fails before it is opened, and repeats open it once', async () => {
    const chatId = String((await aiko.post('/v1/chats', CHAT)).body['chatId']);
    const { log } = engine.engine;
    const append = log.append.bind(log);
    const failing = jest
      .spyOn(log, 'append')
      .mockImplementation((stream, ...rest) =>
        stream === `ticket-${chatId}` ? Promise.reject(new StoreFailed('No connection.')) : append(stream, ...rest),
      );
    const end = () => aiko.with({ 'idempotency-key': 'end' }).delete(`/v1/chats/${chatId}`);
    const failed = await end();
    expect([failed.status, failed.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)]);
    failing.mockRestore();
    const [first, again] = [await end(), await end()];
    expect(first).toMatchObject({ status: 200, body: { status: 'ended', ticketId: chatId } });
    expect([again.body, again.headers.get('ledger-position')]).toEqual([
      first.body,
      first.headers.get('ledger-position'),
    ]);
    expect(await isOpened(chatId)).toBe(true);
  });

  it('R6 name it once it is opened', async () => {
    await engine.engine.store.append('ticket-ch-old', 'no-stream', opened ? [stored(opened)] : []);
    expect((await aiko.get('/v1/chats/ch-old')).body).toMatchObject({
      ticketId: 'ch-old',
      updates: [{ kind: 'message' }, { kind: 'joined' }, { kind: 'ended', ticketId: 'ch-old' }],
    });
    expect((await aiko.post('/v1/chats/ch-old/messages', { body: 'Still there?' })).body).toMatchObject({
      type: 'urn:ledgerdesk:problem:chat-ended',
      ticketId: 'ch-old',
    });
  });
});
