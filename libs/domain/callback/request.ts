import type { CallbackEvent } from '@ledgerdesk/events';
import { isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import { servedLanguage } from '../entitlement/language.js';
import { type LiveSupportFacts, liveSupportProduct } from '../entitlement/live-support-product.js';
import type { Policies } from '../policies.js';
import type { Ticket } from '../ticket/state.js';
import type { RequestCallback } from './commands.js';
import type { Callback } from './state.js';

/** State of other streams that callback decisions need. */
export interface CallbackFacts extends LiveSupportFacts {
  readonly ticket?: Ticket | undefined;
}

const foreignTicket = (
  { ticketId, teamId, requesterId }: RequestCallback,
  ticket: Ticket | undefined,
): Refusal | undefined =>
  ticketId === undefined || (ticket?.teamId === teamId && ticket.requesterId === requesterId)
    ? undefined
    : refuse('invalid', 'callback-ticket-not-found', 'There is no such ticket of yours to call about.', { rule: 'V4' });

const requested = (command: RequestCallback, product: string, policies: Policies): CallbackEvent => {
  const { callbackId, teamId, requesterId, phone, reason, language, at } = command;
  return {
    type: 'CallbackRequested',
    data: {
      callbackId,
      teamId,
      requesterId,
      product,
      phone,
      reason,
      language,
      servedLanguage: servedLanguage(language, at, policies),
      ticketId: command.ticketId ?? null,
    },
  };
};

/** K1–K4, E3, E9, L5, L6: from whoever has live support for the product, while it is open. */
export const requestCallback = (
  command: RequestCallback,
  callback: Callback | undefined,
  facts: CallbackFacts,
): readonly CallbackEvent[] | Refusal => {
  if (callback) return refuse('conflict', 'callback-exists', `The callback ${command.callbackId} exists already.`);
  const product = liveSupportProduct(command, facts);
  if (isRefusal(product)) return product;
  return foreignTicket(command, facts.ticket) ?? [requested(command, product.id, facts.policies)];
};
