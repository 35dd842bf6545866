import {
  BACKWARDS,
  END,
  type EventStoreDBClient,
  persistentSubscriptionToStreamSettingsFromDefaults,
  type ResolvedEvent,
  START,
} from '@eventstore/db-client';
import { type Client, aScope, firstOf, linkTo, typed } from './samples.js';

/** The server under test. */
interface ProjectingServer {
  readonly client: EventStoreDBClient;
  dispose(): Promise<void>;
}

type Read = ReturnType<EventStoreDBClient['readStream']>;

/** What links are to, with their revisions: `2 0@orders-1`. */
const targetsOf = async (links: Read): Promise<string[]> =>
  (await firstOf(links)).map(({ event }) => {
    const data = event?.isJson === false ? Buffer.from(event.data).toString() : 'JSON';
    return `${event?.type} ${event?.revision} ${data}`;
  });

/** The events that links lead to: type and stream; undefined where there is none. */
const resolved = async (links: AsyncIterable<ResolvedEvent>, count?: number) =>
  (await firstOf(links, count)).map(({ event }) => event && `${event.type} of ${event.streamId}`);

/** Resolves when a stream of links is as long as expected: a server's projections run behind its appends. */
const reaches = (client: Client, stream: string, length: number) => firstOf(client().subscribeToStream(stream), length);

/** Which events links are to. */
const categoriesAndTypes = (client: Client): void => {
  it('link to the events of a category, which ends at the first hyphen, in the order of the log', async () => {
    const category = aScope();
    const ce = `$ce-${category}`;
    await client().appendToStream(`${category}-1`, typed('A', 'B'));
    await client().appendToStream(`${category}-x-2`, typed('A'));
    await client().appendToStream(category, typed('A'));
    await client().appendToStream(`${category}a-1`, typed('A'));
    await client().appendToStream(`${category}-`, typed('C'));
    await client().appendToStream(`${category}-1`, typed('D'));
    await reaches(client, ce, 5);
    expect(await targetsOf(client().readStream(ce))).toEqual([
      `$> 0 0@${category}-1`,
      `$> 1 1@${category}-1`,
      `$> 2 0@${category}-x-2`,
      `$> 3 0@${category}-`,
      `$> 4 2@${category}-1`,
    ]);
    expect(await resolved(client().readStream(ce, { resolveLinkTos: true, fromRevision: 3n }))).toEqual([
      `C of ${category}-`,
      `D of ${category}-1`,
    ]);
    const backwards = { direction: BACKWARDS, maxCount: 2 } as const;
    expect(await targetsOf(client().readStream(ce, { ...backwards, fromRevision: END }))).toEqual([
      `$> 4 2@${category}-1`,
      `$> 3 0@${category}-`,
    ]);
    expect(await targetsOf(client().readStream(ce, { ...backwards, fromRevision: 1n }))).toEqual([
      `$> 1 1@${category}-1`,
      `$> 0 0@${category}-1`,
    ]);
    expect(await targetsOf(client().readStream(ce, { fromRevision: 5n }))).toEqual([]);
  });

  it('link to the events of a type, in any stream', async () => {
    const scope = aScope();
    const type = `${scope}-Sold it`;
    await client().appendToStream(`${scope}-1`, typed(type, `${type}!`));
    await client().appendToStream(scope, typed(type));
    await reaches(client, `$et-${type}`, 2);
    expect(await targetsOf(client().readStream(`$et-${type}`))).toEqual([`$> 0 0@${scope}-1`, `$> 1 0@${scope}`]);
  });

  it('name the event and the stream that a link comes from', async () => {
    const scope = aScope();
    await client().appendToStream(`${scope}-1`, typed(scope));
    const [original] = await firstOf(client().readStream(`${scope}-1`));
    for (const [stream, origin] of [
      [`$ce-${scope}`, { $o: `${scope}-1` }],
      [`$et-${scope}`, {}],
    ] as const) {
      const [link] = await reaches(client, stream, 1);
      expect(link?.event?.metadata).toMatchObject({ $causedBy: original?.event?.id, ...origin });
      expect(link?.event?.metadata).toMatchObject({
        $c: expect.any(Number) as number,
        $v: expect.any(String) as string,
      });
    }
  });
};

