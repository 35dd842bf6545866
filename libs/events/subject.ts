import { type DomainEvent, isRecord } from '@ledgerdesk/kernel';
import { definitionOf } from './catalogue.js';
import type { SubjectRef } from './definition.js';

/**
 * Returns the person whom the personal fields of an event are about. Undefined if the event has none, or if an earlier
 * version recorded it without naming that person, or if its data is damaged.
 */
export const subjectOf = ({ type, data }: Pick<DomainEvent, 'type' | 'data'>): SubjectRef | undefined => {
  const subject = definitionOf(type)?.subject;
  // What is in a damaged log may be of any shape.
  if (!subject || !isRecord(data)) return undefined;
  const { teamId } = data;
  // Until version 3, an account manager was named by the team alone.
  const id: unknown = data[subject.field] ?? (subject.kind === 'account-manager' ? teamId : undefined);
  if (typeof id !== 'string') return undefined;
  if (subject.kind !== 'member') return { kind: subject.kind, id };
  return typeof teamId === 'string' ? memberSubject(teamId, id) : undefined;
};

/**
 * The id of a team's account manager as a data subject: the id of the team, or after `erased` earlier ones were erased,
 * `<team id>.<number>`. A successor thus has a key of their own.
 */
export const accountManagerSubject = (teamId: string, erased: number): string =>
  erased === 0 ? teamId : `${teamId}.${erased + 1}`;

/** Names a member as a data subject. Members of two teams may have the same id. */
export const memberSubject = (teamId: string, memberId: string): SubjectRef => ({
  kind: 'member',
  id: `${teamId}.${memberId}`,
});

/**
 * The subjects whose keys seal what is recorded of a person. A consultant is an agent, under whose key the name lies.
 */
export const keyBearers = ({ kind, id }: SubjectRef): readonly SubjectRef[] =>
  kind === 'consultant'
    ? [
        { kind, id },
        { kind: 'agent', id },
      ]
    : [{ kind, id }];
