import type { Member } from '@ledgerdesk/domain';

/** A member without its saved views, which only the member may see. */
export const toMember = ({ views: _, viewsSaved: __, championUntil: ___, ...member }: Member) => member;
