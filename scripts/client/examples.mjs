// Makes a program of the examples in libs/client/README.md, for tests: `node scripts/client/examples.mjs <folder>`.
// Writes into the folder the package of the client, a TypeScript module for each example, `tsconfig.json` to check them
// against the globals of browsers, and `examples.js`, a script that sets `Examples.run`.
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleForBrowsers } from './bundle.mjs';
import { makePackage } from './make-package.mjs';

const root = join(import.meta.dirname, '../..');
const folder = process.argv[2];

const GIVEN = `
/** What the examples take for given, as JSON. */
export interface Given {
  readonly url: string;
  readonly memberToken: string;
  readonly agentToken: string;
  readonly serviceToken: string;
  readonly ticketId: string;
  readonly webhookSecret: string;
  /** A request of the engine to a webhook. */
  readonly delivery: { readonly headers: Readonly<Record<string, string>>; readonly body: string };
}
`;

const IMPORT = /^import .*;\n/gm;

/** A module that runs an example: its imports, and a function around the rest. */
const moduleOf = ({ title, code }) => `
import type { Given } from './given.js';
${[...code.matchAll(IMPORT)].join('')}
export const title = ${JSON.stringify(title)};
export const run = async (given: Given, print: (line: string) => void): Promise<void> => {
  const { url, memberToken, agentToken, serviceToken, ticketId, webhookSecret, delivery } = given;
  const signIn = async () => ({ accessToken: memberToken });
  const delivered = new Request('http://receiver.example/', { method: 'POST', ...delivery });
  const console = { log: (...values: readonly unknown[]) => print(values.map(String).join(' ')) };
  {
${code.replaceAll(IMPORT, '')}
  }
};
`;

/** Runs the examples in order. `settled` resolves when all that they have recorded can be read. */
const mainOf = (count) => {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return `
import type { Given } from './given.js';
${numbers.map((number) => `import * as example${number} from './example-${number}.js';`).join('\n')}

export const run = async (given: Given, settled: () => Promise<unknown>) => {
  const results: { title: string; printed: string[]; failure?: string }[] = [];
  for (const { title, run } of [${numbers.map((number) => `example${number}`).join(', ')}]) {
    const printed: string[] = [];
    const result: (typeof results)[number] = { title, printed };
    await run(given, (line) => printed.push(line)).catch((error: unknown) => (result.failure = String(error)));
    results.push(result);
    await settled();
  }
  return results;
};
`;
};

const TSCONFIG = {
  compilerOptions: {
    target: 'ES2023',
    module: 'esnext',
    moduleResolution: 'bundler',
    lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
    types: [],
    strict: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    noEmit: true,
  },
  files: ['examples.ts'],
};

const readme = readFileSync(join(root, 'libs/client/README.md'), 'utf8');
const examples = [...readme.matchAll(/^### (\d+\. .+)\n[^]*?^```ts\n([^]*?)^```$/gm)].map(([, title, code]) => ({
  title,
  code,
}));

const modules = join(folder, 'node_modules');
mkdirSync(modules);
await makePackage(join(modules, '@ledgerdesk/client'));
symlinkSync(join(root, 'node_modules/eventsource-parser'), join(modules, 'eventsource-parser'));

const write = (name, text) => writeFileSync(join(folder, name), text);
write('given.ts', GIVEN);
for (const [index, example] of examples.entries()) write(`example-${index + 1}.ts`, moduleOf(example));
write('examples.ts', mainOf(examples.length));
write('tsconfig.json', JSON.stringify(TSCONFIG));
write('examples.js', await bundleForBrowsers(join(folder, 'examples.ts'), { format: 'iife', name: 'Examples' }));
