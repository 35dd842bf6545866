/**
 * The compiled script of a worker thread, by its path below `apps/server`. A thread runs compiled code only: from a
 * TypeScript source, as under a test runner, its script is the one in `dist`.
 */
export const threadScript = (path: string): URL =>
  new URL(import.meta.url.endsWith('.ts') ? `../../dist/apps/server/${path}.js` : `./${path}.js`, import.meta.url);
