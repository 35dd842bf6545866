import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes a copy of config/ into a folder, with response targets of seconds instead of hours, so that deadlines fire
 * while a test runs. Returns the path of the copy.
 */
export const writeFastPolicies = (folder: string, secondsToAnswer: number): string => {
  const config = join(folder, 'config');
  cpSync(join(__dirname, '..', '..', 'config'), config, { recursive: true });
  const file = join(config, 'policy.json');
  const policy = JSON.parse(readFileSync(file, 'utf8')) as object;
  const minutes = secondsToAnswer / 60;
  const editionMinutes = { essentials: minutes, enhanced: minutes };
  writeFileSync(file, JSON.stringify({ ...policy, version: 'hasty', editionMinutes }));
  return config;
};
