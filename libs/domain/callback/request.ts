import type { CallbackEvent } from '@ledgerdesk/events';
import { isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import type { AddOn } from '../add-on/state.js';
import { servedLanguage } from '../entitlement/language.js';
import { liveSupportRefused } from '../entitlement/live-support.js';
import { servedMember } from '../member/standing.js';
import type { Member } from '../member/state.js';
import type { Rules } from '../rules.js';
import { productAsked } from '../taxonomy.js';
import type { Team } from '../team/state.js';
import type { Ticket } from '../ticket/state.js';
import type { RequestCallback } from './commands.js';
import type { Callback } from './state.js';

/** What a callback is decided from outside its stream. `addOn` is the team's for the product asked about. */
export interface CallbackFacts {
  readonly rules: Rules;
  readonly team?: Team | undefined;
  readonly member?: Member | undefined;
  readonly addOn?: AddOn | undefined;
  readonly ticket?: Ticket | undefined;
}

const foreignTicket = ({ ticketId, teamId, requesterId }: RequestCallback, ticket: Ticket | undefined): Refusal | undefined =>
  ticketId === undefined || (ticket?.teamId === teamId && ticket.requesterId === requesterId)
    ? undefined
    : refuse('invalid', 'callback-ticket-not-found', 'There is no such ticket of yours to call about.', { rule: 'V4' });

const requested = (command: RequestCallback, product: string, rules: Rules): CallbackEvent => {
  const { callbackId, teamId, requesterId, phone, reason, language, at } = command;
  return {
    type: 'CallbackRequested',
    data: {
      callbackId, teamId, requesterId, product, phone, reason, language,
      servedLanguage: servedLanguage(language, at, rules), ticketId: command.ticketId ?? null,
    },
  };
};

/** K1–K4, E3, E9, L5, L6: from whoever has live support for the product, while it is open. */
export const requestCallback = (
  command: RequestCallback, callback: Callback | undefined, facts: CallbackFacts,
): readonly CallbackEvent[] | Refusal => {
  if (callback) return refuse('conflict', 'callback-exists', `The callback ${command.callbackId} exists already.`);
  const { rules, addOn, ticket } = facts;
  const member = servedMember(facts.member);
  if (isRefusal(member)) return member;
  const product = productAsked(rules.taxonomy, facts.team?.products ?? [], command.product, command.at);
  if (isRefusal(product)) return product;
  return liveSupportRefused({ member, addOn, covers: product.addOn, at: command.at }, rules)
    ?? foreignTicket(command, ticket)
    ?? [requested(command, product.id, rules)];
};
