import type { Actor } from '@ledgerdesk/kernel';
import type { Names } from '@ledgerdesk/projections';
import type { HistoryEvent } from './ticket-history.view.js';
import { type HistoryPage, memberIn } from './ticket-histories.js';

const nameOf = (actor: Actor, names: Names): string | null => {
  if (actor.kind === 'member') return names.member(memberIn(actor));
  return actor.kind === 'agent' ? names.agent(actor.id) : null;
};

/** An actor with the name; a member by the id within the team. */
const toNamedActor = (actor: Actor, names: Names) => ({
  kind: actor.kind,
  id: actor.kind === 'member' ? memberIn(actor).memberId : actor.id,
  name: nameOf(actor, names),
});

/** V4: requesters know agents and themselves. A service that acted for them is themselves. */
const toPublicActor = ({ actor, onBehalfOf }: HistoryEvent, names: Names) => {
  const shown = actor.kind === 'service' && onBehalfOf ? onBehalfOf : actor;
  if (shown.kind === 'member' || shown.kind === 'agent') return toNamedActor(shown, names);
  return { kind: shown.kind, id: null, name: null };
};

const toChange = ({ type, at, status, agentId, clock, request }: HistoryEvent, names: Names) => ({
  type,
  at,
  status,
  agent: agentId === null ? null : { id: agentId, name: names.agent(agentId) },
  clock,
  request,
});

/**
 * An event of a ticket for its requester. It has no id and no time of recording: both depend on what others do at the
 * same time (V5).
 */
export const toPublicHistoryEvent = (event: HistoryEvent, names: Names) => ({
  ...toChange(event, names),
  actor: toPublicActor(event, names),
});

/** An event of a ticket for agents and auditors. */
export const toDeskHistoryEvent = (event: HistoryEvent, names: Names) => ({
  id: event.id,
  position: event.position,
  ...toChange(event, names),
  recordedAt: event.recordedAt,
  audience: event.audience,
  actor: toNamedActor(event.actor, names),
  onBehalfOf: event.onBehalfOf ? toNamedActor(event.onBehalfOf, names) : null,
  reason: event.reason,
  closesAt: event.closesAt,
});

/** A page of a history. */
export const toHistory = <Entry>(
  { events, names, next }: HistoryPage,
  toEntry: (event: HistoryEvent, names: Names) => Entry,
) => ({
  items: events.map((event) => toEntry(event, names)),
  ...(next === undefined ? {} : { next }),
});
