import { type RankedResource, type TextLanguage, translationIn } from '@ledgerdesk/domain';

/** M1, M2: a recommended resource in the reader's language. */
export const toRecommendation = (
  { resource: { id, kind, title, link, popularity }, score, reasons }: RankedResource,
  language: TextLanguage,
) => ({ id, kind, title: translationIn(title, language), link, popularity, score, reasons });
