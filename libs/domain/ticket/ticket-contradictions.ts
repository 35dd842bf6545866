import type {
  CarriedClock,
  Entitlement,
  TicketClosed,
  TicketMerged,
  TicketOpened,
  TicketSolved,
} from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import type { AddOn } from '../add-on/state.js';
import { differs, fieldsDiffer } from '../contradiction.js';
import { entitlementFor } from '../entitlement/entitlement.js';
import { servedLanguage } from '../entitlement/language.js';
import type { Member } from '../member/state.js';
import type { Policies } from '../policies.js';
import { recordedProduct } from '../taxonomy.js';
import { carriedClock } from './clock-events.js';
import { closesAt } from './closing.js';
import { isUnsolved, type Ticket } from './state.js';

/** What a ticket was opened on, as the log has it. */
export interface OpeningFacts {
  readonly at: Instant;
  /** The policies of the decision. */
  readonly policies: Policies;
  /** Undefined: not known. */
  readonly member: Member | undefined;
  /** Returns the team's add-on that covers a product, as the decision read it. */
  readonly addOnOf: (covers: string) => AddOn | undefined;
  /** False if the decision used other time-zone data than is at hand. */
  readonly hasZones: boolean;
}

/** E11: recomputes the right to a response target, and the language of support (L2), that a ticket opens with. */
export const openingContradictions = (
  { data }: TicketOpened,
  { at, policies, member, addOnOf, hasZones }: OpeningFacts,
): readonly string[] => {
  const { addOn: covers } = recordedProduct(policies.taxonomy, data.product);
  const expected = (): Entitlement | null =>
    member ? entitlementFor({ member, addOn: addOnOf(covers), covers, at }, policies) : data.entitlement;
  return [
    ...differs('entitlement', data.entitlement, expected()),
    ...(hasZones ? differs('servedLanguage', data.servedLanguage, servedLanguage(data.language, at, policies)) : []),
  ];
};

/** Recomputes when a solved ticket closes by itself. */
export const solvingContradictions = (
  { data }: TicketSolved,
  { at, policies }: { readonly at: Instant; readonly policies: Policies },
): readonly string[] => (data.closesAt === null ? [] : differs('closesAt', data.closesAt, closesAt(at, policies)));

/** A ticket closes by itself only if it is solved, and not before its time. */
export const closingContradictions = (ticket: Ticket, { data }: TicketClosed, at: Instant): readonly string[] => {
  if (data.by !== 'time') return [];
  if (ticket.status !== 'solved') return ['the ticket was not solved'];
  return ticket.closesAt !== null && at < ticket.closesAt ? ['it closed before its time'] : [];
};

/**
 * What a merge says of the ticket that ends, as it was before the command. `policies`: undefined if they or the
 * time-zone data are not known.
 */
export const mergeContradictions = (
  ticket: Ticket,
  { data }: TicketMerged,
  { at, policies }: { readonly at: Instant; readonly policies?: Policies | undefined },
): readonly string[] => {
  const { product, issueType, openedAt, entitlement } = ticket;
  return [
    ...fieldsDiffer(data, { product, issueType, openedAt, entitlement, wasOpen: isUnsolved(ticket) }),
    ...(policies ? differs('carriedClock', data.carriedClock, carriedClock(ticket, at, policies)) : []),
  ];
};

/** A clock that goes on in another ticket is the one that the merge carried. */
export const carriedContradictions = (started: CarriedClock, carried: CarriedClock): readonly string[] => {
  const { startedAt, servedLanguage: language, legs, decidedBy, riskAt, dueAt } = carried;
  return fieldsDiffer(started, { startedAt, servedLanguage: language, legs, decidedBy, riskAt, dueAt });
};
