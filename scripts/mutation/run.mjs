// `npm run mutate [-- domain projections]`: runs mutation tests of the named parts, or of all, one after the other.
import { spawnSync } from 'node:child_process';

const PARTS = ['business-time', 'domain', 'projections'];
const named = process.argv.slice(2);
const failed = (named.length > 0 ? named : PARTS).filter((part) => {
  const { status } = spawnSync('npx', ['stryker', 'run'], { stdio: 'inherit', env: { ...process.env, ROOM: part } });
  return status !== 0;
});
if (failed.length > 0) process.stderr.write(`Mutation score too low, or run failed: ${failed.join(', ')}.\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
