import { HUB_PATH, SUPPORT_PATH } from '@ledgerdesk/application';
import {
  type ContactOption,
  type ContactOptions,
  type Notice,
  type Policies,
  type SupportRoute,
  type TextKey,
} from '@ledgerdesk/domain';
import type { ServedLanguage } from '@ledgerdesk/events';

/** Says what is meant by a key, in the language of a reader. */
export type Say = (key: TextKey) => string;
export const saying =
  ({ texts: { texts } }: Policies, language: ServedLanguage): Say =>
  (key) =>
    texts[key][language];

/** Something that can be done, and by which call. */
export interface Link {
  readonly rel: string;
  readonly method: 'GET' | 'POST';
  readonly href: string;
}
const link = (rel: string, method: Link['method'], href: string): Link => ({ rel, method, href });

/** R1, H3, H6: on either site one's requests are created, reviewed and tracked. */
const REQUESTS = [
  link('contact-options', 'GET', '/v1/contact-options'),
  link('open-ticket', 'POST', SUPPORT_PATH),
  link('tickets', 'GET', SUPPORT_PATH),
];

const PLACES: Readonly<Record<SupportRoute['site'], { readonly path: string; readonly links: readonly Link[] }>> = {
  hub: { path: HUB_PATH, links: [link('dashboard', 'GET', HUB_PATH), ...REQUESTS] },
  'support-page': { path: SUPPORT_PATH, links: REQUESTS },
};

const shownNotice = ({ rule, code }: Notice, say: Say) => ({ rule, code, message: say(code) });

/** Where support is, why there, and what can be done there. */
export const toSupportRoute = ({ site, rule, code }: SupportRoute, say: Say) => ({
  site,
  ...PLACES[site],
  reason: shownNotice({ rule, code }, say),
});

const shownOption = ({ notOffered, hints, ...option }: ContactOption, say: Say) => ({
  ...option,
  notOffered: notOffered && shownNotice(notOffered, say),
  hints: hints.map((hint) => shownNotice(hint, say)),
});

/** R4: what a request can be about. A taxonomy of one's own may have no Japanese. */
const shownIssueTypes = ({ taxonomy: { issueTypes } }: Policies, language: ServedLanguage) =>
  issueTypes.map(({ id, en, ja = en }) => ({ id, name: language === 'ja' ? ja : en }));

/** The ways to support, with what is to be said of them. */
export const toContactOptions = (
  { options, ...about }: ContactOptions,
  policies: Policies,
  language: ServedLanguage,
) => ({
  ...about,
  issueTypes: shownIssueTypes(policies, language),
  options: options.map((option) => shownOption(option, saying(policies, language))),
});
