import type { CallbackEvent } from '@ledgerdesk/events';
import { type Decision, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import { servedLanguage } from '../entitlement/language.js';
import { alreadyWaiting } from '../entitlement/live-line.js';
import {
  type AcceptedLiveSupport,
  acceptLiveSupport,
  type LiveSupportFacts,
} from '../entitlement/live-support-product.js';
import type { Policies } from '../policies.js';
import { unknownIssueType } from '../taxonomy.js';
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
  language: string,
  { product, terms, timeZone }: AcceptedLiveSupport,
  policies: Policies,
): CallbackEvent => {
  const { callbackId, teamId, requesterId, phone, at } = command;
  return {
    type: 'CallbackRequested',
    data: {
      callbackId,
      teamId,
      requesterId,
      product: product.id,
      phone,
      reason: command.reason ?? null,
      language,
      servedLanguage: servedLanguage(language, at, policies),
      ticketId: command.ticketId ?? null,
      issueType: command.issueType ?? null,
      terms,
      timeZone,
    },
  };
};

/** K2: refuses kinds of numbers that the policy excludes, such as premium rate. */
const refusedPhone = ({ phoneKind = 'other' }: RequestCallback, { policy }: Policies): Refusal | undefined =>
  policy.refusedPhoneKinds.includes(phoneKind)
    ? refuse('invalid', 'phone-kind-refused', `We do not call ${phoneKind} numbers. Use another direct number.`, {
        rule: 'K2',
        details: { kind: phoneKind },
      })
    : undefined;

/** K1–K4, E3, E9, L5–L7: requests a callback if the requester has live support and it is open. */
export const requestCallback = (
  command: RequestCallback,
  callback: Callback | undefined,
  facts: CallbackFacts,
): Decision<CallbackEvent> => {
  if (callback) return refuse('conflict', 'callback-exists', `The callback ${command.callbackId} already exists.`);
  const language = command.language ?? facts.member?.language ?? 'en';
  const accepted = acceptLiveSupport({ ...command, channel: 'callback', language }, facts);
  if (isRefusal(accepted)) return accepted;
  return (
    refusedPhone(command, facts.policies) ??
    (command.issueType === undefined ? undefined : unknownIssueType(facts.policies.taxonomy, command.issueType)) ??
    foreignTicket(command, facts.ticket) ??
    alreadyWaiting('callback', facts) ?? [requested(command, language, accepted, facts.policies)]
  );
};
