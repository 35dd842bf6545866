import { MAIL_KINDS, TEXT_KEYS, TRANSLATED_LANGUAGES } from '@ledgerdesk/domain';
import { ADMIN_ROLES, EDITIONS, SERVED_LANGUAGES } from '@ledgerdesk/events';

export const text = { type: 'string', minLength: 1 };
/** Ten years, in days: whatever is dated further off is a slip of the hand, and might lie beyond the calendar. */
const MOST_DAYS = 3_650;
const days = { type: 'number', exclusiveMinimum: 0, maximum: MOST_DAYS };
const minutes = { type: 'number', exclusiveMinimum: 0, maximum: MOST_DAYS * 24 * 60 };
const atLeastOnce = { type: 'integer', minimum: 1 };
const texts = { type: 'array', items: text, minItems: 1, uniqueItems: true };
/** An object with these fields and no others. */
export const record = (properties: Readonly<Record<string, object>>, optional: readonly string[] = []) => ({
  type: 'object',
  properties,
  additionalProperties: false,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});
const mapOf = (values: object) => ({ type: 'object', additionalProperties: values });

/** config/policy.json. A target of zero minutes or less, or of over ten years, is refused. */
export const policySchema = record({
  version: text,
  editionMinutes: record({ essentials: minutes, enhanced: minutes }),
  championMinutes: record({ grand: minutes, epic: minutes }),
  championAddOn: text,
  japaneseDesk: record({ calendar: text, minutes }),
  liveSupport: mapOf(text),
  standardLiveSupport: text,
  riskShare: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
  holdPausesClock: { type: 'boolean' },
  billingRoles: { ...texts, items: { enum: ADMIN_ROLES } },
  closeSolvedAfterDays: days,
  selfServiceEditions: { type: 'array', items: { enum: EDITIONS }, uniqueItems: true },
  callbackAttempts: atLeastOnce,
  heartbeatSeconds: { type: 'integer', minimum: 5 },
  chatWaitMinutes: minutes,
  chatIdleMinutes: minutes,
  attachments: record({
    maxBytes: { ...atLeastOnce, maximum: 100 * 1024 * 1024 },
    mediaTypes: { ...texts, items: { type: 'string', pattern: '^[a-z]+/[a-z0-9.+-]+$' } },
  }),
});

const price = { type: 'integer', minimum: 0 };

/** config/prices.json: minor units per seat and interval, by add-on, edition and currency. */
export const pricesSchema = record({
  version: text,
  perSeat: mapOf(
    record(
      {
        essentials: mapOf(record({ month: price, year: price }, ['month', 'year'])),
        enhanced: mapOf(record({ month: price, year: price }, ['month', 'year'])),
      },
      ['essentials', 'enhanced'],
    ),
  ),
});

export const id = { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' };

/** A taxonomy file; it may say more about its entries than the engine reads. */
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
      items: { type: 'object', required: ['id', 'en'], properties: { id, en: text, ja: text } },
    },
  },
};

/** An object with these names, each of the same shape. */
export const everyOne = (names: readonly string[], schema: object) =>
  record(Object.fromEntries(names.map((name) => [name, schema])));

/** config/texts.json: every text in every language, and no other; of refusals as many as there are, the rest stays in English. */
export const textsSchema = record({
  version: text,
  texts: everyOne(TEXT_KEYS, everyOne(SERVED_LANGUAGES, text)),
  refusals: everyOne(TRANSLATED_LANGUAGES, record({ titles: mapOf(text), details: mapOf(text), fields: mapOf(text) })),
});

const template = record({ subject: text, paragraphs: { type: 'array', items: text, minItems: 1 } });

/** config/mails.json: every mail in every language, and no other. */
export const mailsSchema = record({ version: text, mails: everyOne(MAIL_KINDS, everyOne(SERVED_LANGUAGES, template)) });
