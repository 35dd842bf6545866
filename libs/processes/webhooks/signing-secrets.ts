import { createHmac } from 'node:crypto';
import type { Webhook } from '@ledgerdesk/domain';
import { addMillis, DAY, type Instant } from '@ledgerdesk/kernel';

/** After a rotation, requests are also signed with the previous secret for this long. */
const OVERLAP_MS = DAY;

/**
 * The signing secret of a webhook as Standard Webhooks formats it: `whsec_` and base64. Derived from the engine's key
 * and stored nowhere, so neither the log nor a backup contains it.
 */
export const signingSecret = (key: Uint8Array, webhookId: string, generation: number): string =>
  `whsec_${createHmac('sha256', key)
    .update(JSON.stringify(['webhook', webhookId, generation]))
    .digest('base64')}`;

/** The secrets in use at an instant, the current one first. */
export const activeSecrets = (
  key: Uint8Array,
  { webhookId, generation, rotatedAt }: Webhook,
  at: Instant,
): readonly string[] => {
  const overlaps = rotatedAt !== null && at < addMillis(rotatedAt, OVERLAP_MS);
  return (overlaps ? [generation, generation - 1] : [generation]).map((number) =>
    signingSecret(key, webhookId, number),
  );
};
