// `npm run mutate [-- domain projections]`: runs mutation tests of the named parts, or of all, sequentially.
import { spawnSync } from 'node:child_process';

const PARTS = ['business-time', 'domain', 'projections'];
const named = process.argv.slice(2);
const failed = (named.length > 0 ? named : PARTS).filter((part) => {
  const env = { ...process.env, MUTATION_PART: part };
  const { status } = spawnSync('npx', ['stryker', 'run'], { stdio: 'inherit', env });
  return status !== 0;
});
if (failed.length > 0) process.stderr.write(`Mutation score too low, or run failed: ${failed.join(', ')}.\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
