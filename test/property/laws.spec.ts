import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as domain from '@ledgerdesk/domain';

const room = join(__dirname, '..', '..', 'libs', 'domain');
const laws = readdirSync(room, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('laws.spec.ts'))
  .map((file) => readFileSync(join(room, file), 'utf8'))
  .join('\n');

describe('the laws of deciders', () => {
  it.each(Object.keys(domain).filter((name) => name.endsWith('Decider')))(
    '%s is held against what random commands do to it',
    (decider) => {
      expect(laws.includes(`(${decider}, `)).toBe(true);
    },
  );
});
