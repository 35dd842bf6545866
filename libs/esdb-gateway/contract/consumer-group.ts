import {
  type EventStoreDBClient,
  jsonEvent,
  type PersistentSubscriptionToAll,
  type PersistentSubscriptionToAllResolvedEvent,
  type PersistentSubscriptionToStream,
  type PersistentSubscriptionToStreamResolvedEvent,
  persistentSubscriptionToStreamSettingsFromDefaults as toStreamSettings,
  START,
} from '@eventstore/db-client';
import { aScope, aStream, type Client } from './samples.js';

type Consumer = PersistentSubscriptionToAll | PersistentSubscriptionToStream;
type Delivery = PersistentSubscriptionToAllResolvedEvent | PersistentSubscriptionToStreamResolvedEvent;
/** Acks or nacks a delivery; `nth` counts from 1. */
type Settle = (delivery: Delivery, nth: number) => Promise<void>;

const iterators = new WeakMap<Consumer, AsyncIterator<Delivery>>();

const iteratorOf = (consumer: Consumer): AsyncIterator<Delivery> => {
  const iterator = iterators.get(consumer) ?? consumer[Symbol.asyncIterator]();
  iterators.set(consumer, iterator);
  return iterator;
};

/** Receives the next `count` deliveries and settles each: with an ack by default. The consumer stays connected. */
export const receive = async (
  consumer: Consumer,
  count: number,
  settle: Settle = (delivery) => consumer.ack(delivery),
): Promise<Delivery[]> => {
  const iterator = iteratorOf(consumer);
  const deliveries: Delivery[] = [];
  while (deliveries.length < count) {
    const { value } = (await iterator.next()) as IteratorYieldResult<Delivery>;
    await settle(value, deliveries.push(value));
  }
  return deliveries;
};

export const typeOf = ({ event }: Delivery): string => event?.type ?? '';
export const receiveTypes = async (...args: Parameters<typeof receive>): Promise<string[]> =>
  (await receive(...args)).map(typeOf);

/** Leaves deliveries in flight. */
export const keepInFlight: Settle = () => Promise.resolve();

const TIMEOUT_MS = 20_000;

/**
 * Polls the server until a condition holds: acks have no response, so their effect shows only in the group's info.
 * Throws after 20 seconds.
 */
export const until = async (condition: () => Promise<boolean>): Promise<void> => {
  const startedAt = performance.now();
  while (!(await condition())) {
    if (performance.now() - startedAt > TIMEOUT_MS) throw new Error('The condition did not hold within 20 seconds.');
    await new Promise(setImmediate);
  }
};

export const errorOf = (consumer: Consumer): Promise<Error> =>
  new Promise((resolve) => {
    consumer.once('error', resolve);
  });

/** Ignores the error with which the server drops the consumer after the test. */
export const ignoreErrors = <C extends Consumer>(consumer: C): C => {
  consumer.on('error', () => undefined);
  return consumer;
};

type Settings = Parameters<typeof toStreamSettings>[0];

/** A consumer group on a stream, with unique names. */
export class ConsumerGroup {
  readonly stream = aStream();
  readonly name = aScope();

  constructor(private readonly client: Client) {}

  append(...types: readonly string[]) {
    return this.client().appendToStream(
      this.stream,
      types.map((type) => jsonEvent({ type, data: {} })),
    );
  }

  create(settings: Settings = {}): Promise<void> {
    return this.client().createPersistentSubscriptionToStream(
      this.stream,
      this.name,
      toStreamSettings({ startFrom: START, ...settings }),
    );
  }

  update(settings: Settings = {}): Promise<void> {
    return this.client().updatePersistentSubscriptionToStream(
      this.stream,
      this.name,
      toStreamSettings({ startFrom: START, ...settings }),
    );
  }

  remove(): Promise<void> {
    return this.client().deletePersistentSubscriptionToStream(this.stream, this.name);
  }

  subscribe(bufferSize = 10): PersistentSubscriptionToStream {
    const options = { bufferSize };
    return ignoreErrors(this.client().subscribeToPersistentSubscriptionToStream(this.stream, this.name, options));
  }

  info() {
    return this.client().getPersistentSubscriptionToStreamInfo(this.stream, this.name);
  }

  replay(stopAt?: number): Promise<void> {
    const options = { ...(stopAt !== undefined && { stopAt }) };
    return this.client().replayParkedMessagesToStream(this.stream, this.name, options);
  }
}

/** Deletes all groups whose names start with `prefix`. */
export const removeGroups = async (client: EventStoreDBClient, prefix: string): Promise<void> => {
  for (const { eventSource, groupName } of await client.listAllPersistentSubscriptions()) {
    if (!groupName.startsWith(prefix)) continue;
    if (eventSource === '$all') await client.deletePersistentSubscriptionToAll(groupName);
    else await client.deletePersistentSubscriptionToStream(eventSource, groupName);
  }
};
