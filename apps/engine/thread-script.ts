/** A thread runs compiled code only: from a TypeScript source, as under a test runner, its script is the one in `dist`. */
export const threadScript = (name: string): URL =>
  new URL(import.meta.url.endsWith('.ts') ? `../../dist/apps/engine/${name}.js` : `./${name}.js`, import.meta.url);
