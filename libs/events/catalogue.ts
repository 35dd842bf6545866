import { addOnEvents, type AddOnEvent } from './add-on.js';
import { agentEvents, type AgentEvent } from './agent.js';
import { callbackEvents, type CallbackEvent } from './callback.js';
import { chatEvents, type ChatEvent } from './chat.js';
import { clockEvents, type ClockEvent } from './clock.js';
import { consultantEvents, type ConsultantEvent } from './consultant.js';
import type { EventDefinition } from './definition.js';
import {
  engineStarts,
  keyStoreEvents,
  ledgerKeyEvents,
  logEvents,
  type LogEvent,
  projectionDecisions,
  retentionEvents,
} from './log.js';
import { memberEvents, type MemberEvent } from './member.js';
import { policyEvents, type PolicyEvent } from './policy.js';
import { privacyEvents, type PrivacyEvent } from './privacy.js';
import { programmeEvents, type ProgrammeEvent } from './programme.js';
import { quarterEvents, type QuarterEvent } from './quarter.js';
import type { StreamCategory } from './streams.js';
import { teamEvents, type TeamEvent } from './team.js';
import { ticketEvents, type TicketEvent } from './ticket.js';
import { webhookEvents, type WebhookEvent } from './webhook.js';

/** Every event that the engine records. */
export type LedgerEvent =
  | TeamEvent
  | MemberEvent
  | AddOnEvent
  | TicketEvent
  | CallbackEvent
  | ChatEvent
  | AgentEvent
  | WebhookEvent
  | ProgrammeEvent
  | QuarterEvent
  | ConsultantEvent
  | LogEvent
  | ClockEvent
  | PolicyEvent
  | PrivacyEvent;
export type EventType = LedgerEvent['type'];
export type EventNamed<Type extends EventType> = Extract<LedgerEvent, { type: Type }>;

/** Event definitions by the category of the streams that contain them. */
export const EVENTS_BY_CATEGORY: Readonly<Record<StreamCategory, readonly EventDefinition[]>> = {
  team: teamEvents,
  member: memberEvents,
  addOn: addOnEvents,
  ticket: ticketEvents,
  callback: callbackEvents,
  chat: chatEvents,
  agent: agentEvents,
  webhook: webhookEvents,
  programme: programmeEvents,
  quarter: quarterEvents,
  consultant: consultantEvents,
  log: [...logEvents, ...clockEvents],
  policy: policyEvents,
  privacy: privacyEvents,
};

const byType: ReadonlyMap<string, EventDefinition> = new Map(
  Object.values(EVENTS_BY_CATEGORY)
    .flat()
    .map((definition) => [definition.type, definition]),
);

export const EVENT_TYPES: readonly string[] = [...byType.keys()];

const ADMINISTRATIVE: readonly EventDefinition[] = [
  ...policyEvents,
  ...projectionDecisions,
  ...engineStarts,
  ...retentionEvents,
  ...ledgerKeyEvents,
  ...keyStoreEvents,
  ...clockEvents,
];

/** Event types for webhooks: all but those that record the engine's configuration and operation. */
export const WEBHOOK_EVENT_TYPES: readonly string[] = EVENT_TYPES.filter(
  (type) => !ADMINISTRATIVE.some((definition) => definition.type === type),
);

/** Event types that webhooks receive: those for webhooks, except the ones about webhooks themselves. */
export const DELIVERED_EVENT_TYPES: readonly string[] = WEBHOOK_EVENT_TYPES.filter(
  (type) => !webhookEvents.some((definition) => definition.type === type),
);

/** Returns the definition of an event type, undefined if this version does not know it. */
export const definitionOf = (type: string): EventDefinition | undefined => byType.get(type);
