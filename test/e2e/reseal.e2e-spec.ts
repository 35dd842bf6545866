import { isSealed, type StoredEvent } from '@ledgerdesk/event-store';
import { openSqliteEventStore, openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { definitionOf } from '@ledgerdesk/events';
import type { KeyStore } from '@ledgerdesk/sealing';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rotateKeys } from '../../apps/cli/keys/rotate-keys.js';
import { reseal } from '../../apps/cli/reseal/reseal.js';
import { openEngine, settingsFrom } from '../../apps/server/index.js';
import { embeddedStorage, openEngineLog } from '../../apps/server/storage.js';
import { ReleaseFixture } from '../support/release-fixture.js';

const OTHER = {
  id: '41291428-2ffc-8b71-913b-0a64886b0000',
  type: 'TeamRenamed',
  version: 1,
  occurredAt: '2026-11-27T07:30:00.000Z',
  recordedAt: '2026-11-27T07:30:00.000Z',
  data: '{"name":"Other","teamId":"other"}',
  metadata: '{}',
};

const stored = async (folder: string): Promise<readonly StoredEvent[]> => {
  const log = openSqliteLog({ file: join(folder, 'events.db') });
  const { events } = await log.readAll({ limit: 10_000 });
  await log.close();
  return events.filter(({ type }) => definitionOf(type) !== undefined);
};
const opened = async (folder: string): Promise<readonly StoredEvent[]> => {
  const log = await openEngineLog(embeddedStorage(folder));
  const { events } = await log.readAll({ limit: 10_000 });
  await log.close();
  return events;
};

describe('a sealed copy of a log that an earlier version recorded in the clear', () => {
  let root: string;
  let [from, to] = ['', ''];
  const settings = () => settingsFrom({ DATA_DIR: to });
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'ledgerdesk-reseal-'));
    [from, to] = [join(root, 'from'), join(root, 'to')];
    const other = await openSqliteEventStore({ file: join(root, 'events.db'), thread: false });
    await other.append('team-other', 'no-stream', [OTHER]);
    await other.close();
    mkdirSync(from);
    new ReleaseFixture('0.1.0').restoreFolder(from);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('has the same events in the same order, with every personal field in a box, and equal once opened', async () => {
    const original = await stored(from);
    const result = await reseal({ from, to }, settings());
    expect(result.events).toBeGreaterThanOrEqual(original.length);
    const [copied, clear] = [await stored(to), await opened(to)];
    const named = ({ id, stream, revision, type, occurredAt, recordedAt }: StoredEvent) =>
      [id, stream, revision, type, occurredAt, recordedAt].join();
    expect(copied.map(named)).toEqual(original.map(named));
    expect(clear.map(({ data }) => data)).toEqual(original.map(({ data }) => data));
    expect(copied.filter(isSealed).length).toBeGreaterThan(10);
    for (const event of copied) {
      const data = JSON.parse(event.data) as Readonly<Record<string, unknown>>;
      for (const field of definitionOf(event.type)?.personal ?? [])
        expect([event.type, field, data[field] ?? null]).toEqual([event.type, field, null]);
      const { requestHash } = JSON.parse(event.metadata) as { readonly requestHash: string };
      if (requestHash !== '') expect(requestHash).toMatch(/^[\w-]+\.[\w-]{43}$/);
    }
  });

  it('is repeated without effect, and refused into a log of other events', async () => {
    const before = await stored(to);
    await reseal({ from, to }, settings());
    expect(await stored(to)).toEqual(before);
    await expect(reseal({ from, to: root }, settings())).rejects.toThrow();
    await expect(reseal({ from, to: from }, settings())).rejects.toMatchObject({ code: 'invalid-target' });
  });

  it('is refused once somebody was erased from the source, whose keys the copy would still have', async () => {
    const source = join(root, 'source');
    const endpoints = { from: source, to: join(root, 'copy') };
    mkdirSync(source);
    new ReleaseFixture('0.1.0').restoreFolder(source);
    const whileOpen = async (then: (keys: KeyStore | undefined) => Promise<unknown>): Promise<void> => {
      const engine = await openEngine(settingsFrom({ DATA_DIR: source }), { workerThreads: false });
      await then(engine.keys);
      await engine.close();
    };
    const subject = { kind: 'member', id: 'acme.late' } as const;
    await whileOpen(async (keys) => keys?.keyFor(subject));
    await reseal(endpoints, settingsFrom({ DATA_DIR: endpoints.to }));
    await whileOpen(async (keys) => keys?.erase(subject, '2026-11-27T07:30:00.000Z'));
    await expect(reseal(endpoints, settingsFrom({ DATA_DIR: endpoints.to }))).rejects.toMatchObject({
      code: 'keys-differ',
    });
  });

  it('opens after its keys were wrapped by a new master key, in an engine too', async () => {
    const before = readFileSync(join(to, 'keys', 'master.key'), 'utf8');
    const clear = await opened(to);
    const { rewrapped, file } = await rotateKeys(settings());
    expect([rewrapped > 2, file]).toEqual([true, join(to, 'keys', 'master.key')]);
    const after = readFileSync(join(to, 'keys', 'master.key'), 'utf8');
    expect(after).toMatch(/^[A-Za-z0-9+/]{43}=\n$/);
    expect(after).not.toBe(before);
    expect(await opened(to)).toEqual(clear);
    expect((await rotateKeys(settings())).rewrapped).toBe(rewrapped);
    const engine = await openEngine(settings(), { workerThreads: false });
    expect(
      (await engine.store.readAll({ limit: 10_000 })).events.slice(0, clear.length).map(({ data }) => data),
    ).toEqual(clear.map(({ data }) => data));
    await engine.close();
  });
});
