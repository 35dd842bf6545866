import { type Instant, isRefusal, type Refusal } from '@ledgerdesk/kernel';
import type { AddOn } from '../add-on/state.js';
import { HUB_REQUIREMENTS, type HubAccess, hubAccess } from './hub.js';
import { activeMember } from './active-member.js';
import type { Member } from './state.js';

/** The site that a member uses for support, with its requirement; `code` is the key of the text to show. */
export interface SupportRoute {
  readonly site: 'hub' | 'support-page';
  readonly rule: (typeof HUB_REQUIREMENTS)[HubAccess];
  readonly code: HubAccess;
}

const SITES: Readonly<Record<HubAccess, SupportRoute['site']>> = {
  'hub-with-add-on': 'hub',
  'hub-for-champion': 'hub',
  'hub-for-admins': 'support-page',
  'hub-needs-add-on': 'support-page',
};

/** H7: returns the hub for members who can use it (H1, H2, C4), the support page for other members (H5, H6). */
export const supportRoute = (
  member: Member | undefined,
  addOns: readonly (AddOn | undefined)[],
  at: Instant,
): SupportRoute | Refusal => {
  const served = activeMember(member);
  if (isRefusal(served)) return served;
  const code = hubAccess(served, addOns, at);
  return { site: SITES[code], rule: HUB_REQUIREMENTS[code], code };
};
