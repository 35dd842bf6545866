import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

it('libs/client/api-types.ts is what npm run client:types generates from docs/api/openapi.json', () => {
  const check = ['scripts/client/types.mjs', '--check'];
  const { status, stderr } = spawnSync(process.execPath, check, { cwd: root, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
