import { type AddOn, addOnDecider, type Member, memberDecider } from '@ledgerdesk/domain';
import { type ReadableLog, type StoredEvent, streamPagesOf } from '@ledgerdesk/event-store';
import { addOnStream, type EventType, memberStream, prefixOf } from '@ledgerdesk/events';
import { comparePositions, type Evolver, type Position, type RecordedEvent } from '@ledgerdesk/kernel';
import type { Decode } from '@ledgerdesk/runtime';

const PAGE = { limit: 1_000, maxBytes: 1_048_576 };
const ADD_ONS = prefixOf('addOn');
/** States of one stream that are kept: a decision may have read one that is not the latest. */
const KEPT = 4;

interface StateAt<State> {
  readonly revision: number;
  readonly state: State;
}

/** A log whose events are decoded by their clear part. */
export interface ClearLog {
  readonly log: Pick<ReadableLog, 'readAll' | 'readStream' | 'isRemote'>;
  readonly decode: Decode;
  /** The last position that counts. */
  readonly until: Position;
}

/** Yields the events of a stream, up to a revision, that the question is about. */
export async function* eventsOfStream(
  { log, decode, until }: ClearLog,
  stream: string,
  last = Infinity,
): AsyncGenerator<RecordedEvent> {
  const isCounted = ({ revision, position }: StoredEvent): boolean =>
    revision <= last && comparePositions(position, until) <= 0;
  for await (const page of streamPagesOf(log, stream, PAGE)) {
    for (const stored of page) {
      if (!isCounted(stored)) return;
      yield decode(stored);
    }
  }
}

/** Folds the events of a stream up to a revision; -1 for none. */
const stateAt = async <State>(
  log: ClearLog,
  evolver: Evolver<State>,
  stream: string,
  revision = Infinity,
): Promise<State> => {
  let state = evolver.initial;
  if (revision < 0) return state;
  for await (const event of eventsOfStream(log, stream, revision))
    state = evolver.evolve(state, event, event.occurredAt);
  return state;
};

/**
 * The latest states of streams of one category, as the log is read. A state that a decision read before is still there,
 * or is read from its stream.
 */
class StreamStates<State> {
  private readonly states = new Map<string, readonly StateAt<State>[]>();

  constructor(
    private readonly log: ClearLog,
    private readonly evolver: Evolver<State>,
  ) {}

  /** Applies the next event of a stream. Of a stream that is not known, the events before are read. */
  async apply(event: RecordedEvent): Promise<void> {
    const { stream, revision } = event;
    const kept = this.states.get(stream);
    const state = kept?.at(-1)?.state ?? (await stateAt(this.log, this.evolver, stream, revision - 1));
    const after = { revision, state: this.evolver.evolve(state, event, event.occurredAt) };
    this.states.set(stream, [...(kept ?? []), after].slice(-KEPT));
  }

  /** The state at a revision, or the latest one if none is given. */
  find(stream: string, revision = Infinity): State | Promise<State> {
    const kept = this.states.get(stream);
    if (!kept) return this.evolver.initial;
    const found = kept.findLast((each) => each.revision <= revision);
    return found ? found.state : stateAt(this.log, this.evolver, stream, revision);
  }
}

/** The streams that an opening depends on, with the revisions that its decision read. */
export interface OpeningRead {
  readonly teamId: string;
  readonly requesterId: string;
  /** The product of the add-on that covers the request. */
  readonly addOn: string;
  readonly read: Readonly<Record<string, number>>;
}

/** What an opening depends on. */
export interface OpeningFacts {
  readonly addOn: AddOn | undefined;
  readonly member: Pick<Member, 'champion'> | undefined;
}

/** Types of events that change what a team's add-on or a Champion's terms promise. */
export const FACT_EVENTS = [
  'AddOnPurchased',
  'AddOnRemovalScheduled',
  'AddOnRemovalWithdrawn',
  'EditionChanged',
  'EditionChangeScheduled',
  'EditionChangeWithdrawn',
  'AddOnRenewed',
  'AddOnEnded',
  'ChampionNamed',
  'ChampionWithdrawn',
] as const satisfies readonly EventType[];

/** Facts as the log is read: add-ons, and the members who have been Champions. */
export class FactStates {
  private readonly addOns: StreamStates<AddOn | undefined>;
  private readonly champions: StreamStates<Member | undefined>;

  constructor(log: ClearLog) {
    this.addOns = new StreamStates(log, addOnDecider);
    this.champions = new StreamStates(log, memberDecider);
  }

  /** Applies the next event of FACT_EVENTS. */
  apply(event: RecordedEvent): Promise<void> {
    return (event.stream.startsWith(ADD_ONS) ? this.addOns : this.champions).apply(event);
  }

  async of({ teamId, requesterId, addOn, read }: OpeningRead): Promise<OpeningFacts> {
    const [addOns, members] = [addOnStream(teamId, addOn), memberStream(teamId, requesterId)];
    return {
      addOn: await this.addOns.find(addOns, read[addOns]),
      member: await this.champions.find(members, read[members]),
    };
  }
}

/** Reads the facts of one opening from their streams. */
export const readFacts = async (
  log: ClearLog,
  { teamId, requesterId, addOn, read }: OpeningRead,
): Promise<OpeningFacts> => {
  const [addOns, members] = [addOnStream(teamId, addOn), memberStream(teamId, requesterId)];
  return {
    addOn: await stateAt<AddOn | undefined>(log, addOnDecider, addOns, read[addOns]),
    member: await stateAt<Member | undefined>(log, memberDecider, members, read[members]),
  };
};
