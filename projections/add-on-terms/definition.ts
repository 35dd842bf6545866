import type { Edition, LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';

/** From when on an add-on had an edition; none if null: it had ended. */
export type AddOnTerm = { readonly at: Instant; readonly edition: Edition | null };

/** When a team had an add-on for a product, and in which edition. At most one term for each event of its stream. */
export type AddOnTermsRow = {
  readonly teamId: string;
  readonly product: string;
  /** In order; consecutive editions differ. */
  readonly terms: readonly AddOnTerm[];
  /** When a scheduled removal takes effect, or took effect before its end was recorded (P11); null for none. */
  readonly endsAt: Instant | null;
};

type Row = AddOnTermsRow | undefined;

const editionOf = ({ terms }: AddOnTermsRow): Edition | null => terms.at(-1)?.edition ?? null;

const withTerm = (row: AddOnTermsRow, at: Instant, edition: Edition | null): AddOnTermsRow =>
  editionOf(row) === edition ? row : { ...row, terms: [...row.terms, { at, edition }] };

/** Ends the add-on if a removal has taken effect whose end is not recorded yet. */
const endedBefore = (row: AddOnTermsRow, at: Instant): AddOnTermsRow =>
  row.endsAt !== null && row.endsAt <= at ? { ...withTerm(row, row.endsAt, null), endsAt: null } : row;

const purchased = (row: Row, { data, occurredAt }: LoggedEvent<'AddOnPurchased'>): Row => {
  const known = row ?? { teamId: data.teamId, product: data.product, terms: [], endsAt: null };
  return { ...withTerm(endedBefore(known, occurredAt), occurredAt, data.edition), endsAt: null };
};

const withEnd = (row: Row, endsAt: Instant | null): Row => row && { ...row, endsAt };

const editionChanged = (row: Row, { data: { to, effectiveAt } }: LoggedEvent<'EditionChanged'>): Row =>
  row && editionOf(row) !== null ? withTerm(row, effectiveAt, to) : row;

const ended = (row: Row, { data: { endedAt } }: LoggedEvent<'AddOnEnded'>): Row =>
  row && { ...withTerm(row, endedAt, null), endsAt: null };

/** The editions of each add-on over time, from which reports count add-ons. */
export const addOnTerms = defineProjection({
  name: 'add-on-terms',
  version: 1,
  table: { columns: { teamId: 'text' }, indexes: [['teamId']] },
  keysOf: ({ data: { teamId, product } }) => [`${teamId}.${product}`],
  on: {
    AddOnPurchased: purchased,
    EditionChanged: editionChanged,
    AddOnRemovalScheduled: (row: Row, { data }: LoggedEvent<'AddOnRemovalScheduled'>): Row =>
      withEnd(row, data.effectiveAt),
    AddOnRemovalWithdrawn: (row: Row): Row => withEnd(row, null),
    AddOnEnded: ended,
  },
});
