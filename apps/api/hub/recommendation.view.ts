import type { RankedResource } from '@ledgerdesk/domain';
import type { ServedLanguage } from '@ledgerdesk/events';

/** M1, M2: a recommended resource in the reader's language. */
export const toRecommendation = (
  { resource: { id, kind, title, link, popularity }, score, reasons }: RankedResource,
  language: ServedLanguage,
) => ({ id, kind, title: title[language], link, popularity, score, reasons });
