import type { MemberEvent, TicketViewFilter } from '@ledgerdesk/events';
import { type Refusal, refuse } from '@ledgerdesk/kernel';
import { type Taxonomy, unknownIssueType, unknownProduct } from '../taxonomy.js';
import type { RemoveTicketView, SaveTicketView } from './commands.js';
import type { Member, TicketView } from './state.js';

type Decision = readonly MemberEvent[] | Refusal;

/** Maximum number of views per member. */
export const MAX_VIEWS = 50;
/** Saves over all time: a stream has an end, and what operators have to say of the member must find room in it. */
export const MAX_VIEWS_SAVED = 4_000;

const FIELDS = [
  'status',
  'product',
  'issueType',
  'openedFrom',
  'openedTo',
  'sort',
  'order',
] as const satisfies readonly (keyof TicketViewFilter)[];

/** Personal fields decide nothing, for they may be erased: what searches counts as changed. */
const same = (view: TicketView | undefined, { q, filter }: SaveTicketView): boolean =>
  view?.q === null && q === null && FIELDS.every((field) => view.filter[field] === filter[field]);

const faulty = (
  { product, issueType, openedFrom, openedTo }: TicketViewFilter,
  taxonomy: Taxonomy,
): Refusal | undefined => {
  if (openedFrom !== null && openedTo !== null && openedFrom >= openedTo) {
    return refuse('invalid', 'view-never-matches', 'openedFrom must be before openedTo: nothing is opened in between.');
  }
  return (
    (product === null ? undefined : unknownProduct(taxonomy, product)) ??
    (issueType === null ? undefined : unknownIssueType(taxonomy, issueType))
  );
};

const full = (member: Member, kept: TicketView | undefined): Refusal | undefined => {
  if (member.viewsSaved >= MAX_VIEWS_SAVED) {
    return refuse(
      'conflict',
      'too-many-view-changes',
      `Views have been saved ${MAX_VIEWS_SAVED} times, which is as often as they can be.`,
    );
  }
  return kept || member.views.length < MAX_VIEWS
    ? undefined
    : refuse('conflict', 'too-many-views', `There are ${MAX_VIEWS} views already. Remove one first.`);
};

/** H4: keeps a way to filter one's tickets, or writes over the one of the same id. */
export const saveView = (command: SaveTicketView, member: Member, taxonomy: Taxonomy): Decision => {
  const { teamId, memberId, viewId, name, q, filter } = command;
  const kept = member.views.find((view) => view.viewId === viewId);
  const refused = faulty(filter, taxonomy);
  if (refused) return refused;
  if (same(kept, command)) return [];
  return full(member, kept) ?? [{ type: 'TicketViewSaved', data: { teamId, memberId, viewId, name, q, filter } }];
};

export const removeView = ({ teamId, memberId, viewId }: RemoveTicketView, member: Member): Decision =>
  member.views.some((view) => view.viewId === viewId)
    ? [{ type: 'TicketViewRemoved', data: { teamId, memberId, viewId } }]
    : refuse('not-found', 'view-not-found', 'You have no view of that name.');
