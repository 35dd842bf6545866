import type { DomainEvent } from '@ledgerdesk/kernel';
import { definitionOf } from './catalogue.js';
import type { SubjectRef } from './definition.js';

/**
 * Returns the person whom the personal fields of an event are about. Undefined if the event has none, or if an earlier
 * version recorded it without naming that person.
 */
export const subjectOf = ({ type, data }: Pick<DomainEvent, 'type' | 'data'>): SubjectRef | undefined => {
  const subject = definitionOf(type)?.subject;
  if (!subject) return undefined;
  const fields: Readonly<Record<string, unknown>> = { ...data };
  const [id, teamId] = [fields[subject.field], fields['teamId']];
  if (typeof id !== 'string') return undefined;
  if (subject.kind !== 'member') return { kind: subject.kind, id };
  return typeof teamId === 'string' ? memberSubject(teamId, id) : undefined;
};

/** Names a member as a data subject. Members of two teams may have the same id. */
export const memberSubject = (teamId: string, memberId: string): SubjectRef => ({
  kind: 'member',
  id: `${teamId}.${memberId}`,
});
