import type { ServiceScope, TokenKind } from '../platform/auth/caller.js';

/** What a caller may do in principle: the kinds of token, and for services the scope. */
interface AbilityRequirement {
  readonly kinds: readonly TokenKind[];
  readonly scope?: ServiceScope;
  /** What it is, for the description of the API. */
  readonly means: string;
}

/** Abilities by name. Members, and services that act for one, need more for some of them, such as a role. */
export const ABILITIES = {
  tickets: { kinds: ['member', 'service'], means: 'Open, read and reply to own tickets (E2).' },
  hub: { kinds: ['member', 'service'], means: 'Use the hub (H1, H2, C4).' },
  billing: {
    kinds: ['member', 'service', 'sales', 'operator'],
    means: 'See add-ons and charges: of the own team, sales and operators of any (P6).',
  },
  seats: {
    kinds: ['member', 'service', 'sales'],
    means: 'Change seats while the team has an add-on: of the own team, sales of any (P4–P6).',
  },
  inquiries: { kinds: ['member', 'service'], means: 'Send inquiries to sales (P3).' },
  desk: { kinds: ['agent'], means: "Work on all teams' tickets." },
  liveRequests: { kinds: ['agent'], means: 'Be offered chats and callbacks while available: registered agents (K4).' },
  directory: { kinds: ['operator', 'sales', 'agent'], means: 'Search teams and read members and agents.' },
  sales: { kinds: ['sales'], means: 'Sell to any team, and close inquiries (P3).' },
  programme: { kinds: ['agent', 'operator'], means: 'Book and complete appointments of any team (E4, Q3).' },
  administration: { kinds: ['operator'], means: 'Register and change teams, members and agents.' },
  operations: { kinds: ['operator'], means: 'See the health of the engine in detail.' },
  analysis: { kinds: ['analyst', 'auditor'], means: 'Read reports and read models.' },
  log: { kinds: ['analyst', 'auditor'], means: 'Read and follow the log. Analysts see no personal data.' },
  audit: { kinds: ['auditor'], means: 'List what staff and services have read, and prove the tickets of any team.' },
  erasures: { kinds: ['operator', 'service'], scope: 'privacy:erase', means: 'Erase people, and preview that.' },
  mails: { kinds: ['operator', 'service'], scope: 'mails', means: 'List and retry mails.' },
  webhooks: { kinds: ['service'], scope: 'webhooks', means: 'Subscribe to events.' },
  features: { kinds: ['operator', 'service'], scope: 'features:write', means: 'Record the use of features (Q2).' },
} as const satisfies Readonly<Record<string, AbilityRequirement>>;

export type AbilityName = keyof typeof ABILITIES;

/** The requirements of an ability. */
export const requirementOf = (name: AbilityName): AbilityRequirement => ABILITIES[name];

/** All abilities, in the order of the answer. */
export const ABILITY_NAMES = Object.keys(ABILITIES) as readonly AbilityName[];
