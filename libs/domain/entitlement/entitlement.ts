import type { Entitlement } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { type AddOn, editionHeldAt } from '../add-on/state.js';
import type { Member } from '../member/state.js';
import type { Policies } from '../policies.js';

/** The inputs that determine an entitlement. `addOn` is the team's add-on for `covers`, if it has one. */
export interface EntitlementCriteria {
  readonly member: Pick<Member, 'champion'>;
  readonly addOn: AddOn | undefined;
  /** The add-on that covers the product of the request (E10). */
  readonly covers: string;
  readonly at: Instant;
}

/**
 * As of `at`, whenever it is decided: the ticket of a chat is opened as of the chat's end, and the add-on may have been
 * upgraded, or have ended and been bought again, in between.
 */
const ofTeam = ({ addOn, covers, at }: EntitlementCriteria, { policy }: Policies): readonly Entitlement[] => {
  const level = addOn?.product === covers ? editionHeldAt(addOn, at) : undefined;
  return level === undefined
    ? []
    : [{ addOn: covers, source: 'team', level, targetMinutes: policy.editionMinutes[level] }];
};

/** C1: applies to the Champion only, independently of the team's add-on. */
const ofChampion = ({ member, covers }: EntitlementCriteria, { policy }: Policies): readonly Entitlement[] =>
  member.champion?.addOn === covers
    ? [
        {
          addOn: covers,
          source: 'champion',
          level: member.champion.level,
          targetMinutes: policy.championMinutes[member.champion.level],
        },
      ]
    : [];

/**
 * The entitlement of a member for a product: the shorter target of the team's add-on (E5–E8, for every active member)
 * and the Champion's own (C1–C3); null for standard support, which has no target (E10). Fixed when the ticket opens
 * (E11).
 */
export const entitlementFor = (claim: EntitlementCriteria, policies: Policies): Entitlement | null =>
  [...ofTeam(claim, policies), ...ofChampion(claim, policies)].sort((a, b) => a.targetMinutes - b.targetMinutes)[0] ??
  null;
