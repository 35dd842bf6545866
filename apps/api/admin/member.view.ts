import type { Member } from '@ledgerdesk/domain';

/** A member without its saved views, which only the member may see, and without its history. */
export const toMember = ({
  views: _,
  viewsSaved: __,
  championUntil: ___,
  inactivePeriods: ____,
  hasJoined: _____,
  ...member
}: Member) => member;
