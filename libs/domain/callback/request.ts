import type { CallbackEvent } from '@ledgerdesk/events';
import { type Decision, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
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
    : refuse('invalid', 'callback-ticket-not-found', 'Ticket not found. Use the ID of one of your own tickets.', {
        rule: 'V4',
      });

const requested = (
  command: RequestCallback,
  { product, language }: { readonly product: string; readonly language: string },
  policies: Policies,
): CallbackEvent => {
  const { callbackId, teamId, requesterId, phone, at } = command;
  return {
    type: 'CallbackRequested',
    data: {
      callbackId,
      teamId,
      requesterId,
      product,
      phone,
      reason: command.reason ?? null,
      language,
      servedLanguage: servedLanguage(language, at, policies),
      ticketId: command.ticketId ?? null,
    },
  };
};

/** K1–K4, E3, E9, L5, L6: requests a callback if the requester has live support and it is open. */
export const requestCallback = (
  command: RequestCallback,
  callback: Callback | undefined,
  facts: CallbackFacts,
): Decision<CallbackEvent> => {
  if (callback) return refuse('conflict', 'callback-exists', `The callback ${command.callbackId} already exists.`);
  const product = liveSupportProduct(command, facts);
  if (isRefusal(product)) return product;
  const language = command.language ?? facts.member?.language ?? 'en';
  return (
    foreignTicket(command, facts.ticket) ?? [requested(command, { product: product.id, language }, facts.policies)]
  );
};
