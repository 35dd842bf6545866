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
    standard: '標準サポート',
  },
  de: {
    levels: { essentials: 'Essentials', enhanced: 'Enhanced', grand: 'Grand Champion', epic: 'Epic Champion' },
    within: (level, duration) => `${level}, Antwortfrist: ${duration}`,
    standard: 'Standard-Support',
  },
});

/** What an entitlement is called and promises: "Essentials, reply within 4 h". */
export const useEntitlementText = (): ((entitlement: Entitlement) => string) => {
  const t = useTexts(entitlementTexts);
  const { duration } = useFormats();
  return (entitlement) =>
    entitlement ? t.within(t.levels[entitlement.level], duration(entitlement.targetMinutes)) : t.standard;
};
