import { createHmac } from 'node:crypto';
import type { Webhook } from '@ledgerdesk/domain';
import { instantOf, millisOf, type Instant } from '@ledgerdesk/kernel';

/** For so long after a change a request is signed with the secret before, too. */
const OVERLAP_MS = 24 * 3_600_000;

/**
 * The secret of a webhook in the form of Standard Webhooks, `whsec_` and base64. It is derived from the engine's key and
 * kept nowhere: neither the log nor a backup of it can give it away.
 */
export const signingSecret = (key: Uint8Array, webhookId: string, generation: number): string =>
  `whsec_${createHmac('sha256', key)
    .update(JSON.stringify(['webhook', webhookId, generation]))
    .digest('base64')}`;

/** The secrets that count at a time, today's first. */
export const activeSecrets = (
  key: Uint8Array,
  { webhookId, generation, rotatedAt }: Webhook,
  at: Instant,
): readonly string[] => {
  const overlaps = rotatedAt !== null && at < instantOf(millisOf(rotatedAt) + OVERLAP_MS);
  return (overlaps ? [generation, generation - 1] : [generation]).map((number) =>
    signingSecret(key, webhookId, number),
  );
};
