import type { RankedResource } from '@ledgerdesk/domain';
import type { ServedLanguage } from '@ledgerdesk/events';

/** M1, M2: a resource in the reader's language, and the own requests that brought it up. */
export const toRecommendation = (
  { resource: { id, kind, title, link, popularity }, score, reasons }: RankedResource,
  language: ServedLanguage,
) => ({ id, kind, title: title[language], link, popularity, score, reasons });
