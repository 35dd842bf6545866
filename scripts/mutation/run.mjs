// `npm run mutate [-- domain projections]`: mutation testing, room after room; all rooms where none is named.
import { spawnSync } from 'node:child_process';

const ROOMS = ['business-time', 'domain', 'projections'];
const asked = process.argv.slice(2);
const failed = (asked.length > 0 ? asked : ROOMS).filter((room) => {
  const { status } = spawnSync('npx', ['stryker', 'run'], { stdio: 'inherit', env: { ...process.env, ROOM: room } });
  return status !== 0;
});
if (failed.length > 0) process.stderr.write(`Below the score, or not run: ${failed.join(', ')}.\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