/** What links are to where an event is a link itself, or deletes its stream, and which streams there are none of. */
const linksAndDeletions = (client: Client): void => {
  it('link to the target of a link in a category, and not to links by type', async () => {
    const [category, target] = [aScope(), aScope()];
    await client().appendToStream(`${target}-1`, typed('A'));
    await client().appendToStream(`${category}-links`, [linkTo(0, `${target}-1`)]);
    await reaches(client, `$ce-${category}`, 1);
    expect(await targetsOf(client().readStream(`$ce-${category}`))).toEqual([`$> 0 0@${target}-1`]);
  });

  it('link to what deletes a stream, and lead to no event of it any more', async () => {
    const category = aScope();
    const ce = `$ce-${category}`;
    await client().appendToStream(`${category}-1`, typed('A'));
    await client().setStreamMetadata(`${category}-1`, { maxCount: 10 });
    await client().deleteStream(`${category}-1`);
    await client().appendToStream(`${category}-2`, typed('B'));
    await client().tombstoneStream(`${category}-2`);
    await reaches(client, ce, 4);
    expect(await targetsOf(client().readStream(ce))).toEqual([
      `$> 0 0@${category}-1`,
      `$> 1 1@$$${category}-1`,
      `$> 2 0@${category}-2`,
      `$> 3 9223372036854775807@${category}-2`,
    ]);
    expect(await resolved(client().readStream(ce, { resolveLinkTos: true }))).toEqual([
      undefined,
      `$metadata of $$${category}-1`,
      undefined,
      undefined,
    ]);
  });

  it.each([
    '$ce-',
    '$ce-$none',
    '$et-',
    '$et-$streamDeleted',
    `$ce-${aScope()}`,
    `$ce-${aScope()}-1`,
    `$et-${aScope()}`,
  ])('%s is not found', async (stream) => {
    await expect(firstOf(client().readStream(stream))).rejects.toMatchObject({ type: 'stream-not-found' });
  });
};

/** How links are delivered. */
const deliveries = (client: Client): void => {
  it('are delivered to subscriptions from a revision and from the end, as events are appended', async () => {
    const category = aScope();
    const ce = `$ce-${category}`;
    await client().appendToStream(`${category}-1`, typed('A', 'B', 'C'));
    await reaches(client, ce, 3);
    const after = { fromRevision: 0n, resolveLinkTos: true } as const;
    const live = client().subscribeToStream(ce, { fromRevision: END, resolveLinkTos: true });
    const confirmed = new Promise((resolve) => live.once('confirmation', resolve));
    const seen = resolved(live, 1);
    await confirmed;
    await client().appendToStream(`${category}-2`, typed('D'));
    expect(await seen).toEqual([`D of ${category}-2`]);
    const events = await firstOf(client().subscribeToStream(ce, after), 3);
    expect(events.map(({ event, link }) => [event?.type, link?.streamId, link?.revision])).toEqual([
      ['B', ce, 1n],
      ['C', ce, 2n],
      ['D', ce, 3n],
    ]);
  });

  it('are consumed by persistent subscriptions', async () => {
    const category = aScope();
    const ce = `$ce-${category}`;
    await client().appendToStream(`${category}-1`, typed('A', 'B'));
    await reaches(client, ce, 2);
    const settings = persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: START, resolveLinkTos: true });
    await client().createPersistentSubscriptionToStream(ce, 'group', settings);
    const subscription = client().subscribeToPersistentSubscriptionToStream(ce, 'group');
    const seen: unknown[] = [];
    for await (const delivered of subscription) {
      seen.push([delivered.event?.type, delivered.link?.revision]);
      await subscription.ack(delivered);
      if (seen.length === 2) break;
    }
    expect(seen).toEqual([
      ['A', 0n],
      ['B', 1n],
    ]);
    await client().deletePersistentSubscriptionToStream(ce, 'group');
  });
};

/**
 * The contract of the streams that the standard projections `$by_category` and `$by_event_type` write, as a Jest suite.
 * `open` starts or connects to a server on which they run.
 */
export const systemStreamContract = (name: string, open: () => Promise<ProjectingServer>): void => {
  describe(`the contract of category and type streams: ${name}`, () => {
    let opened: ProjectingServer;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.dispose());
    const client: Client = () => opened.client;

    categoriesAndTypes(client);
    linksAndDeletions(client);
    deliveries(client);
  });
};
