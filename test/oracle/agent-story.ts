import type { OracleFact } from './grouped.js';
import { type RawEvent, textIn } from './raw-log.js';

/** A time in which an agent was available or engaged, or the start of an engagement. */
export interface AgentFact extends OracleFact {
  readonly kind: 'available' | 'engaged' | 'live';
}

type Open = { -readonly [Field in keyof AgentFact]: AgentFact[Field] };

/** Follows each agent from event to event. */
export class AgentStories {
  readonly facts: AgentFact[] = [];
  private readonly available = new Map<string, Open>();
  private readonly engagements = new Map<string, Open>();

  apply(event: RawEvent): void {
    if (event.type === 'AgentAvailabilityChanged') return this.changed(event);
    if (event.type === 'AgentEngaged') return this.engaged(event);
    if (event.type === 'AgentReleased') this.released(event);
  }

  private changed(event: RawEvent): void {
    const agent = textIn(event, 'agentId');
    const before = this.available.get(agent);
    if (before) before.until = event.occurredAt;
    this.available.delete(agent);
    if (event.data['availability'] !== 'available') return;
    const fact: Open = { kind: 'available', at: event.occurredAt, until: null, values: { agent } };
    this.available.set(agent, fact);
    this.facts.push(fact);
  }

  private engaged(event: RawEvent): void {
    const [values, at] = [{ agent: textIn(event, 'agentId') }, event.occurredAt];
    const fact: Open = { kind: 'engaged', at, until: null, values };
    this.engagements.set(`${event.stream} ${textIn(event, 'engagementId')}`, fact);
    this.facts.push({ kind: 'live', at, values }, fact);
  }

  private released(event: RawEvent): void {
    const fact = this.engagements.get(`${event.stream} ${textIn(event, 'engagementId')}`);
    if (fact?.until === null) fact.until = event.occurredAt;
  }
}
