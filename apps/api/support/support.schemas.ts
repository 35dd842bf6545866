import {
  type ContactOption,
  HUB_REQUIREMENTS,
  LIVE_SUPPORT_DENIALS,
  type ResponseTarget,
  type ResponseTargets,
  type ShownHours,
  TEXT_KEYS,
  WEEK,
} from '@ledgerdesk/domain';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { entitlement, servedLanguage } from '../platform/openapi/domain-schemas.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  arrayOf,
  boolean,
  date,
  dateTime,
  described,
  enumOf,
  nullable,
  number,
  objectOf,
  type Schema,
  string,
} from '../platform/openapi/schema.js';
import type { Link, toContactOptions, toSupportRoute, toTaxonomy } from './support.view.js';

type Route = ReturnType<typeof toSupportRoute>;
type Options = ReturnType<typeof toContactOptions>;
type Taxonomy = ReturnType<typeof toTaxonomy>;
type Option = Options['options'][number];

const CHANNELS = ['request', 'chat', 'callback'] satisfies ContactOption['channel'][];

const link = objectOf<Link>({
  rel: string('Relation of the link.', 'open-ticket'),
  method: enumOf(['GET', 'POST'], 'HTTP method.'),
  href: string('Path of the route.', '/v1/tickets'),
});

const hint = (codes: readonly string[]): Schema =>
  objectOf<Option['hints'][number]>({
    rule: string('Requirement on which the text is based.', 'H1'),
    code: enumOf(codes, 'Code of the text.'),
    message: string(
      "Text for the requester in the reader's language.",
      'Your team has an add-on, so you get support in the hub.',
    ),
  });

const timeOfDay = (description: string): Schema => ({
  type: 'string',
  pattern: '^\\d\\d:\\d\\d$',
  example: '09:00',
  description,
});

const openings = arrayOf(
  objectOf<ShownHours['weekly']['mon'][number]>({
    opens: timeOfDay('Opening time.'),
    closes: timeOfDay('Closing time, exclusive. `24:00` is midnight.'),
  }),
  'Opening hours of the day.',
);

const hours = objectOf<ShownHours>({
  calendar: string('Id of the calendar.', 'japanese-desk'),
  timeZone: string('IANA time zone of the calendar.', 'Asia/Tokyo'),
  weekly: described(
    'Opening hours by weekday.',
    objectOf<ShownHours['weekly']>(
      Object.fromEntries(WEEK.map((day) => [day, openings])) as Record<keyof ShownHours['weekly'], Schema>,
    ),
  ),
  holidays: arrayOf(date(), 'Local dates on which support is closed.'),
  openNow: boolean('Whether support is open now.'),
  nextOpensAt: nullable(dateTime(), 'Instant of the next opening. Null while open.', null),
});

const target = objectOf<ResponseTarget>({
  servedLanguage,
  minutes: number('Response target in minutes.', 240),
  decidedBy: enumOf(['edition', 'japanese-desk'], 'Which target applies.'),
  dueAt: dateTime('Instant by which a ticket opened now would be answered.', EXAMPLES.dueAt),
});

const option = objectOf<Option>({
  channel: enumOf(CHANNELS, 'Channel.'),
  offered: boolean('Whether the channel is available to the requester now.'),
  notOffered: nullable(hint(LIVE_SUPPORT_DENIALS), 'Why the channel is not available.', null),
  languages: arrayOf(servedLanguage, 'Languages in which the channel is available now. Empty if it is not.'),
  hours: nullable(hours, 'Opening hours of the channel. Null if the channel is never open to the caller.'),
  responseTargets: nullable(
    objectOf<ResponseTargets>({
      en: described('Target for tickets in English.', target),
      ja: described('Target for tickets in Japanese.', target),
    }),
    'Response targets by language. Null without a promised response time.',
  ),
  hints: arrayOf(hint(TEXT_KEYS), 'Texts to show with the channel.'),
});

const issueTypes = arrayOf(
  objectOf<Options['issueTypes'][number]>({
    id: string('Id of the issue type.', 'sync_upload'),
    name: string("Name in the reader's language.", 'Sync and upload'),
  }),
  'Issue types for a ticket.',
);

export const SUPPORT_SCHEMAS = defineSchemas({
  Taxonomy: objectOf<Taxonomy>({
    version: string('Version of the taxonomy.', '2026-11-29.3'),
    products: arrayOf(
      objectOf<Taxonomy['products'][number]>({
        id: string('Id of the product.', 'dropbox'),
        name: string('Name of the product.', 'Dropbox'),
        retired: boolean('Whether the product takes no more requests. Its tickets remain.'),
      }),
      'Products that tickets are about, retired ones included.',
    ),
    issueTypes,
  }),
  SupportRoute: objectOf<Route>({
    site: enumOf(['hub', 'support-page'], 'Site on which the member gets support.'),
    path: string('Path of the site.', '/hub'),
    links: arrayOf(link, 'Routes available there.'),
    reason: described('Why the member gets support there.', hint(Object.keys(HUB_REQUIREMENTS))),
  }),
  ContactOptions: objectOf<Options>({
    product: string('Product that the options apply to.', 'dropbox'),
    entitlement: nullable(entitlement, 'Entitlement for the product. Null for standard support.'),
    japaneseDesk: described('Opening hours of the Japanese desk.', hours),
    issueTypes,
    options: arrayOf(option, 'Channels.'),
  }),
});
