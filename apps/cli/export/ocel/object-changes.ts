import type { RecordedEvent } from '@ledgerdesk/kernel';
import { isRecord } from '@ledgerdesk/kernel';
import type { Fields, ObjectType, QualifiedRef } from './object-refs.js';

/** Types of attributes in OCEL 2.0. */
export type OcelType = 'string' | 'time' | 'integer' | 'float' | 'boolean';

/** The attributes of each type of object. Their values change over time. */
export const OBJECT_ATTRIBUTES: Readonly<Record<ObjectType, Readonly<Record<string, OcelType>>>> = {
  ticket: {
    status: 'string',
    product: 'string',
    issue_type: 'string',
    served_language: 'string',
    level: 'string',
    target_minutes: 'float',
    assignee: 'string',
    response: 'string',
    response_due_at: 'time',
  },
  requester: { name: 'string', email: 'string', language: 'string', status: 'string', champion: 'string' },
  agent: { name: 'string', availability: 'string', status: 'string' },
  team: { name: 'string', country: 'string', time_zone: 'string', seats: 'integer', interval: 'string' },
  'add-on': { product: 'string', edition: 'string', seats: 'integer', status: 'string', renews_at: 'time' },
  callback: { status: 'string', product: 'string', served_language: 'string', attempts: 'integer', agent: 'string' },
  chat: { status: 'string', product: 'string', issue_type: 'string', served_language: 'string', agent: 'string' },
};

/** A new value of an attribute of an object; null if it has none any more. */
export interface AttributeChange {
  readonly name: string;
  readonly value: unknown;
}

/** The object whose attributes a type of event changes, by its relation to the event, and the new values. */
interface ChangeRule {
  readonly qualifier: string;
  readonly values: (data: Fields) => Readonly<Record<string, unknown>>;
}

const of = (qualifier: string, values: ChangeRule['values']): ChangeRule => ({ qualifier, values });
const fixed = (qualifier: string, values: Readonly<Record<string, unknown>>): ChangeRule => of(qualifier, () => values);
const inside = (value: unknown, field: string): unknown => (isRecord(value) ? value[field] : null);

const waiting = { status: 'waiting', agent: null };

