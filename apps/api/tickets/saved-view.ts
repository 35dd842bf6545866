import { derivedId } from '@ledgerdesk/application';
import type { Member, TicketView } from '@ledgerdesk/domain';
import { Problem } from '../platform/http/problem.js';
import type { MemberRef } from '../platform/auth/caller.js';

/** A view keeps its id for as long as its member calls it the same; the name itself stands in no id. */
export const viewIdOf = ({ teamId, memberId }: MemberRef, name: string): string =>
  derivedId('ticket-view', teamId, memberId, name);

/** A member's view of that name; throws 404 where there is none. */
export const findView = (member: Member, name: string): TicketView => {
  const viewId = viewIdOf(member, name);
  const view = member.views.find((kept) => kept.viewId === viewId);
  if (!view) throw new Problem(404, 'view-not-found', 'You have no view of that name.');
  return view;
};
