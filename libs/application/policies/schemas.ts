import { ID_PATTERN } from '@ledgerdesk/kernel';
import {
  MAIL_KINDS,
  PHONE_KINDS,
  POLICY_DEFAULTS,
  RETENTION_DEFAULTS,
  TEXT_KEYS,
  TEXT_LANGUAGES,
  type TextLanguage,
  TRANSLATED_LANGUAGES,
  UPLOAD_QUOTAS,
} from '@ledgerdesk/domain';
import { ADMIN_ROLES, EDITIONS, LIVE_CHANNELS } from '@ledgerdesk/events';

export const text = { type: 'string', minLength: 1 };
/** Ten years, in days. A longer duration is a typo, and could exceed the range of the calendars. */
const MAX_DAYS = 3_650;
const days = { type: 'number', exclusiveMinimum: 0, maximum: MAX_DAYS };
const minutes = { type: 'number', exclusiveMinimum: 0, maximum: MAX_DAYS * 24 * 60 };
const positiveInteger = { type: 'integer', minimum: 1 };
const texts = { type: 'array', items: text, minItems: 1, uniqueItems: true };
/** An object with these properties and no others. All are required except those in `optional`. */
export const objectOf = (properties: Readonly<Record<string, object>>, optional: readonly string[] = []) => ({
  type: 'object',
  properties,
  additionalProperties: false,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});
const mapOf = (values: object) => ({ type: 'object', additionalProperties: values });

/**
 * config/policy.json. A target must be over zero minutes and at most ten years. Properties of POLICY_DEFAULTS may be
 * omitted.
 */
export const policySchema = objectOf(
  {
    version: text,
    editionMinutes: objectOf({ essentials: minutes, enhanced: minutes }),
    championMinutes: objectOf({ grand: minutes, epic: minutes }),
    championAddOn: text,
    japaneseDesk: objectOf({ calendar: text, minutes }),
    liveSupport: mapOf(text),
    standard: objectOf({ live: text, channels: { type: 'array', items: { enum: LIVE_CHANNELS }, uniqueItems: true } }, [
      'channels',
    ]),
    standardLiveSupport: text,
    riskShare: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
    holdPausesClock: { type: 'boolean' },
    billingRoles: { ...texts, items: { enum: ADMIN_ROLES } },
    closeSolvedAfterDays: days,
    selfServiceEditions: { type: 'array', items: { enum: EDITIONS }, uniqueItems: true },
    callbackAttempts: positiveInteger,
    callbackRetryMinutes: { type: 'number', minimum: 0, maximum: 24 * 60 },
    refusedPhoneKinds: { type: 'array', items: { enum: PHONE_KINDS }, uniqueItems: true },
    waitingPerRequester: positiveInteger,
    heartbeatSeconds: { type: 'integer', minimum: 5 },
    chatWaitMinutes: minutes,
    chatIdleMinutes: minutes,
    attachments: objectOf(
      {
        maxBytes: { ...positiveInteger, maximum: 100 * 1024 * 1024 },
        mediaTypes: { ...texts, items: { type: 'string', pattern: '^[a-z]+/[a-z0-9.+-]+$' } },
        memberBytesPerDay: positiveInteger,
        teamBytesPerDay: positiveInteger,
      },
      Object.keys(UPLOAD_QUOTAS),
    ),
    outbox: objectOf({ keepSentDays: days, keepDeadDays: days }),
    retention: objectOf(
      {
        sentMessageDays: days,
        deadMessageDays: days,
        unattachedFileHours: {
          type: 'number',
          minimum: RETENTION_DEFAULTS.unattachedFileHours,
          maximum: MAX_DAYS * 24,
        },
        readRecordDays: days,
      },
      Object.keys(RETENTION_DEFAULTS),
    ),
  },
  ['standard', 'standardLiveSupport', 'outbox', 'retention', ...Object.keys(POLICY_DEFAULTS)],
);

const price = { type: 'integer', minimum: 0 };

/** config/prices.json: prices in minor units per seat and interval, by add-on, edition and currency. */
export const pricesSchema = objectOf({
  version: text,
  perSeat: mapOf(
    objectOf(
      {
        essentials: mapOf(objectOf({ month: price, year: price }, ['month', 'year'])),
        enhanced: mapOf(objectOf({ month: price, year: price }, ['month', 'year'])),
      },
      ['essentials', 'enhanced'],
    ),
  ),
});

export const id = { type: 'string', pattern: ID_PATTERN.source };
export const httpsLink = { type: 'string', pattern: '^https://[^\\s<>"]+$' };

/** config/taxonomy.json. Additional properties are allowed. */
export const taxonomySchema = {
  type: 'object',
  required: ['version', 'products', 'issueTypes'],
  properties: {
    version: text,
    products: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['id', 'name', 'addOn', 'status'],
        properties: {
          id,
          name: text,
          addOn: id,
          status: { enum: ['active', 'retired'] },
          retiredAt: { type: 'string', format: 'date' },
        },
      },
    },
    issueTypes: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['id', 'en'],
        properties: { id, ...Object.fromEntries(TEXT_LANGUAGES.map((language) => [language, text])) },
      },
    },
  },
};

/** An object that has these properties, all with the same schema. All are required except those in `optional`. */
const objectWith = (names: readonly string[], schema: object, optional: readonly string[] = []) =>
  objectOf(Object.fromEntries(names.map((name) => [name, schema])), optional);

/** Languages that files of earlier versions do not have. */
const LATER_LANGUAGES: readonly TextLanguage[] = ['de'];
/** A text in every language. */
export const translated = (schema: object) => objectWith(TEXT_LANGUAGES, schema, LATER_LANGUAGES);

/** config/texts.json: every text in every language. What has no translation is served in English. */
export const textsSchema = objectOf({
  version: text,
  texts: objectWith(TEXT_KEYS, translated(text)),
  refusals: objectWith(
    TRANSLATED_LANGUAGES,
    objectOf({ titles: mapOf(text), details: mapOf(text), fields: mapOf(text) }),
    LATER_LANGUAGES,
  ),
});

const template = objectOf({ subject: text, paragraphs: { type: 'array', items: text, minItems: 1 } });

/** config/mails.json: every email in every language. */
export const mailsSchema = objectOf({
  version: text,
  mails: objectWith(MAIL_KINDS, translated(template)),
});
