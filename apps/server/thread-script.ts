/**
 * Returns the script of a worker thread, by its path in `apps/server` without extension. Threads run compiled code, so
 * under a test runner, which runs the TypeScript source, the script is the one in `dist`.
 */
export const threadScript = (path: string): URL =>
  new URL(import.meta.url.endsWith('.ts') ? `../../dist/apps/server/${path}.js` : `./${path}.js`, import.meta.url);
