import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Returns true if a package is installed, also one that is optional. */
export const isInstalled = (name: string): boolean =>
  existsSync(join(__dirname, '..', '..', 'node_modules', name, 'package.json'));
