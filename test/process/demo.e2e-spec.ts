import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

it('the demo runs to the end and shows a breach as of before and after it', () => {
  const root = join(__dirname, '..', '..');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/apps/cli/demo/main.js'], {
    cwd: root,
    env: { ...process.env, DEMO_SPEED: '2000' },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/Before: no breach yet\. After: breached at 2026-11-27T\d\d:/);
}, 60_000);
