import { type Policies, type TextLanguage, translationIn, writtenLanguage } from '@ledgerdesk/domain';
import type { FeatureDigestSent } from '@ledgerdesk/events';
import type { Recipient } from '../mail/recipient.js';
import { quarterIn } from '../mail/dates.js';
import { type RenderedMail, renderMail } from '../mail/render-mail.js';

/** Q2: name, explanation and link of each feature; only the ID of a feature that the features file no longer has. */
const describe = ({ features: { features } }: Policies, ids: readonly string[], language: TextLanguage): string =>
  ids
    .map((id) => {
      const feature = features.find((one) => one.id === id);
      return feature
        ? [translationIn(feature.name, language), translationIn(feature.explanation, language), feature.link].join('\n')
        : id;
    })
    .join('\n\n');

/** Q1, Q2: renders a digest in the admin's own language (L1). */
export const renderDigest = (
  policies: Policies,
  { quarter, features }: FeatureDigestSent['data'],
  { name, language: preferred }: Recipient,
): RenderedMail => {
  const language = writtenLanguage(preferred);
  const ids = features.map(({ feature }) => feature);
  return renderMail(policies.mails.mails.digest, language, {
    name,
    quarter: quarterIn(quarter, language),
    features: describe(policies, ids, language),
  });
};
