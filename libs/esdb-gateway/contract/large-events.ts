import {
  binaryEvent,
  BACKWARDS,
  END,
  persistentSubscriptionToStreamSettingsFromDefaults as toStreamSettings,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import { ignoreErrors, receiveTypes, removeGroups } from './consumer-group.js';
import { aScope, type Client, linkTo, ofStreams, positionOf, typed, typesOf } from './samples.js';

const SLOW_MS = 60_000;
const COUNT = 12;
const TYPES = Array.from({ length: COUNT }, (_, number) => `T${number}`);

/** Streams whose events together exceed any page. */
export const largeEvents = (client: Client): void => {
  describe('events of 900 kB', () => {
    it(
      'are read and subscribed to completely and in order, also through links',
      async () => {
        const scope = aScope();
        const [stream, links] = [`${scope}large`, `${scope}links`];
        const data = new Uint8Array(900_000).fill(120);
        const before = positionOf(await client().appendToStream(`${scope}before`, typed('Before')));
        for (const type of TYPES) await client().appendToStream(stream, binaryEvent({ type, data }));
        for (const revision of TYPES.keys()) await client().appendToStream(links, linkTo(revision, stream));

        const readers = Array.from({ length: 4 }, () => typesOf(client().readStream(stream)));
        expect(await Promise.all(readers)).toEqual(readers.map(() => TYPES));
        expect(await typesOf(client().readStream(stream, { direction: BACKWARDS, fromRevision: END }))).toEqual(
          TYPES.toReversed(),
        );
        expect(await typesOf(client().readStream(links, { resolveLinkTos: true }))).toEqual(TYPES);
        expect(await typesOf(ofStreams(client().readAll({ fromPosition: before }), stream))).toEqual(TYPES);
        const filter = streamNameFilter({ prefixes: [stream] });
        expect(await typesOf(client().subscribeToAll({ fromPosition: before, filter }), COUNT)).toEqual(TYPES);
        const subscription = client().subscribeToStream(links, { fromRevision: START, resolveLinkTos: true });
        expect(await typesOf(subscription, COUNT)).toEqual(TYPES);

        const settings = toStreamSettings({ startFrom: START, historyBufferSize: 500 });
        await client().createPersistentSubscriptionToStream(stream, scope, settings);
        const consumer = ignoreErrors(client().subscribeToPersistentSubscriptionToStream(stream, scope));
        expect(await receiveTypes(consumer, COUNT)).toEqual(TYPES);
        await removeGroups(client(), scope);
      },
      SLOW_MS,
    );
  });
};
