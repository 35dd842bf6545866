import { type Policies, writtenLanguage } from '@ledgerdesk/domain';
import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { type FeatureDigestSent, isLogged, type ServedLanguage } from '@ledgerdesk/events';
import { type RenderedMail, renderMail } from '../mail/render-mail.js';
import type { MailPayload } from '../mail/mail-payload.js';
import { NoRecipient, type Recipient } from '../mail/recipient.js';

const digestIn = async (log: ReadableLog, { stream, revision }: MailPayload): Promise<FeatureDigestSent['data']> => {
  const [stored] = await log.readStream(stream, { from: revision, limit: 1 });
  const event = stored && decode(stored);
  if (!event || !isLogged(event, ['FeatureDigestSent']))
    throw new NoRecipient(`The digest ${revision} of ${stream} is not in the log.`);
  return event.data;
};

/** Q2: name, explanation and link of each; by its id alone a feature that the file names no more. */
const explained = ({ features: { features } }: Policies, ids: readonly string[], language: ServedLanguage): string =>
  ids
    .map((id) => {
      const feature = features.find((one) => one.id === id);
      return feature ? [feature.name[language], feature.explanation[language], feature.link].join('\n') : id;
    })
    .join('\n\n');

/** Q1, Q2: what a digest says to an admin, in the admin's own language (L1). */
export const renderDigest = async (
  log: ReadableLog,
  policies: Policies,
  mail: MailPayload,
  { name, language: asked }: Recipient,
): Promise<RenderedMail> => {
  const { quarter, features } = await digestIn(log, mail);
  const language = writtenLanguage(asked);
  return renderMail(policies.mails.mails.digest[language], language, {
    name,
    quarter,
    features: explained(
      policies,
      features.map(({ feature }) => feature),
      language,
    ),
  });
};
