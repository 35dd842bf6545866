import {
  type Command,
  type Decider,
  type DomainEvent,
  type Instant,
  isRefusal,
  type Refusal,
  type RefusalReason,
} from '@ledgerdesk/kernel';

/** An expected event: its type, optionally with fields that its data must contain. */
type Expected<E extends DomainEvent> = E extends DomainEvent
  ? E['type'] | { readonly type: E['type']; readonly data: Partial<E['data']> }
  : never;

const REASON = /^(invalid|forbidden|not-found|conflict)$/;
const SENTENCE = /^.{10,}\.$/;

/** The decision of a decider on one command, and the state after it. */
class DecisionAssertion<E extends DomainEvent, State> {
  constructor(
    readonly decision: readonly E[] | Refusal,
    readonly state: State,
  ) {}

  /** Expects exactly these events, in order; fields of their data that are not listed may have any value. */
  then(...expected: readonly Expected<E>[]): this {
    expect(this.decision).toMatchObject(expected.map((event) => (typeof event === 'string' ? { type: event } : event)));
    return this;
  }

  /** Expects an accepted command that records no event. */
  thenNothing(): this {
    expect(this.decision).toEqual([]);
    return this;
  }

  /** Expects a refusal with this code, a known reason, and a full sentence as its message. */
  thenRefused(
    code: string,
    extra: { readonly rule?: string; readonly reason?: RefusalReason; readonly details?: object } = {},
  ): this {
    expect(this.decision).toMatchObject({
      refused: true,
      reason: expect.stringMatching(REASON) as string,
      message: expect.stringMatching(SENTENCE) as string,
      code,
      ...extra,
    });
    return this;
  }
}

/** A decider with the state of a stream and the facts from other streams. Immutable: each step returns a new one. */
class DeciderTest<C extends Command, E extends DomainEvent, State, Facts> {
  constructor(
    private readonly decider: Decider<C, E, State, Facts>,
    private readonly facts: Facts,
    readonly state: State,
  ) {}

  /** Replaces some facts. */
  withFacts(facts: Partial<Facts>): DeciderTest<C, E, State, Facts> {
    return new DeciderTest(this.decider, { ...this.facts, ...facts }, this.state);
  }

  /** Applies recorded events that all occurred at one time. */
  afterEvents(occurredAt: Instant, ...events: readonly E[]): DeciderTest<C, E, State, Facts> {
    return new DeciderTest(
      this.decider,
      this.facts,
      events.reduce((state, event) => this.decider.evolve(state, event, occurredAt), this.state),
    );
  }

  /** Executes commands one after another. Throws if one of them is refused. */
  after(...commands: readonly C[]): DeciderTest<C, E, State, Facts> {
    return commands.reduce<DeciderTest<C, E, State, Facts>>(
      (test, command) => test.afterEvents(command.at, ...test.accepted(command)),
      this,
    );
  }

  /** Executes one command and returns its decision for `then…`. */
  when(command: C): DecisionAssertion<E, State> {
    const decision = this.decider.decide(command, this.state, this.facts);
    return new DecisionAssertion(
      decision,
      isRefusal(decision) ? this.state : this.afterEvents(command.at, ...decision).state,
    );
  }

  private accepted(command: C): readonly E[] {
    const decision = this.decider.decide(command, this.state, this.facts);
    if (isRefusal(decision)) throw new Error(`${command.type} at ${command.at} was refused: ${decision.message}`);
    return decision;
  }
}

/**
 * Starts a given-when-then test of a decider, from its initial state unless another is passed.
 *
 * @example
 * deciderTest(ticketDecider, facts).after(open()).when(solve()).then('TicketSolved');
 */
export const deciderTest = <C extends Command, E extends DomainEvent, State, Facts>(
  decider: Decider<C, E, State, Facts>,
  facts: Facts,
  state = decider.initial,
): DeciderTest<C, E, State, Facts> => new DeciderTest(decider, facts, state);
