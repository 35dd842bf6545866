import type { PrivacyEvent, SubjectErased, SubjectFields } from '@ledgerdesk/events';
import { type Command, type Decider, type Decision, refuse } from '@ledgerdesk/kernel';

/** Requests that the personal data of a person is erased. */
export interface RequestErasure extends Command, SubjectFields {
  readonly type: 'RequestErasure';
  readonly erasureId: string;
  /** Id of the team of a member; null for other people. */
  readonly teamId: string | null;
}
/** Sent by the engine once the personal data of the person is erased everywhere. */
export interface CompleteErasure extends Command {
  readonly type: 'CompleteErasure';
  readonly erased: Pick<SubjectErased['data'], 'tickets' | 'chats' | 'callbacks' | 'inquiries'>;
}
export type PrivacyCommand = RequestErasure | CompleteErasure;

/** The erasure of one person. */
export interface Erasure extends SubjectFields {
  readonly erasureId: string;
  readonly teamId: string | null;
  readonly completed: boolean;
}

/** What a decision on an erasure needs to know of the person. */
export interface PrivacyFacts {
  /** True if the log knows the person. */
  readonly isKnown: boolean;
  /** True if the log holds personal data of the person that is not sealed: no key can erase it. */
  readonly isInClear: boolean;
}

const evolve = (erasure: Erasure | undefined, event: PrivacyEvent): Erasure | undefined => {
  switch (event.type) {
    case 'SubjectErasureRequested': {
      const { erasureId, kind, subjectId, teamId } = event.data;
      return { erasureId, kind, subjectId, teamId, completed: false };
    }
    case 'SubjectErased':
      return erasure && { ...erasure, completed: true };
  }
};

/** A person is erased once. A request that is repeated names the erasure that there is. */
const request = (
  { erasureId, kind, subjectId, teamId }: RequestErasure,
  erasure: Erasure | undefined,
  { isKnown, isInClear }: PrivacyFacts,
): Decision<PrivacyEvent> => {
  if (erasure) return [];
  if (!isKnown) return refuse('not-found', 'subject-not-found', 'There is no such person. Check the kind and the id.');
  if (isInClear)
    return refuse(
      'conflict',
      'subject-in-clear',
      'The log holds personal data of this person in clear text. Make a sealed copy with "ledgerdesk reseal" first.',
    );
  return [{ type: 'SubjectErasureRequested', data: { erasureId, kind, subjectId, teamId } }];
};

const complete = ({ erased }: CompleteErasure, erasure: Erasure | undefined): Decision<PrivacyEvent> => {
  if (!erasure) return refuse('not-found', 'erasure-not-found', 'Erasure not found. Use the id of an erasure.');
  const { completed, ...key } = erasure;
  return completed ? [] : [{ type: 'SubjectErased', data: { ...key, ...erased } }];
};

/** Decides the erasure of one person. */
export const privacyDecider: Decider<PrivacyCommand, PrivacyEvent, Erasure | undefined, PrivacyFacts> = {
  initial: undefined,
  evolve,
  decide: (command, erasure, facts) =>
    command.type === 'RequestErasure' ? request(command, erasure, facts) : complete(command, erasure),
};
