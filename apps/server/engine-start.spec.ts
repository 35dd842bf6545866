import { decode, EngineEventStore, type EventToAppend, CommitFailed } from '@ledgerdesk/event-store';
import { eventAt } from '../../test/support/event-store/event-at.js';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { policies, timelineOf } from '../../test/support/policies.js';
import { type EngineStart, RECORDED_SETTINGS, startRun } from './engine-start.js';
import { secretIn } from './settings-schema.js';
import { settingsFrom } from './settings.js';

const NOW = '2026-11-27T07:30:00.000Z';
const INSTANCE = '3c1f6a54-0b7e-4c1d-9d53-6e8f2a7b9c10';

const start = (fields: Partial<EngineStart> = {}): EngineStart => ({
  settings: settingsFrom({ ROLES: 'http,projections', QUOTE_KEY: `${'A'.repeat(43)}=`, JWT_ISSUER: 'x'.repeat(900) }),
  policies: timelineOf(policies),
  origin: {},
  now: NOW,
  ...fields,
});

const startedBy = (fields: Partial<EngineStart> = {}) => {
  const [event] = startRun(start(fields), INSTANCE)(NOW).events;
  if (!event) throw new Error('A start has an event.');
  return decode({ ...event, stream: `log-starts.${INSTANCE}`, revision: 0, position: '1' });
};

/** A log that refuses its first append. */
class BusyOnce extends MemoryEventStore {
  private isBusy = true;

  override async append(...append: Parameters<MemoryEventStore['append']>): ReturnType<MemoryEventStore['append']> {
    if (this.isBusy) {
      this.isBusy = false;
      throw new CommitFailed('The log is busy.');
    }
    return super.append(...append);
  }
}

const eventNumbered = (n: number): EventToAppend => ({
  ...eventAt(n, 'TeamRegistered'),
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
});

const opened = (log: MemoryEventStore): EngineEventStore => {
  const store = new EngineEventStore(log);
  const run = startRun(start(), INSTANCE);
  store.openWith(async (to, recordedAt) => {
    const { stream, expected, events } = run(recordedAt);
    await to.append(stream, expected, events);
  });
  return store;
};

const namesIn = async (log: MemoryEventStore) => (await log.readAll()).events.map(({ stream }) => stream);

describe('the start of a process', () => {
  it('is an event with the version, roles, clock and settings of the process, and no secret', () => {
    const { type, data, metadata, occurredAt } = startedBy();
    expect({ type, data, metadata, occurredAt }).toMatchObject({
      type: 'EngineStarted',
      occurredAt: NOW,
      data: {
        instanceId: INSTANCE,
        engineVersion: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
        roles: ['http', 'projections'],
        clock: { source: 'system', start: null, speed: 1 },
        nodeVersion: process.versions.node,
        timeZones: policies.zones.version,
      },
      metadata: { actor: { kind: 'engine', id: 'starts' }, tenant: 'main' },
    });
    expect(data).toHaveProperty('settings', expect.arrayContaining([{ name: 'CLOCK_STEP_SECONDS', value: '300' }]));
    expect(data).toHaveProperty('settings', expect.arrayContaining([{ name: 'JWT_ISSUER', value: 'x'.repeat(500) }]));
    expect(JSON.stringify(data)).not.toContain('AAAA');
  });

  it('names the simulated clock and the scenario', () => {
    const simulation = { source: 'engine', scenario: 'demo', seed: null } as const;
    const clock = { source: 'simulated', start: NOW, speed: 60 } as const;
    const { data, metadata } = startedBy({ origin: { simulation, clock } });
    expect(data).toMatchObject({ clock });
    expect(metadata).toMatchObject({ simulation, clock });
  });

  it('records no setting that is declared a secret', () => {
    expect(RECORDED_SETTINGS.filter((name) => secretIn(name) !== undefined)).toEqual([]);
  });

  it('is recorded before the first event of the process, once, and not if nothing is recorded', async () => {
    const log = new MemoryEventStore();
    const store = opened(log);
    await store.readAll();
    expect(await namesIn(log)).toEqual([]);
    await store.append('team-a', 'no-stream', [eventNumbered(1)]);
    await store.append('team-b', 'no-stream', [eventNumbered(2)]);
    expect(await namesIn(log)).toEqual([`log-starts.${INSTANCE}`, 'team-a', 'team-b']);
  });

  it('keeps the order of events that are appended at the same time', async () => {
    const log = new MemoryEventStore();
    const store = opened(log);
    const first = ['a', 'b', 'c'].map((name, n) => store.append(`team-${name}`, 'no-stream', [eventNumbered(n)]));
    const later = first[0]?.then(() => store.append('team-d', 'no-stream', [eventNumbered(9)]));
    await Promise.all([...first, later]);
    expect(await namesIn(log)).toEqual([`log-starts.${INSTANCE}`, 'team-a', 'team-b', 'team-c', 'team-d']);
    const times = (await log.readAll()).events.map(({ recordedAt }) => recordedAt);
    expect(times).toEqual(times.toSorted());
  });

  it('is recorded by the next append if the log refuses it', async () => {
    const log = new BusyOnce();
    const store = opened(log);
    await expect(store.append('team-a', 'no-stream', [eventNumbered(1)])).rejects.toThrow('The log is busy.');
    expect(await namesIn(log)).toEqual([]);
    await store.append('team-a', 'no-stream', [eventNumbered(1)]);
    expect(await namesIn(log)).toEqual([`log-starts.${INSTANCE}`, 'team-a']);
  });
});
