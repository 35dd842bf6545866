import { InvalidTarget } from '@ledgerdesk/backup';
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';

/** The path without symbolic links, also of what does not exist yet. */
const realPath = (path: string): string => {
  const absolute = resolve(path);
  if (existsSync(absolute)) return realpathSync(absolute);
  const parent = dirname(absolute);
  return parent === absolute ? absolute : join(realPath(parent), basename(absolute));
};

const isWithin = (inner: string, outer: string): boolean =>
  `${inner}${sep}`.startsWith(outer === sep ? sep : outer + sep);

/**
 * Refuses a folder that lies in another one or contains it, regardless of links.
 * @throws InvalidTarget
 */
export const requireApart = (path: string, other: string, what: string): void => {
  const [one, two] = [realPath(path), realPath(other)];
  if (isWithin(one, two) || isWithin(two, one))
    throw new InvalidTarget(`${path} is not apart from ${what} ${other}. Name a folder outside of it.`);
};
