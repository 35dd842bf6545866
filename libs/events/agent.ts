import type { ServedLanguage } from './words.js';
import { defineEvent, type EventOf } from './definition.js';

export const AGENT_AVAILABILITIES = ['available', 'away'] as const;
export type AgentAvailability = (typeof AGENT_AVAILABILITIES)[number];

export type AgentRegistered = EventOf<'AgentRegistered', {
  agentId: string;
  name: string;
  languages: readonly ServedLanguage[];
  products: readonly string[];
}>;
export type AgentAvailabilityChanged = EventOf<'AgentAvailabilityChanged', { agentId: string; availability: AgentAvailability }>;
export type AgentEvent = AgentRegistered | AgentAvailabilityChanged;

export const agentEvents = [
  defineEvent<AgentRegistered>('AgentRegistered', {
    personal: ['name'],
    sample: { agentId: 'kenji', name: 'Kenji Mori', languages: ['en', 'ja'], products: ['dropbox'] },
  }),
  defineEvent<AgentAvailabilityChanged>('AgentAvailabilityChanged', { sample: { agentId: 'kenji', availability: 'available' } }),
];
