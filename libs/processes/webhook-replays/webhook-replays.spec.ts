import { WebhookCommandMessage } from '@ledgerdesk/application';
import { webhookStream } from '@ledgerdesk/events';
import type { NewMessage } from '@ledgerdesk/outbox';
import { inlinePageReader } from '@ledgerdesk/runtime';
import { randomUUID } from 'node:crypto';
import { anApplication, type Application, envelope, START } from '../../../test/support/application.js';
import { InMemoryOutbox } from '../../../test/support/in-memory-outbox.js';
import { parseDeliveryPayload } from '../webhooks/delivery-payload.js';
import { OutboxReplays } from './outbox-replays.js';
import { webhookReplays } from './webhook-replays.js';

const OWNER = 'console';

describe('a webhook replay', () => {
  let app: Application;
  let pages: (readonly NewMessage[])[];
  beforeEach(async () => {
    app = await anApplication();
    pages = [];
  });
  afterEach(() => app.close());

  const replays = () => {
    const insert = async (messages: readonly NewMessage[]) => void pages.push(messages);
    return webhookReplays(app.store, { insert }, inlinePageReader(app.store));
  };
  const append = (type: string, count: number) =>
    app.store.append(
      'ticket-t-1',
      'any',
      Array.from({ length: count }, () => ({
        id: randomUUID(),
        type,
        version: 1,
        occurredAt: START,
        recordedAt: START,
        data: '{}',
        metadata: '{}',
      })),
    );
  const register = (types: readonly string[]) =>
    app.done(
      new WebhookCommandMessage(envelope(), 'wh-1', {
        type: 'RegisterWebhook',
        webhookId: 'wh-1',
        owner: OWNER,
        url: 'https://console.example/',
        types,
        teams: null,
      }),
    );
  /** Requests a replay, appends an event after the request, and runs the process. */
  const replay = async (after: string): Promise<readonly string[]> => {
    await app.done(new WebhookCommandMessage(envelope(), 'wh-1', { type: 'ReplayWebhook', owner: OWNER, after }));
    await append('TicketOpened', 1);
    const request = (await app.eventsOf(webhookStream('wh-1'))).findLast(
      ({ type }) => type === 'WebhookReplayRequested',
    );
    if (!request) throw new Error('The webhook has no replay request.');
    expect(await replays().react(request)).toEqual([]);
    return pages.flat().map(({ id }) => id);
  };

  it('delivers the events of its types before the request, with the same message IDs when it is repeated', async () => {
    await append('TicketOpened', 2);
    await append('TicketReplied', 2);
    await register(['TicketOpened']);
    const first = await replay('1');
    expect(pages.flat()).toMatchObject([
      { channel: 'webhook-replay', topic: 'wh-1', origin: { logId: app.store.logId, epoch: 0 } },
    ]);
    expect(pages.flat().map(({ payload }) => parseDeliveryPayload(payload))).toMatchObject([
      { webhookId: 'wh-1', stream: 'ticket-t-1', revision: 1 },
    ]);
    pages = [];
    const request = (await app.eventsOf(webhookStream('wh-1'))).find(({ type }) => type === 'WebhookReplayRequested');
    if (request) await replays().react(request);
    expect(pages.flat().map(({ id }) => id)).toEqual(first);
    pages = [];
    expect(await replay('1')).not.toEqual(expect.arrayContaining([...first]));
  });

  it('ends early if the webhook is removed', async () => {
    await append('TicketOpened', 1_200);
    await register([]);
    await app.done(new WebhookCommandMessage(envelope(), 'wh-1', { type: 'ReplayWebhook', owner: OWNER, after: '0' }));
    const request = (await app.eventsOf(webhookStream('wh-1'))).at(-1);
    await app.done(new WebhookCommandMessage(envelope(), 'wh-1', { type: 'RemoveWebhook', owner: OWNER }));
    if (request) await replays().react(request);
    expect(pages.flat()).toHaveLength(200);
  });

  it('is running from its request until its deliveries have ended', async () => {
    await register([]);
    const outbox = new InMemoryOutbox();
    const isRunning = () => new OutboxReplays(app.store, outbox).isRunning('wh-1');
    const checkpoint = async () =>
      outbox.saveCheckpoint('webhook-replays', { logId: app.store.logId, position: await app.store.head() });
    await checkpoint();
    expect(await isRunning()).toBe(false);
    await app.done(new WebhookCommandMessage(envelope(), 'wh-1', { type: 'ReplayWebhook', owner: OWNER, after: '0' }));
    for (let generation = 0; generation < 120; generation += 1)
      await app.done(new WebhookCommandMessage(envelope(), 'wh-1', { type: 'RotateWebhookSecret', owner: OWNER }));
    expect(await isRunning()).toBe(true);
    await outbox.insert([
      { id: 'd', channel: 'webhook-replay', topic: 'wh-1', payload: '{}', createdAt: START },
      { id: 'live', channel: 'webhook', topic: 'wh-1', payload: '{}', createdAt: START },
    ]);
    await checkpoint();
    expect(await isRunning()).toBe(true);
    await outbox.recordAttempt('d', { sentAt: START });
    expect(await isRunning()).toBe(false);
  });

  it('inserts messages in small pages, and yields to other work in between', async () => {
    await append('TicketOpened', 1_200);
    await register([]);
    let ticks = 0;
    const otherWork = setInterval(() => {
      ticks += 1;
    }, 0);
    const ids = await replay('0');
    clearInterval(otherWork);
    expect(ids).toHaveLength(1_200);
    expect(Math.max(...pages.map(({ length }) => length))).toBeLessThanOrEqual(500);
    expect(ticks).toBeGreaterThanOrEqual(1);
  });
});
