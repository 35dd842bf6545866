import type { MessageFiles, TicketEvent } from '@ledgerdesk/events';
import { type Decision, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import type { AddOn } from '../add-on/state.js';
import type { Agent } from '../agent/state.js';
import { entitlementFor } from '../entitlement/entitlement.js';
import { servedLanguage } from '../entitlement/language.js';
import { activeMember } from '../member/active-member.js';
import type { Member } from '../member/state.js';
import type { Policies } from '../policies.js';
import { type CoveredProduct, recordedProduct, resolveProduct, unknownIssueType } from '../taxonomy.js';
import type { Team } from '../team/state.js';
import { filesOf, NO_FILES } from './attachments.js';
import { clockStarted } from './clock-events.js';
import { closesAt } from './closing.js';
import type { AgentMessage, ChatAnswer, OpenTicket } from './commands.js';
import { isUnsolved, type Ticket } from './state.js';

/**
 * State of other streams that opening, replying, assigning and merging need. `addOn` is the team's for the product,
 * `assignee` the agent to assign a ticket to, and `mergeTarget` the ticket to merge one into; undefined if unknown.
 */
export interface TicketFacts {
  readonly policies: Policies;
  readonly team?: Team | undefined;
  readonly member?: Member | undefined;
  readonly addOn?: AddOn | undefined;
  readonly followUpOf?: Ticket | undefined;
  readonly assignee?: Agent | undefined;
  readonly mergeTarget?: Ticket | undefined;
}

/** V3, V4: a follow-up must refer to a finished ticket of the same requester. */
const followUpRefusal = (
  { followUpOf, teamId, requesterId }: OpenTicket,
  old: Ticket | undefined,
): Refusal | undefined => {
  if (followUpOf === undefined) return undefined;
  if (old?.teamId !== teamId || old.requesterId !== requesterId) {
    return refuse('invalid', 'follow-up-not-found', 'Ticket not found. Follow up one of your own tickets.', {
      rule: 'V4',
    });
  }
  return isUnsolved(old)
    ? refuse('conflict', 'follow-up-of-open', 'That ticket is still open. Reply to it instead.', { rule: 'V3' })
    : undefined;
};

const linked = ({ ticketId, teamId, requesterId, cameOf }: OpenTicket): readonly TicketEvent[] =>
  cameOf
    ? [
        {
          type: 'LiveSupportLinked',
          data: { ticketId, teamId, requesterId, channel: cameOf.channel, requestId: cameOf.requestId },
        },
      ]
    : [];

const chatAnswered = (
  { ticketId, teamId, requesterId }: OpenTicket,
  { agentId, body, writtenAt }: ChatAnswer,
): TicketEvent => ({
  type: 'TicketAnswered',
  data: { ticketId, teamId, requesterId, agentId, body, ...NO_FILES, writtenAt },
});

/** E5: an answer that comes with the request meets it before a clock starts. */
const answeredAtOpening = (
  { ticketId, teamId, requesterId }: OpenTicket,
  { agentId, body }: AgentMessage,
  files: MessageFiles,
): readonly TicketEvent[] => [
  { type: 'TicketAnswered', data: { ticketId, teamId, requesterId, agentId, body, ...files, writtenAt: null } },
];

/** R6: a request that was settled in a chat is recorded as solved, without a clock. */
const solvedAtOpening = (
  command: OpenTicket,
  product: string,
  { agentId, answer }: { readonly agentId: string | null; readonly answer?: ChatAnswer },
  policies: Policies,
): readonly TicketEvent[] => {
  const { ticketId, teamId, requesterId, issueType, at } = command;
  return [
    ...(answer ? [chatAnswered(command, answer)] : []),
    {
      type: 'TicketSolved',
      data: { ticketId, teamId, requesterId, product, issueType, agentId, closesAt: closesAt(at, policies) },
    },
  ];
};

/** What follows the opening: the end of a settled request, the answer that came with it, or a clock. */
const afterOpening = (
  command: OpenTicket,
  product: string,
  promise: Pick<Ticket, 'entitlement' | 'servedLanguage'>,
  answered: readonly TicketEvent[],
  policies: Policies,
): readonly TicketEvent[] => {
  const { ticketId, teamId, requesterId, cameOf, at } = command;
  if (cameOf?.settled) return solvedAtOpening(command, product, cameOf.settled, policies);
  if (answered.length > 0) return answered;
  const { entitlement, servedLanguage: served } = promise;
  return clockStarted({ ticketId, teamId, requesterId, entitlement, clock: null, clocks: 0 }, served, at, policies);
};

interface OpeningMessages {
  readonly files: MessageFiles;
  readonly answered: readonly TicketEvent[];
}

/** What entitles the requester: their own terms as a Champion, and the team's add-on for the product. */
export interface OpeningTerms extends Pick<TicketFacts, 'policies' | 'addOn'> {
  readonly product: CoveredProduct;
  readonly member: Pick<Member, 'champion'>;
}

const opening = (
  command: OpenTicket,
  { files, answered }: OpeningMessages,
  { product, member, policies, addOn }: OpeningTerms,
): readonly TicketEvent[] => {
  const { ticketId, teamId, requesterId, issueType, subject, body, language, at } = command;
  const entitlement = entitlementFor({ member, addOn, covers: product.addOn, at }, policies);
  const served = servedLanguage(language, at, policies);
  return [
    {
      type: 'TicketOpened',
      data: {
        ticketId,
        teamId,
        requesterId,
        product: product.id,
        issueType,
        subject,
        body,
        language,
        servedLanguage: served,
        entitlement,
        followUpOf: command.followUpOf ?? null,
        ...files,
      },
    },
    ...linked(command),
    ...afterOpening(command, product.id, { entitlement, servedLanguage: served }, answered, policies),
  ];
};

/** The files of the request, and the answer that comes with it. Refuses expired uploads. */
const messagesOf = (command: OpenTicket): OpeningMessages | Refusal => {
  const { answer, at } = command;
  const files = filesOf(command);
  if (isRefusal(files)) return files;
  if (!answer) return { files, answered: [] };
  const answering = filesOf({ ...answer, at });
  return isRefusal(answering) ? answering : { files, answered: answeredAtOpening(command, answer, answering) };
};

const NO_MESSAGES: OpeningMessages = { files: NO_FILES, answered: [] };

/**
 * R6, K4: opens the ticket of a chat or callback that is over. It was announced when the request ended, so nothing that
 * has changed since prevents it: neither a retired product or issue type, nor that the requester has left the team.
 */
const openFromLiveSupport = (command: OpenTicket, member: Member, facts: TicketFacts): Decision<TicketEvent> =>
  opening(command, NO_MESSAGES, {
    ...facts,
    member,
    product: recordedProduct(facts.policies.taxonomy, command.product ?? ''),
  });

/** What a request that was accepted before records on other terms: without its files, and without its checks. */
export const openedAgain = (command: OpenTicket, terms: OpeningTerms): readonly TicketEvent[] => {
  const { answer } = command;
  const answered = answer ? answeredAtOpening(command, answer, NO_FILES) : [];
  return opening(command, { files: NO_FILES, answered }, terms);
};

/** R2, R4, R5, E2, E10, E11: opens a ticket for an active member, with the response target in force now. */
export const openTicket = (
  command: OpenTicket,
  ticket: Ticket | undefined,
  facts: TicketFacts,
): Decision<TicketEvent> => {
  if (ticket) return refuse('conflict', 'ticket-exists', `The ticket ${command.ticketId} already exists.`);
  if (facts.member?.erased)
    return refuse('conflict', 'member-erased', 'The requester is erased. Nothing can be recorded of them any more.');
  if (command.cameOf && facts.member) return openFromLiveSupport(command, facts.member, facts);
  const member = activeMember(facts.member);
  if (isRefusal(member)) return member;
  const { taxonomy } = facts.policies;
  const product = resolveProduct(taxonomy, facts.team?.products ?? [], command.product, command.at);
  if (isRefusal(product)) return product;
  const messages = messagesOf(command);
  return (
    unknownIssueType(taxonomy, command.issueType) ??
    followUpRefusal(command, facts.followUpOf) ??
    (isRefusal(messages) ? messages : opening(command, messages, { ...facts, product, member }))
  );
};
