import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aGroup, groupSettings } from '../../../test/support/esdb-gateway/group-events.js';
import type { GroupState } from './group-state.js';
import { openGroupState } from './open-group-state.js';

const LOG = '6f1d7c1e-0000-4000-8000-000000000000';

describe.each(['in memory', 'in a file'])('group state %s', (storage) => {
  let folder: string;
  let state: GroupState;

  const file = () => (storage === 'in a file' ? join(folder, 'subscriptions.db') : undefined);
  const id = { source: 'orders-1', name: 'mailers' };
  const parked = (position: number) => ({
    position: String(position),
    stream: 'orders-1',
    revision: position - 1,
    eventId: position === 3 ? null : `id-${position}`,
  });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
    state = openGroupState(file(), LOG);
    state.save(aGroup());
  });
  afterEach(() => {
    state.close();
    rmSync(folder, { recursive: true });
  });

  it('keeps definitions', () => {
    const filter = { on: 'type', regex: '^A', prefixes: [] } as const;
    state.save({
      source: '$all',
      name: 'auditors',
      settings: groupSettings(),
      start: { position: '7', revision: -1 },
      filter,
    });
    expect(state.find({ source: '$all', name: 'auditors' })).toEqual({
      source: '$all',
      name: 'auditors',
      settings: groupSettings(),
      start: { position: '7', revision: -1 },
      filter,
      parked: [],
    });
    expect(state.list()).toEqual(expect.arrayContaining([id, { source: '$all', name: 'auditors' }]));
  });

  it('keeps the checkpoint and parked events, in order and once each, when the definition changes', () => {
    const writer = state.writerOf(id);
    writer.checkpoint({ position: '4', revision: 3 });
    writer.park([parked(12), parked(9)]);
    writer.park([parked(12), parked(3)]);
    writer.unpark(['9', '100']);
    state.save(aGroup({ maxRetryCount: 1 }));
    expect(state.find(id)).toMatchObject({
      settings: { maxRetryCount: 1 },
      checkpoint: { position: '4', revision: 3 },
      parked: [parked(12), parked(3)],
    });
  });

  it('removes all state of a removed group, and none of another', () => {
    const other = { source: 'orders-1', name: 'auditors' };
    state.save({ ...aGroup(), ...other });
    for (const each of [id, other]) state.writerOf(each).park([parked(1)]);
    state.remove(id);
    expect(state.find(id)).toBeUndefined();
    state.save(aGroup());
    expect([state.find(id)?.parked, state.find(other)?.parked]).toEqual([[], [parked(1)]]);
  });
});

it('group state in a file survives closing, and cannot be opened with another log', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  const file = join(folder, 'subscriptions.db');
  const before = openGroupState(file, LOG);
  before.save(aGroup());
  before.writerOf(aGroup()).checkpoint({ position: '4', revision: 3 });
  before.close();
  const after = openGroupState(file, LOG);
  expect(after.find(aGroup())?.checkpoint).toEqual({ position: '4', revision: 3 });
  after.close();
  expect(() => openGroupState(file, 'another')).toThrow(/another log/);
  rmSync(folder, { recursive: true });
});