const RULES: Readonly<Record<string, ChangeRule>> = {
  TicketOpened: of('ticket', ({ product, issueType, servedLanguage, entitlement }) => ({
    status: 'open',
    product,
    issue_type: issueType,
    served_language: servedLanguage,
    level: inside(entitlement, 'level'),
    target_minutes: inside(entitlement, 'targetMinutes'),
  })),
  TicketReclassified: of('ticket', ({ product, issueType }) => ({ product, issue_type: issueType })),
  TicketAssigned: of('ticket', ({ agentId }) => ({ assignee: agentId })),
  TicketUnassigned: fixed('ticket', { assignee: null }),
  TicketHeld: fixed('ticket', { status: 'on-hold' }),
  TicketResumed: fixed('ticket', { status: 'open' }),
  TicketSolved: fixed('ticket', { status: 'solved' }),
  TicketReopened: fixed('ticket', { status: 'open' }),
  TicketClosed: fixed('ticket', { status: 'closed' }),
  TicketMerged: fixed('ticket', { status: 'closed' }),
  ResponseClockStarted: of('ticket', ({ dueAt }) => ({ response: 'running', response_due_at: dueAt })),
  ResponseClockPaused: fixed('ticket', { response: 'paused', response_due_at: null }),
  ResponseClockResumed: of('ticket', ({ dueAt }) => ({ response: 'running', response_due_at: dueAt })),
  ResponseTargetBreached: fixed('ticket', { response: 'breached' }),
  ResponseClockStopped: of('ticket', ({ reason, inTime }) => ({
    response: reason === 'answered' ? (inTime === true ? 'met' : 'late') : reason,
    response_due_at: null,
  })),
  MemberAdded: of('member', ({ name, email, language }) => ({ name, email, language, status: 'active' })),
  MemberRenamed: of('member', ({ name }) => ({ name })),
  MemberEmailChanged: of('member', ({ email }) => ({ email })),
  MemberLanguageChanged: of('member', ({ language }) => ({ language })),
  MemberStatusChanged: of('member', ({ status }) => ({ status })),
  MemberDeactivated: fixed('member', { status: 'deactivated' }),
  ChampionNamed: of('member', ({ level }) => ({ champion: level })),
  ChampionWithdrawn: fixed('member', { champion: null }),
  AgentRegistered: of('agent', ({ name }) => ({ name, status: 'active' })),
  AgentRenamed: of('agent', ({ name }) => ({ name })),
  AgentAvailabilityChanged: of('agent', ({ availability }) => ({ availability })),
  AgentRetired: fixed('agent', { status: 'retired' }),
  AgentReinstated: fixed('agent', { status: 'active' }),
  TeamRegistered: of('team', ({ name, country, timeZone, billing }) => ({
    name,
    country,
    time_zone: timeZone,
    seats: inside(billing, 'seats'),
    interval: inside(billing, 'interval'),
  })),
  TeamRenamed: of('team', ({ name }) => ({ name })),
  TeamTimeZoneChanged: of('team', ({ timeZone }) => ({ time_zone: timeZone })),
  TeamSeatsChanged: of('team', ({ seats }) => ({ seats })),
  SeatChangeConfirmed: of('team', ({ to }) => ({ seats: to })),
  SeatReductionWithdrawn: of('team', ({ seats }) => ({ seats })),
  BillingIntervalChanged: of('team', ({ interval }) => ({ interval })),
  AddOnPurchased: of('add-on', ({ product, edition, seats, renewsAt }) => ({
    product,
    edition,
    seats,
    status: 'active',
    renews_at: renewsAt,
  })),
  AddOnRenewed: of('add-on', ({ edition, seats, renewsAt }) => ({ edition, seats, renews_at: renewsAt })),
  AddOnSeatsChanged: of('add-on', ({ to }) => ({ seats: to })),
  EditionChanged: of('add-on', ({ to }) => ({ edition: to })),
  AddOnRemovalScheduled: fixed('add-on', { status: 'ending' }),
  AddOnRemovalWithdrawn: fixed('add-on', { status: 'active' }),
  AddOnEnded: fixed('add-on', { status: 'ended', renews_at: null }),
  CallbackRequested: of('callback', ({ product, servedLanguage }) => ({
    ...waiting,
    product,
    served_language: servedLanguage,
    attempts: 0,
  })),
  CallbackTaken: of('callback', ({ agentId }) => ({ status: 'taken', agent: agentId })),
  CallbackReturned: fixed('callback', waiting),
  CallbackUnanswered: of('callback', ({ attempts }) => ({ ...waiting, attempts })),
  CallbackTransferred: of('callback', ({ toAgentId }) => ({
    status: toAgentId === null ? 'waiting' : 'taken',
    agent: toAgentId,
  })),
  CallbackCompleted: fixed('callback', { status: 'completed' }),
  CallbackGivenUp: of('callback', ({ attempts }) => ({ status: 'given-up', attempts, agent: null })),
  CallbackCancelled: fixed('callback', { status: 'cancelled' }),
  CallbackLanguageChanged: of('callback', ({ servedLanguage }) => ({ served_language: servedLanguage })),
  ChatStarted: of('chat', ({ product, issueType, servedLanguage }) => ({
    ...waiting,
    product,
    issue_type: issueType,
    served_language: servedLanguage,
  })),
  ChatJoined: of('chat', ({ agentId }) => ({ status: 'running', agent: agentId })),
  ChatReturned: fixed('chat', waiting),
  ChatTransferred: of('chat', ({ toAgentId }) => ({
    status: toAgentId === null ? 'waiting' : 'running',
    agent: toAgentId,
  })),
  ChatEnded: fixed('chat', { status: 'ended' }),
  ChatLanguageChanged: of('chat', ({ servedLanguage }) => ({ served_language: servedLanguage })),
};

/** The object whose attributes an event changes, and the new values. Undefined: it changes none. */
export const changesOf = (
  { type, data }: RecordedEvent,
  refs: readonly QualifiedRef[],
): { readonly object: QualifiedRef; readonly changes: readonly AttributeChange[] } | undefined => {
  const rule = Object.hasOwn(RULES, type) ? RULES[type] : undefined;
  const object = rule && refs.find(({ qualifier }) => qualifier === rule.qualifier);
  if (!rule || !object) return undefined;
  const values = Object.entries(rule.values({ ...data }));
  return { object, changes: values.map(([name, value]) => ({ name, value: value ?? null })) };
};
