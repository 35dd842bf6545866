import { readerAfter } from '../../test/support/projected-rows.js';
import { anEvent } from '../../test/support/recorded-events.js';
import { webhooksOf } from './queries.js';
import { webhookList } from './definition.js';

const registered = anEvent('WebhookRegistered');
const another = anEvent('WebhookRegistered', { webhookId: 'wh-2', owner: 'other' });

describe('the webhook list', () => {
  it('returns only the webhooks of the owner', async () => {
    const reader = readerAfter(webhookList, registered, another, anEvent('WebhookSecretRotated'));
    expect(await webhooksOf(reader, 'console')).toMatchObject({
      items: [{ webhookId: 'wh-1', generation: 2, types: ['TicketOpened'] }],
    });
    expect(await webhooksOf(reader, 'other')).toMatchObject({ items: [{ webhookId: 'wh-2', generation: 1 }] });
  });

  it('shows changes and pauses', async () => {
    const paused = [registered, anEvent('WebhookChanged'), anEvent('WebhookPaused')];
    const row = { url: 'https://console.example/events', types: [], teams: ['acme', 'globex'] };
    expect(await webhooksOf(readerAfter(webhookList, ...paused), 'console')).toMatchObject({
      items: [{ ...row, pausedAt: expect.any(String) as string }],
    });
    expect(await webhooksOf(readerAfter(webhookList, ...paused, anEvent('WebhookResumed')), 'console')).toMatchObject({
      items: [{ ...row, pausedAt: null }],
    });
  });

  it('is sorted newest first', async () => {
    const reader = readerAfter(webhookList, registered, anEvent('WebhookRegistered', { webhookId: 'wh-2' }));
    expect(await webhooksOf(reader, 'console')).toMatchObject({
      items: [{ webhookId: 'wh-2' }, { webhookId: 'wh-1' }],
    });
  });

  it('does not contain removed webhooks', async () => {
    expect(await webhooksOf(readerAfter(webhookList, registered, anEvent('WebhookRemoved')), 'console')).toEqual({
      items: [],
    });
  });

  it('does not contain the query of a URL', async () => {
    const secret = anEvent('WebhookRegistered', { url: 'https://console.example/in?token=s3cret' });
    expect(await webhooksOf(readerAfter(webhookList, secret), 'console')).toMatchObject({
      items: [{ url: 'https://console.example/in?•••' }],
    });
  });
});
