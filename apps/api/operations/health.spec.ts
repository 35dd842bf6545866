import type { ScrubStatus } from '@ledgerdesk/integrity';
import type { ProjectionStatus } from '@ledgerdesk/runtime';
import { type EngineStatus, healthOf, type StoreReport } from './health.js';

const fine: StoreReport = {
  unreadable: [],
  unwritable: [],
  isLogRecent: true,
  isLogWritable: undefined,
  head: '7',
  earlierHead: '7',
};
const lost: StoreReport = { ...fine, unreadable: ['rows'] };
const model: ProjectionStatus = { name: 'tickets', version: 1, state: 'running', serving: true, position: '7', lag: 0 };

describe('health of an engine', () => {
  const checkStores = jest.fn<Promise<StoreReport>, []>();
  const recheckRows = jest.fn<Promise<StoreReport>, []>();
  const projections = jest.fn<readonly ProjectionStatus[], []>();
  const refusesReads = jest.fn<boolean, []>();
  const scrub = jest.fn<ScrubStatus | null, []>();
  const unreachedKeyBackups = jest.fn<number, []>();
  const engine: EngineStatus = {
    projections,
    deadlines: () => null,
    processes: () => null,
    mail: () => null,
    scrub,
    ledger: () => null,
    unreachedKeyBackups,
    log: () => 'writable',
    clock: () => null,
    refusesReads,
    stores: () => fine,
    checkStores,
    recheckRows,
    readsRows: () => true,
    isStopping: () => false,
  };
  const health = healthOf(engine);

  beforeEach(() => {
    checkStores.mockReset().mockResolvedValue(fine);
    recheckRows.mockReset().mockResolvedValue(fine);
    projections.mockReset().mockReturnValue([model]);
    scrub.mockReset().mockReturnValue(null);
    unreachedKeyBackups.mockReset().mockReturnValue(0);
    refusesReads.mockReset().mockReturnValue(false);
  });

  it('is degraded and ready while reads of staff cannot be recorded', async () => {
    refusesReads.mockReturnValue(true);
    const degraded = { status: 'degraded', failing: ['read-audit'], isReady: true };
    expect([await health.readiness(), await health.readReadiness()]).toEqual([degraded, degraded]);
  });

  it('is degraded while erased people are still in backups of keys', () => {
    unreachedKeyBackups.mockReturnValue(2);
    expect(health.report()).toMatchObject({ status: 'degraded', failing: ['key-backups'], unreachedKeyBackups: 2 });
  });

  it('names a database that was lost a moment ago, not the read models that it no longer serves', async () => {
    projections.mockReturnValue([{ ...model, state: 'rebuilding', serving: false }]);
    recheckRows.mockResolvedValue(lost);
    for (const check of [await health.readiness(), await health.readReadiness()])
      expect(check).toMatchObject({ isReady: false, status: 'unavailable', failing: ['rows'] });
    expect(await health.check()).toMatchObject({ status: 'unavailable' });
  });

  it('is catching up while a read model is built', async () => {
    projections.mockReturnValue([{ ...model, state: 'rebuilding', serving: false }]);
    expect(await health.readiness()).toMatchObject({ isReady: false, status: 'catching-up', catchingUp: ['tickets'] });
  });

  it('looks at the stores once if all is well, or known to be lost', async () => {
    expect(await health.readiness()).toMatchObject({ isReady: true, status: 'ok' });
    checkStores.mockResolvedValue(lost);
    projections.mockReturnValue([]);
    expect(await health.readiness()).toMatchObject({ isReady: false, status: 'unavailable' });
    expect(recheckRows).not.toHaveBeenCalled();
  });

  it('is degraded by damage that the check of the stores has found, not by an open question', async () => {
    const found = { code: 'row-differs', place: 'row t-1 of read model tickets', detail: 'it is missing', count: 2 };
    const status = { state: 'running', rounds: 1, position: '7', events: 7, completedAt: null } as const;
    scrub.mockReturnValue({ ...status, findings: [{ ...found, code: 'row-differs', state: 'damage' }] });
    expect(await health.readiness()).toMatchObject({ isReady: true, status: 'degraded', failing: ['scrub'] });
    expect(await health.check()).toMatchObject({ scrub: { findings: [found] } });
    scrub.mockReturnValue({ ...status, findings: [{ ...found, code: 'event-type', state: 'unknown' }] });
    expect(await health.readiness()).toMatchObject({ status: 'ok' });
    scrub.mockReturnValue({ ...status, state: 'failing', message: 'disk I/O error', findings: [] });
    expect(await health.readiness()).toMatchObject({ failing: ['scrub'] });
  });
});
