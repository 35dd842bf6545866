import { type Checkpoint, comparePositions, errorCodeOf, type Position } from '@ledgerdesk/kernel';
import { FIRST_EPOCH, readEpoch, readEpochEnd } from './epoch.js';
import { type ReadableLog, START, type StoredEvent } from './port.js';

/**
 * What a log contains at a checkpoint:
 * - `intact`: the same event. `checkpoint` is completed with its id and the current epoch.
 * - `other-log`: nothing, because the checkpoint is of another log
 * - `lost`: not the event that was read. `accepted` is true if an operator has accepted that since.
 */
export type CheckpointHistory =
  | { readonly kind: 'intact'; readonly checkpoint: Checkpoint }
  | { readonly kind: 'other-log' }
  | { readonly kind: 'lost'; readonly accepted: boolean; readonly detail: string };

/** A checkpoint that the log contradicts. */
export interface LostHistory {
  /** Kind and name of what has read the log, e.g. `read model ticket-list`. */
  readonly reader: string;
  readonly detail: string;
}

/**
 * The log no longer contains events that were read from it: it was restored from an older copy, or its newest events
 * were lost. To continue would skip the events that are recorded in their place.
 */
export class HistoryLost extends Error {
  readonly code = 'history-lost';
  constructor(losses: readonly LostHistory[]) {
    super(
      [
        'The log no longer contains events that were read from it:',
        ...losses.map(({ reader, detail }) => `  ${reader}: ${detail}`),
        'Restore the newest copy of the log, complete with its write-ahead log (events.db-wal). If the events are ' +
          'lost for good, run "ledgerdesk accept-loss", which records that.',
      ].join('\n'),
    );
  }
}

const epochOf = ({ epoch = FIRST_EPOCH }: Checkpoint): number => epoch;

type HistoryLog = Pick<ReadableLog, 'logId' | 'readAll' | 'readStream' | 'head'>;

/** The event at a position; undefined if the log has none there. */
export const readEventAt = async (
  log: Pick<ReadableLog, 'readAll'>,
  position: Position,
): Promise<StoredEvent | undefined> => {
  try {
    return await findEventAt(log, position);
  } catch (error) {
    if (errorCodeOf(error) === 'no-such-position') return undefined;
    throw error;
  }
};

/** Reads from the event before: reads forward do not include the event at a position. */
const findEventAt = async (log: Pick<ReadableLog, 'readAll'>, position: Position): Promise<StoredEvent | undefined> => {
  const before = await log.readAll({ after: position, direction: 'backward', limit: 1 });
  const after = before.events[0]?.position ?? START;
  const {
    events: [event],
  } = await log.readAll({ after, limit: 1 });
  return event?.position === position ? event : undefined;
};

/**
 * Compares checkpoints with the log that they refer to. Reads each position once. Read the checkpoints first: the log
 * may grow, and another process may advance a checkpoint meanwhile.
 *
 * @example
 * const history = await new LogHistory(log).compare(checkpoint);
 * if (history.kind === 'lost' && !history.accepted) throw new HistoryLost([{ reader, detail: history.detail }]);
 */
export class LogHistory {
  #epoch: Promise<number> | undefined;
  readonly #events = new Map<Position, Promise<StoredEvent | undefined>>();

  private readonly log: HistoryLog;

  constructor(log: HistoryLog & Pick<ReadableLog, 'all'>) {
    this.log = log.all ?? log;
  }

  /** The current epoch of the log. */
  epoch(): Promise<number> {
    return (this.#epoch ??= readEpoch(this.log));
  }

  async compare(checkpoint: Checkpoint): Promise<CheckpointHistory> {
    const { logId, position, eventId } = checkpoint;
    if (logId !== this.log.logId) return { kind: 'other-log' };
    const detail = await this.#difference(checkpoint);
    if (detail !== undefined) return { kind: 'lost', accepted: epochOf(checkpoint) < (await this.epoch()), detail };
    const found = position === START ? undefined : await this.#eventAt(position);
    return {
      kind: 'intact',
      checkpoint: { logId, position, eventId: eventId ?? found?.id, epoch: await this.epoch() },
    };
  }

  /** How the log contradicts a checkpoint of it; undefined if it does not. */
  async #difference(checkpoint: Checkpoint): Promise<string | undefined> {
    const { position, eventId } = checkpoint;
    const head = await this.log.head();
    if (comparePositions(position, head) > 0) return `it has read up to position ${position}, the log ends at ${head}`;
    const epoch = await this.epoch();
    if (epochOf(checkpoint) > epoch)
      return `it has read epoch ${epochOf(checkpoint)} of the log, which is in epoch ${epoch}`;
    if (eventId === undefined) return this.#beyondEpoch(checkpoint);
    if (position === START) return undefined;
    const found = await this.#eventAt(position);
    return found?.id === eventId
      ? undefined
      : `at position ${position} it has read event ${eventId}, the log has ${found?.id ?? 'none'} there`;
  }

  /** A checkpoint without an event, such as one of a restored backup, may be of events that its epoch has lost. */
  async #beyondEpoch(checkpoint: Checkpoint): Promise<string | undefined> {
    const epoch = epochOf(checkpoint);
    const end = epoch < (await this.epoch()) ? await readEpochEnd(this.log, epoch) : undefined;
    return end !== undefined && comparePositions(checkpoint.position, end) > 0
      ? `it has read epoch ${epoch} of the log beyond position ${end}, where that ends`
      : undefined;
  }

  #eventAt(position: Position): Promise<StoredEvent | undefined> {
    const known = this.#events.get(position);
    if (known) return known;
    const event = readEventAt(this.log, position);
    this.#events.set(position, event);
    return event;
  }
}
