import type { MemberEvent, TicketViewFilter } from '@ledgerdesk/events';
import { type Decision, type Refusal, refuse } from '@ledgerdesk/kernel';
import { type Taxonomy, unknownIssueType, unknownProduct } from '../taxonomy.js';
import type { RemoveTicketView, SaveTicketView } from './commands.js';
import type { Member, TicketView } from './state.js';

/** Maximum number of views per member. */
export const MAX_VIEWS = 50;
/** Maximum number of saves ever. Leaves room in the stream for operators' changes to the member. */
export const MAX_VIEWS_SAVED = 4_000;

const FIELDS = [
  'status',
  'product',
  'issueType',
  'state',
  'breached',
  'openedFrom',
  'openedTo',
  'sort',
  'order',
] as const satisfies readonly (keyof TicketViewFilter)[];

/** Ignores personal fields, which may be erased. A view with a search text always counts as changed. */
const same = (view: TicketView | undefined, { q, filter }: SaveTicketView): boolean =>
  view?.q === null && q === null && FIELDS.every((field) => view.filter[field] === filter[field]);

const invalid = (
  { product, issueType, openedFrom, openedTo }: TicketViewFilter,
  taxonomy: Taxonomy,
): Refusal | undefined => {
  if (openedFrom !== null && openedTo !== null && openedFrom >= openedTo) {
    return refuse('invalid', 'view-never-matches', 'openedFrom must be before openedTo.');
  }
  return (
    (product === null ? undefined : unknownProduct(taxonomy, product)) ??
    (issueType === null ? undefined : unknownIssueType(taxonomy, issueType))
  );
};

const unexpected = (kept: TicketView | undefined, onlyIf: SaveTicketView['onlyIf']): Refusal | undefined => {
  if (onlyIf === undefined || (onlyIf === 'present') === (kept !== undefined)) return undefined;
  return refuse('stale', 'revision-mismatch', kept ? 'The view exists already.' : 'The view does not exist.');
};

const full = (member: Member, kept: TicketView | undefined): Refusal | undefined => {
  if (member.viewsSaved >= MAX_VIEWS_SAVED) {
    return refuse(
      'conflict',
      'too-many-view-changes',
      `The limit of ${MAX_VIEWS_SAVED} view saves is reached. Existing views can still be used and removed.`,
    );
  }
  return kept || member.views.length < MAX_VIEWS
    ? undefined
    : refuse('conflict', 'too-many-views', `The limit of ${MAX_VIEWS} views is reached. Remove a view first.`);
};

/** H4: adds a view, or replaces the one with the same ID. */
export const saveView = (command: SaveTicketView, member: Member, taxonomy: Taxonomy): Decision<MemberEvent> => {
  const { teamId, memberId, viewId, name, q, filter, onlyIf } = command;
  const kept = member.views.find((view) => view.viewId === viewId);
  const refused = unexpected(kept, onlyIf) ?? invalid(filter, taxonomy);
  if (refused) return refused;
  if (same(kept, command)) return [];
  return full(member, kept) ?? [{ type: 'TicketViewSaved', data: { teamId, memberId, viewId, name, q, filter } }];
};

/** Removes a view. Refuses an unknown one. */
export const removeView = ({ teamId, memberId, viewId }: RemoveTicketView, member: Member): Decision<MemberEvent> =>
  member.views.some((view) => view.viewId === viewId)
    ? [{ type: 'TicketViewRemoved', data: { teamId, memberId, viewId } }]
    : refuse('not-found', 'view-not-found', 'View not found.');
