import type { Refusal } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';
import { type Page, type PageRequest, readPage } from '../page.js';
import { webhookList, type WebhookRow } from './definition.js';

/** An owner's webhooks, newest first. Refuses a malformed cursor and a limit out of range. */
export const webhooksOf = (
  reader: RowReader,
  owner: string,
  page: PageRequest = {},
): Promise<Page<WebhookRow> | Refusal> =>
  readPage<WebhookRow>(
    reader,
    {
      projection: webhookList.name,
      where: [{ column: 'owner', is: '=', value: owner }],
      orderBy: [{ column: 'registeredAt', direction: 'desc', required: true }],
    },
    page,
  );

/** Number of an owner's webhooks, those that were removed not included. */
export const webhookCount = (reader: RowReader, owner: string): Promise<number> =>
  reader.count(webhookList.name, [{ column: 'owner', is: '=', value: owner }]);
