import type { Webhook } from '@ledgerdesk/domain';
import { maskQuery } from '@ledgerdesk/events';

/** A webhook without the query of its URL, which may contain credentials. */
export const toWebhook = (webhook: Webhook): Webhook => ({ ...webhook, url: maskQuery(webhook.url) });
