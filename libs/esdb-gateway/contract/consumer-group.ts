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
import { aScope, aStream } from '../../event-store/contract/samples.js';
import type { Client } from './samples.js';

export type Reader = PersistentSubscriptionToAll | PersistentSubscriptionToStream;
export type Received = PersistentSubscriptionToAllResolvedEvent | PersistentSubscriptionToStreamResolvedEvent;
type Answer = (received: Received, nth: number) => Promise<void>;

const inboxes = new WeakMap<Reader, AsyncIterator<Received>>();

const inboxOf = (reader: Reader): AsyncIterator<Received> => {
  const inbox = inboxes.get(reader) ?? reader[Symbol.asyncIterator]();
  inboxes.set(reader, inbox);
  return inbox;
};

/** The next `count` events that a reader is given, each answered as is said, else acknowledged; the reader stays. */
export const taken = async (
  reader: Reader,
  count: number,
  answer: Answer = (received) => reader.ack(received),
): Promise<Received[]> => {
  const inbox = inboxOf(reader);
  const received: Received[] = [];
  while (received.length < count) {
    const { value } = (await inbox.next()) as IteratorYieldResult<Received>;
    await answer(value, received.push(value));
  }
  return received;
};

export const typeOf = ({ event }: Received): string => event?.type ?? '';
export const typesTaken = async (...given: Parameters<typeof taken>): Promise<string[]> =>
  (await taken(...given)).map(typeOf);

/** Events are kept unanswered. */
export const keep: Answer = () => Promise.resolve();

/** Until a condition holds, as far as the server tells. */
export const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise(setImmediate);
};

export const failureOf = (reader: Reader): Promise<Error> =>
  new Promise((resolve) => {
    reader.once('error', resolve);
  });

type Settings = Parameters<typeof toStreamSettings>[0];

/** A consumer may be sent away at the end of a test, when nobody asks any more. */
export const patient = <R extends Reader>(reader: R): R => {
  reader.on('error', () => undefined);
  return reader;
};

/** A stream and a group on it, both with names of their own. */
export class OwnGroup {
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
    return patient(this.client().subscribeToPersistentSubscriptionToStream(this.stream, this.name, { bufferSize }));
  }

  info() {
    return this.client().getPersistentSubscriptionToStreamInfo(this.stream, this.name);
  }

  replay(stopAt?: number): Promise<void> {
    return this.client().replayParkedMessagesToStream(this.stream, this.name, {
      ...(stopAt !== undefined && { stopAt }),
    });
  }
}

/** Removes the groups whose names begin so, on whatever. */
export const removeGroups = async (client: EventStoreDBClient, prefix: string): Promise<void> => {
  for (const { eventSource, groupName } of await client.listAllPersistentSubscriptions()) {
    if (!groupName.startsWith(prefix)) continue;
    if (eventSource === '$all') await client.deletePersistentSubscriptionToAll(groupName);
    else await client.deletePersistentSubscriptionToStream(eventSource, groupName);
  }
};
