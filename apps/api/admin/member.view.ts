import type { Member } from '@ledgerdesk/domain';

/** What operators are told of a member: not how the member looks at tickets. */
export const toMember = ({ views: _, viewsSaved: __, ...member }: Member) => member;
