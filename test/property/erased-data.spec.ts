import { definitionOf, EVENT_TYPES, type EventType, withErasedFields } from '@ledgerdesk/events';
import {
  addMillis,
  type Command,
  type Decider,
  type DomainEvent,
  isRefusal,
  later,
  type RecordedEvent,
} from '@ledgerdesk/kernel';
import { PROJECTIONS } from '@ledgerdesk/projections';
import fc from 'fast-check';
import { liveHistories, ticketHistories } from '../support/arbitrary-logs.js';
import { START, waits } from '../support/command-sequences.js';
import { rowsOf } from '../support/projected-rows.js';
import { anEvent, recordedEvents } from '../support/recorded-events.js';
import { runs } from '../support/runs.js';
import { anyFacts, SAMPLED_DECIDERS, type SampledDecider } from '../support/sampled-deciders.js';

/** An event as it is read once its subject is erased. */
const erased = <E extends DomainEvent>(event: E): E => {
  const personal = definitionOf(event.type)?.personal ?? [];
  const clear = Object.entries(event.data).filter(([name, value]) => value === null || !personal.includes(name));
  return { ...event, data: withErasedFields(event.type, Object.fromEntries(clear)) };
};

/** What a decision says apart from personal fields. */
const outcomeOf = (decision: ReturnType<SampledDecider['decider']['decide']>) =>
  isRefusal(decision) ? { code: decision.code, reason: decision.reason } : decision.map(erased);

interface Step {
  readonly wait: number | 'due';
  readonly index: number;
  readonly facts: object;
}

/** The decisions on commands whose events are read as they were recorded, or after `read`. */
const outcomes = (
  decider: Decider<Command, DomainEvent, unknown, object>,
  commands: readonly Command[],
  steps: readonly Step[],
  read: (event: DomainEvent) => DomainEvent,
) => {
  let [state, at] = [decider.initial, START];
  return steps.map(({ wait, index, facts }) => {
    at = later(addMillis(at, wait === 'due' ? 0 : wait), at);
    const command = { ...(commands[index % commands.length] as Command), at };
    const decision = decider.decide(command, state, facts);
    if (!isRefusal(decision))
      state = decision.map(read).reduce((folded, event) => decider.evolve(folded, event, at), state);
    return outcomeOf(decision);
  });
};

describe('a decision', () => {
  const steps = fc.array(fc.record({ wait: waits, index: fc.nat(1_000), facts: anyFacts }), {
    maxLength: 25,
    size: 'max',
  });

  it.each(SAMPLED_DECIDERS)('is the same if every personal field of the history is erased: $name', (sampled) => {
    fc.assert(
      fc.property(steps, (given) => {
        const { decider, commands } = sampled;
        expect(outcomes(decider, commands, given, erased)).toEqual(
          outcomes(decider, commands, given, (event) => event),
        );
      }),
      { numRuns: runs({ short: 40, long: 2_000 }) },
    );
  });
});

/** The rows of every read model, by its name and key, if its fold accepts the events. */
const fold = (events: readonly RecordedEvent[]): void => {
  for (const projection of PROJECTIONS) rowsOf(projection, events);
};

describe('a read model', () => {
  it('folds random histories of which every personal field is erased', () => {
    fc.assert(
      fc.property(ticketHistories, liveHistories, (tickets, live) => {
        fold(tickets.map(erased));
        fold(live.map(erased));
      }),
      { numRuns: runs({ short: 30, long: 1_000 }) },
    );
  });

  it('folds every event type with its personal fields erased, after events in clear and by itself', () => {
    const types = EVENT_TYPES as readonly EventType[];
    const all = recordedEvents(...types.map((type) => anEvent(type)));
    fold([...all.map(erased)]);
    fold([...all, ...recordedEvents(...types.map((type) => anEvent(type))).map(erased)]);
  });
});
