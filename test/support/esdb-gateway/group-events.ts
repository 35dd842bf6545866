import { randomUUID } from 'node:crypto';
import { sample } from '../../../libs/event-store/contract/samples.js';
import type { StoredEvent } from '@ledgerdesk/event-store';
import { BEGINNING } from '../../../libs/esdb-gateway/persistent/checkpoint.js';
import type { GroupSettings } from '../../../libs/esdb-gateway/persistent/group-settings.js';
import type { SavedGroup } from '../../../libs/esdb-gateway/persistent/group-state.js';
import type { Consumer, Message } from '../../../libs/esdb-gateway/persistent/member.js';

export const groupSettings = (overrides: Partial<GroupSettings> = {}): GroupSettings => ({
  startFrom: '0',
  resolveLinks: false,
  extraStatistics: false,
  messageTimeoutMs: 30_000,
  maxRetryCount: 10,
  checkpointAfterMs: 2_000,
  minCheckpointCount: 10,
  maxCheckpointCount: 1_000,
  maxSubscriberCount: 0,
  liveBufferSize: 500,
  readBatchSize: 20,
  historyBufferSize: 500,
  strategy: 'RoundRobin',
  ...overrides,
});

export const aGroup = (settings: Partial<GroupSettings> = {}): SavedGroup => ({
  source: 'orders-1',
  name: 'mailers',
  settings: groupSettings(settings),
  start: BEGINNING,
  parked: [],
});

/** Event `n`, from 1, of a log with one stream: at revision `n` − 1 and position `n`. */
export const eventAt = (n: number, stream = 'orders-1'): StoredEvent => ({
  ...sample({ id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` }),
  stream,
  revision: n - 1,
  position: String(n),
});

export const eventsAt = (...numbers: readonly number[]): readonly StoredEvent[] => numbers.map((n) => eventAt(n));

/** Events 1 to `last`. */
export const eventsUpTo = (last: number): readonly StoredEvent[] =>
  Array.from({ length: last }, (_, index) => eventAt(index + 1));

/** A consumer that records its deliveries. */
export class RecordingConsumer implements Consumer {
  readonly id = randomUUID();
  readonly delivered: Message[] = [];

  constructor(readonly bufferSize = 10) {}

  deliver(message: Message): void {
    this.delivered.push(message);
  }

  get positions(): readonly string[] {
    return this.delivered.map(({ event }) => event.position);
  }
}
