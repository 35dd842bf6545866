import {
  type Member,
  type Policies,
  productName,
  refusalText,
  type RefusalTextSource,
  type Team,
} from '@ledgerdesk/domain';
import type { ServedLanguage } from '@ledgerdesk/events';
import type { Refusal } from '@ledgerdesk/kernel';
import type { AddOnWithState } from '@ledgerdesk/projections';
import type { Caller } from '../platform/auth/caller.js';
import type { Problem } from '../platform/http/problem.js';
import { ABILITY_NAMES, type AbilityName } from './abilities.js';
import type { AbilityRefusals } from './caller-abilities.js';
import type { LiveOffer, PurchaseOffer } from './member-offers.js';

/** Policies in force and the language of the reader. */
interface Reading {
  readonly policies: Policies;
  readonly language: ServedLanguage;
}

/** A refusal in the reader's language. */
const toReason = (
  { code, message, rule, details = {} }: RefusalTextSource & Pick<Refusal, 'rule'>,
  { policies: { texts }, language }: Reading,
) => ({ code, rule: rule ?? null, detail: refusalText({ code, message, details }, language, texts) });

const toAbility = (problem: Problem | undefined, reading: Reading) => ({
  allowed: problem === undefined,
  refused: problem ? toReason({ code: problem.code, message: problem.detail, ...problem.extra }, reading) : null,
});

type Ability = ReturnType<typeof toAbility>;

/** What the caller may do, by ability. */
export const toAbilities = (refusals: AbilityRefusals, reading: Reading) =>
  Object.fromEntries(ABILITY_NAMES.map((name) => [name, toAbility(refusals.get(name), reading)])) as Record<
    AbilityName,
    Ability
  >;

/** A product with its name in the taxonomy. */
export const toProduct = (id: string, { policies: { taxonomy } }: Pick<Reading, 'policies'>) => ({
  id,
  name: productName(taxonomy, id),
});

/** P4–P7: an add-on with the possible action, and whether the caller may take it. */
export const toPurchase = ({ product, action, refusal }: PurchaseOffer, reading: Reading) => ({
  product: toProduct(product, reading),
  action,
  allowed: refusal === undefined,
  refused: refusal ? toReason(refusal, reading) : null,
});

/** Chat or callback about a product, and whether the caller can use it now. */
export const toLiveSupport = (
  { product, option: { channel, offered, notOffered, hours } }: LiveOffer,
  reading: Reading,
) => ({
  product: toProduct(product, reading),
  channel: channel === 'chat' ? ('chat' as const) : ('callback' as const),
  allowed: offered,
  refused: notOffered && {
    code: notOffered.code,
    rule: notOffered.rule,
    detail: reading.policies.texts.texts[notOffered.code][reading.language],
  },
  opensAt: hours?.nextOpensAt ?? null,
});

/** The team of an active member. */
export const toOwnTeam = (team: Team, addOns: readonly AddOnWithState[], reading: Reading) => ({
  id: team.teamId,
  name: team.name,
  timeZone: team.timeZone,
  products: team.products.map((product) => toProduct(product, reading)),
  addOns: addOns
    .filter(({ state }) => state !== 'ended')
    .map(({ product, edition, state }) => ({ product: toProduct(product, reading), edition, state })),
  purchases: {
    by: team.selfServe && !team.hasAccountManager ? ('members' as const) : ('sales' as const),
    roles: reading.policies.policy.billingRoles,
    editions: reading.policies.policy.selfServiceEditions,
  },
});

/** What is known of the member that the caller is or acts for; nulls for other callers. */
const toMembership = (member: Member | undefined) => ({
  language: member?.language ?? null,
  status: member?.status ?? null,
  roles: member?.roles ?? [],
  champion: member?.champion ?? null,
});

/** The token: its kind, scopes and end. */
const toToken = ({ kind, scopes, expiresAt }: Caller) => ({
  kind,
  scopes: scopes ?? null,
  tokenExpiresAt: new Date(expiresAt * 1_000).toISOString(),
});

/** What the answer is made of. */
export interface Profile {
  readonly caller: Caller;
  /** Name of a member or registered agent; null for others. */
  readonly name: string | null;
  /** The member that a service acts for. */
  readonly onBehalfOf: { readonly id: string; readonly name: string | null } | null;
  /** The member that the caller is or acts for. */
  readonly member: Member | undefined;
  /** Team of an active member. */
  readonly team: Team | undefined;
  readonly addOns: readonly AddOnWithState[];
  readonly purchases: readonly PurchaseOffer[];
  readonly liveSupport: readonly LiveOffer[];
  readonly refusals: AbilityRefusals;
}

/** The caller: who it is and what it may do. */
export const toMe = ({ caller, name, onBehalfOf, member, team, ...profile }: Profile, reading: Reading) => ({
  ...toToken(caller),
  id: caller.kind === 'member' && caller.member ? caller.member.memberId : caller.actor.id,
  name,
  onBehalfOf,
  ...toMembership(member),
  team: team ? toOwnTeam(team, profile.addOns, reading) : null,
  purchases: profile.purchases.map((offer) => toPurchase(offer, reading)),
  liveSupport: profile.liveSupport.map((offer) => toLiveSupport(offer, reading)),
  may: toAbilities(profile.refusals, reading),
});
