import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** Returns the compiled script of a worker thread or a process, by its path in `apps/server` without extension. */
export const threadScript = (path: string): URL =>
  pathToFileURL(createRequire(import.meta.url).resolve(`#compiled/apps/server/${path}.js`));
