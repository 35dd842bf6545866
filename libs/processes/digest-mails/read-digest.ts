import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { type FeatureDigestSent, isLogged } from '@ledgerdesk/events';
import type { MailPayload } from '../mail/mail-payload.js';

/** The digest that an email is about; undefined if the log does not have it. */
export const readDigest = async (
  log: ReadableLog,
  { stream, revision }: Pick<MailPayload, 'stream' | 'revision'>,
): Promise<FeatureDigestSent['data'] | undefined> => {
  const [stored] = await log.readStream(stream, { from: revision, limit: 1 });
  const event = stored && decode(stored);
  return event && isLogged(event, ['FeatureDigestSent']) ? event.data : undefined;
};
