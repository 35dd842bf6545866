import { ManualTime } from '../../test/support/manual-time.js';
import { ProjectionProgress } from './projection-progress.js';
import type { ProjectionStatus } from './projection-status.js';

const at = (name: string, position: string, more: Partial<ProjectionStatus> = {}): ProjectionStatus => ({
  name,
  version: 1,
  state: 'running',
  serving: true,
  position,
  lag: 0,
  ...more,
});

describe('projection progress', () => {
  let time: ManualTime;
  let projectionProgress: ProjectionProgress;
  beforeEach(() => {
    time = new ManualTime('2026-11-02T08:00:00.000Z');
    projectionProgress = new ProjectionProgress(time);
  });

  it('resolves at once if every projection has reached the position', async () => {
    projectionProgress.report([at('a', '10'), at('b', '9')]);
    expect(await projectionProgress.waitFor('9', 5_000)).toBe(true);
  });

  it('waits for all named projections and no others', async () => {
    projectionProgress.report([at('a', '8'), at('b', '8'), at('c', '1')]);
    const reached = projectionProgress.waitFor('10', 5_000, ['a', 'b']);
    projectionProgress.report([at('a', '10'), at('b', '9'), at('c', '1')]);
    projectionProgress.report([at('a', '10'), at('b', '10'), at('c', '1')]);
    expect(await reached).toBe(true);
  });

  it('resolves to false after the timeout', async () => {
    projectionProgress.report([at('a', '8')]);
    const reached = projectionProgress.waitFor('10', 5_000);
    await time.advance(4_999);
    projectionProgress.report([at('a', '9')]);
    await time.advance(1);
    expect(await reached).toBe(false);
  });

  it.each([
    ['nothing was reported', []],
    ['the named projection was not reported', [at('b', '20')]],
  ])('waits while %s', async (_case, statuses) => {
    projectionProgress.report(statuses);
    const reached = projectionProgress.waitFor('10', 5_000, ['a']);
    projectionProgress.report([at('a', '10')]);
    expect(await reached).toBe(true);
  });

  it('waits for the serving version, not for one that is rebuilding', async () => {
    projectionProgress.report([at('a', '20', { version: 2, serving: false, state: 'rebuilding' }), at('a', '9')]);
    const reached = projectionProgress.waitFor('10', 5_000);
    await time.advance(5_000);
    expect(await reached).toBe(false);
  });

  it('does not wait for a projection that is poisoned before the position', async () => {
    projectionProgress.report([at('a', '8', { state: 'poisoned' }), at('b', '3')]);
    expect(await projectionProgress.waitFor('10', 5_000)).toBe(false);
    expect(await projectionProgress.waitFor('8', 5_000, ['a'])).toBe(true);
  });
});
