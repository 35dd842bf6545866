import { WebhookRefused } from './post.js';
import { webhookHoldMs, webhookRetryMs } from './retry-delay.js';

describe('the delay after a failed delivery', () => {
  it.each([
    [1, new Error('connection reset'), 5_000],
    [1, new WebhookRefused(500), 5_000],
    [1, new WebhookRefused(429, 120_000), 120_000],
    [1, new WebhookRefused(503, 1_000), 5_000],
    [2, new WebhookRefused(503, 120_000), 300_000],
    [1, new WebhookRefused(503, Infinity), 86_400_000],
    [10, new WebhookRefused(503, 120_000), null],
  ])('is the longer of its own and of what the receiver asks for, up to a day: %#', (attempts, error, ms) => {
    expect(webhookRetryMs(attempts, error)).toBe(ms);
  });
});

describe('the time for which a receiver wants no request', () => {
  it.each([
    [new WebhookRefused(429, 120_000), 120_000],
    [new WebhookRefused(503, 120_000), 120_000],
    [new WebhookRefused(503, Infinity), 86_400_000],
    [new WebhookRefused(429, 0), null],
    [new WebhookRefused(429), null],
    [new WebhookRefused(500, 120_000), null],
    [new WebhookRefused(408, 120_000), null],
    [new Error('connection reset'), null],
  ])('is what it asks for with 429 or 503, up to a day: %#', (error, ms) => {
    expect(webhookHoldMs(error)).toBe(ms);
  });
});
