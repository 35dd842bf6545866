import {
  type Callback,
  callbackContradictions,
  callbackDecider,
  type Chat,
  chatContradictions,
  chatDecider,
  type LiveDecision,
} from '@ledgerdesk/domain';
import type { DomainEvent, Evolver, RecordedEvent } from '@ledgerdesk/kernel';
import { type Append, isOfThisVersion } from './append.js';
import { EARLIER_FORM, type FactCheck, type FactStates, type ReportFact } from './fact-check.js';
import { type Computed, firstKnown } from './known-policies.js';
import type { DecisionPolicies } from './recorded-policies.js';

export const chats: Evolver<Chat | undefined> = chatDecider;
export const callbacks: Evolver<Callback | undefined> = callbackDecider;

/** What contradicts an event of a chat or callback, from its state before. */
interface LiveRules<State> {
  contradictions(state: State | undefined, event: DomainEvent, decision: LiveDecision): readonly string[];
}

/** Recomputes what events of chats or callbacks state: times of waiting, numbers of calls, and how they end. */
class LiveFacts<State> implements FactCheck<State | undefined> {
  constructor(
    private readonly states: FactStates,
    private readonly evolver: Evolver<State | undefined>,
    private readonly rules: LiveRules<State>,
  ) {}

  async check(append: Append, before: State | undefined, report: ReportFact): Promise<void> {
    let state = before;
    for (const fact of append.events) {
      const { event } = fact;
      const decision = await this.states.policies.of(event);
      const computed = this.flawsOf(state, event, decision);
      const isComputed = computed.found.length === 0 && computed.lacks === undefined;
      report(fact, isComputed || isOfThisVersion(fact) ? computed : EARLIER_FORM);
      state = this.evolver.evolve(state, event, event.occurredAt);
    }
  }

  private flawsOf(state: State | undefined, event: RecordedEvent, { policies }: DecisionPolicies): Computed<string> {
    const made = { at: event.occurredAt, policies };
    return firstKnown(
      () => this.rules.contradictions(state, event, { ...made, hasZones: true }),
      () => this.rules.contradictions(state, event, { ...made, hasZones: false }),
    );
  }
}

export const chatFacts = (states: FactStates) =>
  new LiveFacts<Chat>(states, chats, { contradictions: chatContradictions });

export const callbackFacts = (states: FactStates) =>
  new LiveFacts<Callback>(states, callbacks, { contradictions: callbackContradictions });
