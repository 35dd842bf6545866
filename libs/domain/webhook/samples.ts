import type { CommandSamples } from '../samples.js';
import type { WebhookCommand } from './decide.js';

const byOwner = { owner: 'console' };

/** Sample commands on a webhook. */
export const WEBHOOK_SAMPLES: CommandSamples<WebhookCommand> = {
  RegisterWebhook: {
    payload: {
      webhookId: 'wh-1',
      ...byOwner,
      url: 'https://console.example/in',
      types: ['TicketOpened'],
      teams: ['acme'],
    },
    repeat: 'refused',
  },
  ChangeWebhook: { payload: { ...byOwner, url: 'https://console.example/events', teams: null, paused: true } },
  RotateWebhookSecret: { payload: byOwner, repeat: 'recorded' },
  ReplayWebhook: { payload: { ...byOwner, after: '7' }, repeat: 'recorded' },
  RemoveWebhook: { payload: byOwner },
  RecordWebhookGone: { payload: {} },
};
