import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine } from './engine-process.js';
import { runDemo } from './scenario.js';

/** Friday, 27 November 2026, shortly before 16:30 in Tokyo: the engine starts, and the story has a beginning. */
const CLOCK_START = '2026-11-27T07:15:00Z';
/** Four hours in 40 seconds; DEMO_SPEED for the hasty. */
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
  await runDemo(engine.url, (done, cameOfIt) => {
    step += 1;
    process.stdout.write(`${String(step).padStart(2)}. ${done}\n    → ${cameOfIt}\n`);
  });
  process.stdout.write('\nEverything you saw is folded from the log. Start your own engine with: npm start\n');
} catch (fault) {
  process.stderr.write(`The story broke off: ${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exitCode = 1;
} finally {
  await engine.stop();
  rmSync(folder, { recursive: true, force: true });
}
