import 'reflect-metadata';
import { messageOf } from '@ledgerdesk/kernel';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine } from './engine-process.js';
import { runDemo } from './scenario.js';

/** Friday, 27 November 2026, 16:15 in Tokyo. */
const CLOCK_START = '2026-11-27T07:15:00Z';
/** Speed of the clock: four simulated hours take 40 seconds. */
const SPEED = Number(process.env['DEMO_SPEED'] ?? 360);

const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-demo-'));
process.env['DATA_DIR'] = folder;
const engine = await startEngine({
  DATA_DIR: folder,
  CLOCK_START,
  CLOCK_SPEED: String(SPEED),
  NODE_ENV: 'development',
});
try {
  let step = 0;
  await runDemo(engine.url, (action, result) => {
    step += 1;
    process.stdout.write(`${String(step).padStart(2)}. ${action}\n    → ${result}\n`);
  });
  process.stdout.write('\nAll of this was computed from the log. Start your own engine: npm start\n');
} catch (error) {
  process.stderr.write(`The demo failed: ${messageOf(error)}\n`);
  process.exitCode = 1;
} finally {
  await engine.stop();
  rmSync(folder, { recursive: true, force: true });
}
