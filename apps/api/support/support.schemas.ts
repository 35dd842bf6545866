import {
  type ContactOption,
  HUB_REQUIREMENTS,
  LIVE_SUPPORT_REQUIREMENTS,
  type ResponseTarget,
  type ResponseTargets,
  type ShownHours,
  TEXT_KEYS,
  WEEK,
} from '@ledgerdesk/domain';
import type { Link, toContactOptions, toSupportRoute } from './support.view.js';
import { date, flag, instant, listOf, objectOf, oneOf, orNull, type Schema, text } from '../platform/openapi/schema.js';
import { entitlement, servedLanguage } from '../platform/openapi/domain-schemas.js';

type Route = ReturnType<typeof toSupportRoute>;
type Options = ReturnType<typeof toContactOptions>;
type Option = Options['options'][number];

const link = objectOf<Link>({ rel: text, method: oneOf(['GET', 'POST']), href: text });
const remark = (codes: readonly string[]): Schema =>
  objectOf<Option['hints'][number]>({
    rule: text,
    code: oneOf(codes),
    message: { type: 'string', description: 'For the requester, in the language asked for.' },
  });

const clock = { type: 'string', pattern: '^\\d\\d:\\d\\d$', example: '09:00' } satisfies Schema;
const windows = listOf(
  objectOf<ShownHours['weekly']['mon'][number]>({
    opens: clock,
    closes: { ...clock, description: 'Exclusive; 24:00 is midnight.' },
  }),
);
const hours = objectOf<ShownHours>({
  calendar: text,
  timeZone: text,
  weekly: objectOf<ShownHours['weekly']>(
    Object.fromEntries(WEEK.map((day) => [day, windows])) as Record<keyof ShownHours['weekly'], Schema>,
  ),
  holidays: listOf(date),
  openNow: flag,
  nextOpensAt: orNull(instant),
});

const target = objectOf<ResponseTarget>({
  servedLanguage,
  minutes: { type: 'number' },
  decidedBy: oneOf(['edition', 'japanese-desk']),
  dueAt: instant,
});

/** What routes on the way to support answer. */
export const SUPPORT_SCHEMAS = {
  SupportRoute: objectOf<Route>({
    site: oneOf(['hub', 'support-page']),
    path: text,
    links: listOf(link),
    reason: remark(Object.keys(HUB_REQUIREMENTS)),
  }),
  ContactOptions: objectOf<Options>({
    product: text,
    entitlement: orNull(entitlement),
    japaneseDesk: hours,
    issueTypes: listOf(
      objectOf<Options['issueTypes'][number]>({
        id: text,
        name: { type: 'string', description: 'In the language asked for.' },
      }),
    ),
    options: listOf(
      objectOf<Option>({
        channel: oneOf(['request', 'chat', 'callback'] satisfies ContactOption['channel'][]),
        offered: flag,
        notOffered: orNull(remark(Object.keys(LIVE_SUPPORT_REQUIREMENTS))),
        hours,
        responseTargets: orNull(objectOf<ResponseTargets>({ en: target, ja: target })),
        hints: listOf(remark(TEXT_KEYS)),
      }),
    ),
  }),
};
