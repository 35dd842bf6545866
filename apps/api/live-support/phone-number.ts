import type { PhoneKind } from '@ledgerdesk/domain';
import { type NumberType, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Maximum length of a phone number as typed. */
export const PHONE_LENGTH = 40;

const FULL_WIDTH = /[\uFF01-\uFF5E]/g;
const FULL_WIDTH_OFFSET = 0xfee0;
/** Digits (ASCII and Arabic-Indic), spaces, brackets, dots, slashes and the dashes that people type, after a plus. */
const NUMBER = /^[ (]*\+[\d\u0660-\u0669\u06F0-\u06F9 \u00A0\u2009\u202F()[\]./\-\u2010-\u2015\u2212\u30FC]+$/;
const EXTENSION = /\d\W*(?:ext(?:ension|n)?|x|#|;|,|доб|内線)/iu;

const toHalfWidth = (text: string): string =>
  text
    .replaceAll(FULL_WIDTH, (character) => String.fromCharCode(character.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .replaceAll('\u3000', ' ');

/** Returns true if a text names an extension after a number. */
export const hasExtension = (text: string): boolean => EXTENSION.test(toHalfWidth(text));

/** Returns true if a text starts with a plus and consists of the characters of a phone number. */
export const isWrittenAsNumber = (text: string): boolean => NUMBER.test(toHalfWidth(text));

/**
 * K2: Returns a phone number with its country code as E.164, or undefined if the text contains anything else or the
 * number does not exist. Full-width digits are accepted. Nothing but separators is dropped.
 */
export const toE164 = (text: string): string | undefined => {
  if (text.length > PHONE_LENGTH || !isWrittenAsNumber(text)) return undefined;
  const parsed = parsePhoneNumberFromString(toHalfWidth(text));
  return parsed?.isValid() && !parsed.ext ? parsed.number : undefined;
};

const KINDS: Readonly<Partial<Record<NonNullable<NumberType>, PhoneKind>>> = {
  PREMIUM_RATE: 'premium-rate',
  SHARED_COST: 'shared-cost',
  PERSONAL_NUMBER: 'personal',
  TOLL_FREE: 'toll-free',
  PAGER: 'pager',
};

/**
 * Calling codes of ITU-T E.164 that are not of a country: Inmarsat (870), the Global Mobile Satellite System (881), and
 * EMSAT, Thuraya and ACeS within the international networks (882); 878 is personal, 979 premium rate.
 */
const CALLING_CODES: readonly (readonly [RegExp, PhoneKind])[] = [
  [/^\+(?:870|881|882(?:13|16|20))/, 'satellite'],
  [/^\+(?:882|883)/, 'international-network'],
  [/^\+979/, 'premium-rate'],
  [/^\+808/, 'shared-cost'],
  [/^\+878/, 'personal'],
  [/^\+800/, 'toll-free'],
];

/** K2: the kind of an E.164 number. */
export const phoneKindOf = (number: string): PhoneKind => {
  const byCode = CALLING_CODES.find(([code]) => code.test(number));
  if (byCode) return byCode[1];
  const type = parsePhoneNumberFromString(number)?.getType();
  return (type && KINDS[type]) ?? 'other';
};
