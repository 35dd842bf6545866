import { START, type StoredEvent } from '@ledgerdesk/event-store';
import { openEventStoreDb } from '@ledgerdesk/event-store/eventstoredb';
import { filter, mergeMap } from 'rxjs';
import { sample } from '../../libs/event-store/contract/samples.js';
import { serverVersion } from '../support/eventstoredb/installed-server.js';
import { AUTHORITY_FILE } from '../support/eventstoredb/server-node.js';
import { EventStoreDbServers } from '../support/eventstoredb/servers.js';
import { until } from '../support/http/until.js';

/** From the death of the leader until another one has taken an append, in ms. */
const FAILOVER_MS = 20_000;

describe(`three nodes of EventStoreDB ${serverVersion()} with TLS`, () => {
  let servers: EventStoreDbServers;
  beforeAll(async () => {
    servers = await EventStoreDbServers.startThree({ isSecure: true });
  }, 120_000);
  afterAll(() => servers.close());

  const urlFor = (user: string, options = `&tlsCAFile=${AUTHORITY_FILE}`): string =>
    `esdb+discover://${user}${servers.hosts}?tls=true${options}`;

  it.each([
    ['another password', 'admin:wrong@', undefined, /refused the user or password/],
    ['an authority that is not given', 'admin:changeit@', '', /unknown authority\. Add tlsCAFile=<PEM file/],
  ])('refuse %s at once', async (_, user, options, why) => {
    await expect(openEventStoreDb({ connection: urlFor(user, options) })).rejects.toThrow(why);
  });

  it('record and deliver, and go on after their leader was killed', async () => {
    const log = await openEventStoreDb({ connection: urlFor('admin:changeit@') });
    const delivered: StoredEvent[] = [];
    const following = log
      .subscribe(START, { streamPrefixes: ['secure-'] })
      .pipe(
        filter((message) => message.kind === 'events'),
        mergeMap(({ events }) => events),
      )
      .subscribe((event) => delivered.push(event));
    await log.append('secure-1', 'no-stream', [sample()]);
    const leader = await servers.leader();
    await leader.kill();
    const started = Date.now();
    await log.append('secure-1', 0, [sample()]);
    expect(Date.now() - started).toBeLessThan(FAILOVER_MS);
    expect((await log.readStream('secure-1')).map(({ revision }) => revision)).toEqual([0, 1]);
    await until(() => delivered.length >= 2);
    expect(delivered.map(({ revision }) => revision)).toEqual([0, 1]);
    await leader.restart();
    await servers.complete();
    following.unsubscribe();
    await log.close();
  }, 120_000);
});
