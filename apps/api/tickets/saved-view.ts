import { derivedId } from '@ledgerdesk/application';
import type { Member, TicketView } from '@ledgerdesk/domain';
import { Problem } from '../platform/http/problem.js';
import type { MemberRef } from '../platform/auth/caller.js';

/** The id of a view, derived from its name. Names are personal data and must not appear in ids. */
export const viewIdOf = ({ teamId, memberId }: MemberRef, name: string): string =>
  derivedId('ticket-view', teamId, memberId, name);

/** The member's view of that name. Throws Problem if there is none. */
export const findView = (member: Member, name: string): TicketView => {
  const viewId = viewIdOf(member, name);
  const view = member.views.find((candidate) => candidate.viewId === viewId);
  if (!view) throw new Problem(404, 'view-not-found', 'View not found.');
  return view;
};
