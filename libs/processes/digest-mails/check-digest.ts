import type { CommandExecutor } from '@ledgerdesk/application';
import { addOnDecider, addOnsOf, digestExclusion, digestObstacle, isActive, type Policies } from '@ledgerdesk/domain';
import { addOnStream, type DigestNotMailedReason, type FeatureDigestSent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { NoRecipient, type Recipient } from '../mail/recipient.js';

const MESSAGES: Readonly<Partial<Record<DigestNotMailedReason, string>>> = {
  'not-admin': 'The member is no longer an admin.',
  champion: 'The member is a Champion and gets no digests.',
  'no-add-on': 'The team has no active add-on.',
  late: 'The quarter ended more than 31 days ago.',
  'few-features': 'The digest has fewer than three features.',
};

/**
 * Q1, C5: checks a digest again when it is sent, since hours or days may have passed. Throws NoRecipient if the member
 * is no longer an admin, is a Champion, if no add-on of the team is active (P2), or if it is too late.
 */
export const checkDigest = async (
  executor: CommandExecutor,
  { taxonomy }: Policies,
  digest: FeatureDigestSent['data'],
  { member }: Recipient,
  at: Instant,
): Promise<void> => {
  const isEntitled = async (): Promise<boolean> => {
    const addOns = addOnsOf(taxonomy).map((product) =>
      executor.streams.read(addOnDecider, addOnStream(digest.teamId, product)),
    );
    return (await Promise.all(addOns)).some(({ state }) => isActive(state, at));
  };
  const reason =
    digestExclusion(member) ?? digestObstacle(digest, at) ?? ((await isEntitled()) ? undefined : 'no-add-on');
  if (reason !== undefined) throw new NoRecipient(reason, MESSAGES[reason] ?? `The digest is not mailed: ${reason}.`);
};
