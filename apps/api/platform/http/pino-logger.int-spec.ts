import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openUnwritableOutput } from '../../../../test/support/unwritable-output.js';
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

  it('does not end the process or throw if lines cannot be written, such as to a full disk', () => {
    const output = openUnwritableOutput();
    const log = new PinoLogger('info', output.fd);
    expect(() => {
      for (let line = 0; line < 100; line += 1) log.error('x'.repeat(100_000), 'engine');
    }).not.toThrow();
    output.close();
  });
});
