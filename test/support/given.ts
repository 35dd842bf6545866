import {
  type Command,
  type Decider,
  type DomainEvent,
  type Instant,
  isRefusal,
  type Refusal,
  type RefusalReason,
} from '@ledgerdesk/kernel';

/** An expected event: its name, and what must stand in its data. */
type Expected<E extends DomainEvent> = E extends DomainEvent
  ? E['type'] | { readonly type: E['type']; readonly data: Partial<E['data']> }
  : never;

const REASON = /^(invalid|forbidden|not-found|conflict)$/;
const SENTENCE = /^.{10,}\.$/;

/** What a decider made of a command. */
class DecisionAssertion<E extends DomainEvent, State> {
  constructor(
    readonly decision: readonly E[] | Refusal,
    readonly state: State,
  ) {}

  /** These events, these fields of theirs, and no others. */
  then(...expected: readonly Expected<E>[]): this {
    expect(this.decision).toMatchObject(expected.map((event) => (typeof event === 'string' ? { type: event } : event)));
    return this;
  }

  thenNothing(): this {
    expect(this.decision).toEqual([]);
    return this;
  }

  /** Of any kind that there is if none is named, and with words for whoever is refused. */
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

/** A stream as it stands, told by what happened in it. */
class DeciderTest<C extends Command, E extends DomainEvent, State, Facts> {
  constructor(
    private readonly decider: Decider<C, E, State, Facts>,
    private readonly facts: Facts,
    readonly state: State,
  ) {}

  /** From here on other facts hold. */
  withFacts(facts: Partial<Facts>): DeciderTest<C, E, State, Facts> {
    return new DeciderTest(this.decider, { ...this.facts, ...facts }, this.state);
  }

  /** What was recorded, all at one time. */
  afterEvents(occurredAt: Instant, ...events: readonly E[]): DeciderTest<C, E, State, Facts> {
    return new DeciderTest(
      this.decider,
      this.facts,
      events.reduce((state, event) => this.decider.evolve(state, event, occurredAt), this.state),
    );
  }

  /** What was done, one command after the other; none of them may be refused. */
  after(...commands: readonly C[]): DeciderTest<C, E, State, Facts> {
    return commands.reduce<DeciderTest<C, E, State, Facts>>(
      (story, command) => story.afterEvents(command.at, ...story.accepted(command)),
      this,
    );
  }

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

/** Given a stream and what is known from others, when a command comes, then these events or this refusal. */
export const deciderTest = <C extends Command, E extends DomainEvent, State, Facts>(
  decider: Decider<C, E, State, Facts>,
  facts: Facts,
  state = decider.initial,
): DeciderTest<C, E, State, Facts> => new DeciderTest(decider, facts, state);
