import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PinoLogger } from './pino-logger.js';

describe('the log', () => {
  it('has one JSON line for each entry', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-log-'));
    const log = new PinoLogger('info', join(folder, 'log'));
    log.warn('The disk is slow.', 'engine');
    log.debug('Not shown.');
    expect(JSON.parse(readFileSync(join(folder, 'log'), 'utf8'))).toMatchObject({
      context: 'engine',
      msg: 'The disk is slow.',
    });
    rmSync(folder, { recursive: true });
  });

  (existsSync('/dev/full') ? it : it.skip)('does not end the process when the disk is full', () => {
    const log = new PinoLogger('info', '/dev/full');
    for (let line = 0; line < 100; line += 1) log.error('x'.repeat(100_000), 'engine');
    expect(log).toBeDefined();
  });
});
