import { isLogged, PROJECTION_DECISIONS, PROJECTION_STREAM, type ProjectionDecision } from '@ledgerdesk/events';
import type { Position } from '@ledgerdesk/kernel';
import { decode } from './codec.js';
import { WrongExpectedRevision } from './errors.js';
import { type OperatorAction, operatorEvent } from './operator-event.js';
import type { EventStore, ReadableLog, StoredEvent } from './port.js';

/** One version of a read model. */
export interface ProjectionVersionRef {
  readonly name: string;
  readonly version: number;
}

type DecisionLog = Pick<ReadableLog, 'readStream'>;

const keyOf = ({ name, version }: ProjectionVersionRef): string => `${name} ${version}`;
const NONE: ReadonlyMap<string, Position> = new Map();

/** The events that versions of read models leave out, because an operator decided so. */
export class SkippedEvents {
  private readonly byVersion = new Map<string, ReadonlyMap<string, Position>>();

  constructor(decisions: readonly ProjectionDecision[]) {
    for (const { type, data } of decisions) {
      const key = keyOf({ name: data.projection, version: data.projectionVersion });
      if (type === 'ProjectionEventSkipped')
        this.byVersion.set(key, new Map([...(this.byVersion.get(key) ?? []), [data.eventId, data.position]]));
      else this.byVersion.delete(key);
    }
  }

  /** Ids and positions of the events that a version leaves out. */
  of(projection: ProjectionVersionRef): ReadonlyMap<string, Position> {
    return this.byVersion.get(keyOf(projection)) ?? NONE;
  }
}

const decisionsIn = (stored: readonly StoredEvent[]) =>
  stored.map(decode).flatMap((event) => (isLogged(event, PROJECTION_DECISIONS) ? [event] : []));

/**
 * Reads which events are left out of read models.
 *
 * @example
 * const skipped = (await readSkippedEvents(log)).of({ name: 'ticket-list', version: 3 });
 */
export const readSkippedEvents = async (log: DecisionLog): Promise<SkippedEvents> =>
  new SkippedEvents(decisionsIn(await log.readStream(PROJECTION_STREAM)));

/** The event before which a read model has stopped. */
export interface StoppingEvent {
  readonly eventId: string;
  readonly eventType: string;
  readonly position: Position;
}

/** What an operator decides about one version of a read model: `skip` leaves an event out, without it, it retries. */
export interface ProjectionDecisionInput {
  readonly projection: ProjectionVersionRef;
  readonly skip?: StoppingEvent | undefined;
  readonly reason: string | null;
}

const decisionOf = (
  { projection, skip, reason }: ProjectionDecisionInput,
  skipped: ReadonlyMap<string, Position>,
): ProjectionDecision => {
  const version = { projection: projection.name, projectionVersion: projection.version };
  return skip
    ? { type: 'ProjectionEventSkipped', data: { ...version, ...skip, reason } }
    : { type: 'ProjectionRetried', data: { ...version, withdrawn: [...skipped.keys()], reason } };
};

/** Records a decision once per `id`. A skip that is in force is not recorded again. */
export const recordProjectionDecision = async (
  store: EventStore,
  input: ProjectionDecisionInput,
  action: OperatorAction,
): Promise<void> => {
  for (;;) {
    const stored = await store.readStream(PROJECTION_STREAM);
    const skipped = new SkippedEvents(decisionsIn(stored)).of(input.projection);
    if (stored.some(({ id }) => id === action.id) || (input.skip && skipped.has(input.skip.eventId))) return;
    const event = await operatorEvent(store, decisionOf(input, skipped), action);
    try {
      await store.append(PROJECTION_STREAM, stored.at(-1)?.revision ?? 'no-stream', [event]);
      return;
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
  }
};
