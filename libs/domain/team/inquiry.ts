import type { TeamEvent } from '@ledgerdesk/events';
import { type Decision, isRefusal, refuse } from '@ledgerdesk/kernel';
import { activeMember } from '../member/active-member.js';
import { addOnsOf } from '../taxonomy.js';
import type { CloseInquiry, EraseInquiry, InquireAddOn } from './commands.js';
import type { TeamFacts } from './facts.js';
import type { Team } from './state.js';

/** Open inquiries of one member at a time. */
const MAX_OPEN = 5;
/** Inquiries of a team ever, so that its stream keeps room for what operators and sales record. */
const MAX_INQUIRIES = 2_000;

const isCompleted = ({ addOns = [] }: TeamFacts, inquiryId: string): boolean =>
  addOns.some((addOn) => addOn?.completedInquiries.includes(inquiryId));

/** P3: the contact form is open to every active member of the team (E2), regardless of the roles. */
export const inquire = (
  { inquiryId, product, memberId, message }: InquireAddOn,
  { teamId, inquiries }: Team,
  facts: TeamFacts,
): Decision<TeamEvent> => {
  const member = activeMember(facts.member);
  if (isRefusal(member)) return member;
  if (!addOnsOf(facts.policies.taxonomy).includes(product))
    return refuse('invalid', 'unknown-add-on', `Unknown add-on '${product}'. Use one of the add-ons in the taxonomy.`, {
      rule: 'P3',
    });
  const open = inquiries.filter(
    (one) => one.memberId === memberId && !one.closed && !isCompleted(facts, one.inquiryId),
  );
  if (open.length >= MAX_OPEN || inquiries.length >= MAX_INQUIRIES)
    return refuse(
      'conflict',
      'inquiries-open',
      'Sales has not answered your earlier inquiries yet. Wait for an answer, or contact the account manager.',
      { rule: 'P3' },
    );
  return [{ type: 'AddOnInquiryReceived', data: { teamId, inquiryId, product, memberId, message } }];
};

/** P3: closes an inquiry that no purchase has completed. */
export const closeInquiry = (
  { inquiryId, reason }: CloseInquiry,
  { teamId, inquiries }: Team,
  facts: TeamFacts,
): Decision<TeamEvent> => {
  const inquiry = inquiries.find((one) => one.inquiryId === inquiryId);
  if (!inquiry) return refuse('not-found', 'inquiry-not-found', 'Inquiry not found.', { rule: 'P3' });
  if (inquiry.erased)
    return refuse('conflict', 'inquiry-erased', 'The member who asked is erased. The inquiry is closed.', {
      rule: 'P3',
    });
  if (inquiry.closed) return [];
  if (isCompleted(facts, inquiryId))
    return refuse('conflict', 'inquiry-completed', 'A purchase has completed this inquiry. It cannot be closed.', {
      rule: 'P3',
    });
  return [{ type: 'AddOnInquiryClosed', data: { teamId, inquiryId, memberId: inquiry.memberId, reason } }];
};

/** Records once that the texts of an inquiry are erased; it is closed from then on. */
export const eraseInquiry = ({ inquiryId }: EraseInquiry, { teamId, inquiries }: Team): Decision<TeamEvent> => {
  const inquiry = inquiries.find((one) => one.inquiryId === inquiryId);
  if (!inquiry) return refuse('not-found', 'inquiry-not-found', 'Inquiry not found.', { rule: 'P3' });
  const { memberId, erased } = inquiry;
  return erased ? [] : [{ type: 'AddOnInquiryErased', data: { teamId, inquiryId, memberId } }];
};
