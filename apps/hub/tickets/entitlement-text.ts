import type { Schemas } from '@ledgerdesk/client';
import { defineTexts } from '../texts/catalogue.js';
import { useTexts } from '../texts/language-context.js';
import { useFormats } from '../time/formats.js';

/** Entitlement of a ticket; null for standard support. */
type Entitlement = Schemas['TicketEssentials']['entitlement'];

/** Names of editions and Champion levels, and what they promise. */
export const entitlementTexts = defineTexts({
  en: {
    levels: { essentials: 'Essentials', enhanced: 'Enhanced', grand: 'Grand Champion', epic: 'Epic Champion' },
    within: (level: string, duration: string) => `${level}, reply within ${duration}`,
    inJapanese: (level: string, duration: string) => `${level}, reply in Japanese within ${duration} of open hours`,
    standard: 'Standard support',
  },
  ja: {
    levels: {
      essentials: 'Essentials',
      enhanced: 'Enhanced',
      grand: 'グランドチャンピオン',
      epic: 'エピックチャンピオン',
    },
    within: (level, duration) => `${level}（${duration}以内に回答）`,
    inJapanese: (level, duration) => `${level}（受付時間内の${duration}以内に日本語で回答）`,
    standard: '標準サポート',
  },
  de: {
    levels: { essentials: 'Essentials', enhanced: 'Enhanced', grand: 'Grand Champion', epic: 'Epic Champion' },
    within: (level, duration) => `${level}, Antwortfrist: ${duration}`,
    inJapanese: (level, duration) => `${level}, Antwortfrist auf Japanisch: ${duration} in den Servicezeiten`,
    standard: 'Standard-Support',
  },
});

/**
 * What an entitlement is called and promises: "Essentials, reply within 4 h". `deskMinutes`: the target of the Japanese
 * desk, if that decides.
 */
export const useEntitlementText = (): ((entitlement: Entitlement, deskMinutes?: number) => string) => {
  const t = useTexts(entitlementTexts);
  const { duration } = useFormats();
  return (entitlement, deskMinutes) => {
    if (!entitlement) return t.standard;
    const level = t.levels[entitlement.level];
    return deskMinutes === undefined
      ? t.within(level, duration(entitlement.targetMinutes))
      : t.inJapanese(level, duration(deskMinutes));
  };
};
