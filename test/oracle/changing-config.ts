import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OraclePolicy } from './policy.js';

/**
 * Copies policy files into a folder, with a second version of the policy from an instant on: holds pause clocks by it,
 * and its targets are shorter.
 */
export const writeChangingConfig = (from: string, folder: string, validFrom: string): void => {
  cpSync(from, folder, { recursive: true });
  const file = join(folder, 'policy.json');
  const policy = JSON.parse(readFileSync(file, 'utf8')) as OraclePolicy & { readonly version: string };
  const changed = {
    ...policy,
    version: `${policy.version}-pausing`,
    validFrom,
    holdPausesClock: true,
    editionMinutes: { essentials: 180, enhanced: 45 },
    championMinutes: { grand: 200, epic: 50 },
  };
  writeFileSync(file, JSON.stringify({ versions: [policy, changed] }));
};
