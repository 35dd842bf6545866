import { type Policies, writtenLanguage } from '@ledgerdesk/domain';
import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { type FeatureDigestSent, isLogged, type ServedLanguage } from '@ledgerdesk/events';
import type { MailPayload } from '../mail/mail-payload.js';
import { NoRecipient, type Recipient } from '../mail/recipient.js';
import { type RenderedMail, renderMail } from '../mail/render-mail.js';

const readDigest = async (log: ReadableLog, { stream, revision }: MailPayload): Promise<FeatureDigestSent['data']> => {
  const [stored] = await log.readStream(stream, { from: revision, limit: 1 });
  const event = stored && decode(stored);
  if (!event || !isLogged(event, ['FeatureDigestSent']))
    throw new NoRecipient(`Stream ${stream} has no digest at revision ${revision}.`);
  return event.data;
};

/** Q2: name, explanation and link of each feature; only the ID of a feature that the features file no longer has. */
const describe = ({ features: { features } }: Policies, ids: readonly string[], language: ServedLanguage): string =>
  ids
    .map((id) => {
      const feature = features.find((one) => one.id === id);
      return feature ? [feature.name[language], feature.explanation[language], feature.link].join('\n') : id;
    })
    .join('\n\n');

/** Q1, Q2: renders a digest in the admin's own language (L1). Throws NoRecipient if the log has no such digest. */
export const renderDigest = async (
  log: ReadableLog,
  policies: Policies,
  mail: MailPayload,
  { name, language: preferred }: Recipient,
): Promise<RenderedMail> => {
  const { quarter, features } = await readDigest(log, mail);
  const language = writtenLanguage(preferred);
  const ids = features.map(({ feature }) => feature);
  return renderMail(policies.mails.mails.digest[language], language, {
    name,
    quarter,
    features: describe(policies, ids, language),
  });
};
