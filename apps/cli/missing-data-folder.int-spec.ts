import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Settings, settingsFrom } from '../server/index.js';
import { acceptLoss } from './accept-loss/accept-loss.js';
import { listCheckpoints, moveCheckpoint } from './checkpoint/checkpoints.js';
import { acceptClock, describeClock } from './clock/accept-clock.js';
import { listProjections, retryProjection, skipEvent } from './projection/decide-projection.js';

const NOW = '2026-11-02T08:00:00.000Z';
const DECISION = { reason: null, now: NOW };

const COMMANDS: Readonly<Record<string, (settings: Settings) => Promise<unknown>>> = {
  'accept-loss': (settings) => acceptLoss(settings, null, NOW),
  checkpoint: listCheckpoints,
  'checkpoint --at': (settings) => moveCheckpoint(settings, 'webhooks', 'head'),
  clock: describeClock,
  'clock accept': acceptClock,
  projection: listProjections,
  'projection retry': (settings) => retryProjection(settings, 'ticket-list', DECISION),
  'projection skip': (settings) => skipEvent(settings, 'ticket-list', DECISION),
};

it.each(Object.entries(COMMANDS))('refuses a data folder that does not exist, and creates none: %s', async (_, run) => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  const missing = join(folder, 'missing');
  await expect(run(settingsFrom({ DATA_DIR: missing }))).rejects.toMatchObject({
    code: 'invalid-data-folder',
    message: `There is no data folder at ${missing}. Set DATA_DIR to that of an engine.`,
  });
  expect(existsSync(missing)).toBe(false);
  rmSync(folder, { recursive: true });
});
