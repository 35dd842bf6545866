import { decode } from '@ledgerdesk/event-store';
import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulate } from '../apps/cli/simulate/simulate.command.js';
import { settingsFrom } from '../apps/engine/index.js';

/** What happened, by stream, without when it was written down. */
const storyIn = async (seed: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-simulate-'));
  try {
    const simulated = await simulate(settingsFrom({ DATA_DIR: folder }), { teams: 6, days: 10, seed, start: '2026-10-01T00:00:00.000Z' });
    const log = openSqliteLog({ file: join(folder, 'events.db') });
    const { events } = await log.readAll({ limit: 100_000 });
    await log.close();
    const story = events.map(decode).map(({ stream, revision, id, type, occurredAt, data }) => ({ stream, revision, id, type, occurredAt, data }));
    return { simulated, story: story.sort((a, b) => (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.revision - b.revision)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

describe('a simulation', () => {
  it('tells the same story for the same seed, and another for another', async () => {
    const [first, again, other] = [await storyIn(1), await storyIn(1), await storyIn(2)];
    expect(again.story).toEqual(first.story);
    expect(other.story).not.toEqual(first.story);
  }, 60_000);

  it('records each breach at its due instant', async () => {
    const { simulated, story } = await storyIn(3);
    const breaches = story.filter(({ type }) => type === 'ResponseTargetBreached');
    expect(breaches.length).toBeGreaterThan(0);
    expect(simulated.breaches).toBe(breaches.length);
    for (const { data, occurredAt } of breaches) expect(data).toMatchObject({ dueAt: occurredAt, detectedAt: occurredAt });
  }, 60_000);
});
