import { randomUUID } from 'node:crypto';
import { EPOCH_STREAM, type LogLossAccepted } from '@ledgerdesk/events';
import type { EventOrigin, Instant, Position } from '@ledgerdesk/kernel';
import { decode } from './codec.js';
import { operatorEvent } from './operator-event.js';
import { type EventStore, type ReadableLog, START } from './port.js';

/** The epoch of a log that has lost nothing. */
export const FIRST_EPOCH = 0;

/** The last loss of events that an operator accepted. */
export interface LastLoss {
  /** The epoch that began with it. */
  readonly epoch: number;
  readonly acceptedAt: Instant;
}

/** The last accepted loss of a log; undefined if it has lost nothing. */
export const readLastLoss = async (log: Pick<ReadableLog, 'readStream'>): Promise<LastLoss | undefined> => {
  const last = (await log.readStream(EPOCH_STREAM, { direction: 'backward', limit: 1 })).at(-1);
  if (!last) return undefined;
  return { epoch: (decode(last).data as LogLossAccepted['data']).epoch, acceptedAt: last.recordedAt };
};

/**
 * Position of the last event of an epoch; START if it had none. Undefined while the epoch lasts.
 */
export const readEpochEnd = async (
  log: Pick<ReadableLog, 'readStream'>,
  epoch: number,
): Promise<Position | undefined> => {
  const losses = (await log.readStream(EPOCH_STREAM)).map((event) => decode(event).data as LogLossAccepted['data']);
  const next = losses.find((loss) => loss.epoch > epoch);
  return next && (next.lastPosition ?? START);
};

/**
 * How many leaves the tree of an epoch shares with that of the current one: the fewest of all losses since. 0 if that
 * was not recorded.
 */
export const sharedLeaves = async (log: Pick<ReadableLog, 'readStream'>, epoch: number): Promise<number> => {
  const losses = (await log.readStream(EPOCH_STREAM)).map((event) => decode(event).data as LogLossAccepted['data']);
  const since = losses.filter((loss) => loss.epoch > epoch);
  return since.reduce((fewest, { sharedSize }) => Math.min(fewest, sharedSize ?? 0), Infinity);
};

/** The current epoch of a log: that of its last accepted loss, or FIRST_EPOCH. */
export const readEpoch = async (log: Pick<ReadableLog, 'readStream'>): Promise<number> =>
  (await readLastLoss(log))?.epoch ?? FIRST_EPOCH;

/** A loss to record, and who accepted it. */
export interface AcceptedLoss extends Pick<LogLossAccepted['data'], 'lost' | 'reason'> {
  /** Higher than the epoch of the log and of every checkpoint of it. */
  readonly epoch: number;
  readonly tenant: string;
  readonly now: Instant;
  /** The clock of `now`, if it is simulated. */
  readonly origin?: EventOrigin;
  /** The tree of the epoch before. Absent if nothing was signed of it. */
  readonly tree?: Pick<LogLossAccepted['data'], 'checkpoint' | 'sharedSize'>;
}

const NO_TREE = { checkpoint: null, sharedSize: null };

/** Opens a new epoch: records that the log lost events. */
export const recordLoss = async (store: EventStore, loss: AcceptedLoss): Promise<void> => {
  const { epoch, lost, reason, tenant, now, origin, tree = NO_TREE } = loss;
  const {
    events: [last],
  } = await store.readAll({ direction: 'backward', limit: 1 });
  const [previous] = await store.readStream(EPOCH_STREAM, { direction: 'backward', limit: 1 });
  const event: LogLossAccepted = {
    type: 'LogLossAccepted',
    data: { epoch, lastPosition: last?.position ?? null, lastEventId: last?.id ?? null, lost, reason, ...tree },
  };
  const encoded = await operatorEvent(store, event, { id: randomUUID(), tenant, now, ...(origin && { origin }) });
  await store.append(EPOCH_STREAM, previous?.revision ?? 'no-stream', [encoded]);
};
