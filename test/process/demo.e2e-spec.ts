import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

it('the demo completes and shows the ticket as of before and after the breach', () => {
  const root = join(__dirname, '..', '..');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/apps/cli/demo/main.js'], {
    cwd: root,
    env: { ...process.env, DEMO_SPEED: '2000' },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/Before: no breach yet\. After: breached at 2026-11-27T\d\d:/);
}, 60_000);
