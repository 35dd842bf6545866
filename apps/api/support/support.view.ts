import { HUB_PATH, SUPPORT_PATH } from '@ledgerdesk/application';
import {
  type ContactOption,
  type ContactOptions,
  isRetired,
  type Notice,
  type Policies,
  type SupportRoute,
  type TextLanguage,
  translationIn,
} from '@ledgerdesk/domain';
import type { Instant } from '@ledgerdesk/kernel';

/** A route available on a site. */
export interface Link {
  readonly rel: string;
  readonly method: 'GET' | 'POST';
  readonly href: string;
}

const link = (rel: string, method: Link['method'], href: string): Link => ({ rel, method, href });

/** R1, H3, H6: routes available on both sites. */
const REQUEST_LINKS = [
  link('contact-options', 'GET', '/v1/contact-options'),
  link('open-ticket', 'POST', SUPPORT_PATH),
  link('tickets', 'GET', SUPPORT_PATH),
];

const SITES: Readonly<Record<SupportRoute['site'], { readonly path: string; readonly links: readonly Link[] }>> = {
  hub: { path: HUB_PATH, links: [link('dashboard', 'GET', HUB_PATH), ...REQUEST_LINKS] },
  'support-page': { path: SUPPORT_PATH, links: REQUEST_LINKS },
};

const toHint = ({ rule, code }: Notice, { texts: { texts } }: Policies, language: TextLanguage) => ({
  rule,
  code,
  message: translationIn(texts[code], language),
});

export const toSupportRoute = ({ site, rule, code }: SupportRoute, policies: Policies, language: TextLanguage) => ({
  site,
  ...SITES[site],
  reason: toHint({ rule, code }, policies, language),
});

const toOption = ({ notOffered, hints, ...option }: ContactOption, policies: Policies, language: TextLanguage) => ({
  ...option,
  notOffered: notOffered && toHint(notOffered, policies, language),
  hints: hints.map((hint) => toHint(hint, policies, language)),
});

/** R4: issue types of the taxonomy. An imported taxonomy may have names in English only. */
const toIssueTypes = ({ taxonomy: { issueTypes } }: Policies, language: TextLanguage) =>
  issueTypes.map(({ id, ...names }) => ({ id, name: translationIn(names, language) }));

export const toTaxonomy = (policies: Policies, language: TextLanguage, now: Instant) => ({
  version: policies.taxonomy.version,
  products: policies.taxonomy.products.map((product) => ({
    id: product.id,
    name: product.name,
    retired: isRetired(product, now),
  })),
  issueTypes: toIssueTypes(policies, language),
});

export const toContactOptions = ({ options, ...rest }: ContactOptions, policies: Policies, language: TextLanguage) => ({
  ...rest,
  issueTypes: toIssueTypes(policies, language),
  options: options.map((option) => toOption(option, policies, language)),
});
