// Replaces each entry point in `dist` with a bundle of what it imports, because an engine would otherwise load 2,000
// files when it starts. See docs/decisions/0018-bundled-entry-points.md.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { build } from 'rolldown';
import { buildProjections } from './projections.mjs';
import { buildVerifier } from './verifier.mjs';

const ENTRIES = /^(?:apps\/server\/main|apps\/cli(?:\/sandbox)?\/main|(?:apps|libs)\/.*-(?:thread|child))\.js$/;

/** What engines and commands run: the entry points and what they share. */
const BUNDLED = new RegExp(`${ENTRIES.source}|^chunks/.*\\.js$`);

/**
 * Native packages; packages that read files next to their own; packages that Nest also requires by name, of which a
 * second copy would not have the decorators registered with the first; optional packages that are not installed; and
 * packages with a top-level await, which are loaded when a report is drawn.
 */
const EXTERNAL = [
  'better-sqlite3',
  '@duckdb/node-api',
  'swagger-ui-dist',
  'piscina',
  'pino',
  'pg-native',
  '@eventstore/db-client',
  '@grpc/grpc-js',
  'google-protobuf',
  '@fastify/static',
  '@fastify/view',
  '@nestjs/microservices',
  '@nestjs/websockets',
  '@nestjs/platform-express',
  'class-transformer',
  'class-validator',
  'point-of-view',
  'vega',
  'vega-lite',
];

/**
 * Of those, packages of CommonJS with many files. An `import` of one makes Node.js read its files twice: first to find
 * the names of its exports. So bundles call `require`, and get the names here.
 */
const REQUIRED = ['class-transformer', 'class-validator', '@eventstore/db-client', '@fastify/static', '@grpc/grpc-js'];

const require = createRequire(import.meta.url);

const requirePackages = {
  name: 'require-packages',
  resolveId: (source) => (REQUIRED.includes(source) ? `\0required:${source}` : undefined),
  load: (id) => {
    const [, name] = /^\0required:(.+)$/.exec(id) ?? [];
    if (name === undefined) return undefined;
    const names = Object.keys(require(name)).filter((key) => key !== 'default' && /^[A-Za-z_$][\w$]*$/.test(key));
    return `import { createRequire } from 'node:module';
      const required = createRequire(import.meta.url)('${name}');
      export default required;
      ${names.map((key) => `export const ${key} = required.${key};`).join('\n')}`;
  },
};

const entries = readdirSync('dist', { recursive: true }).filter((file) => ENTRIES.test(file));

await build({
  input: Object.fromEntries(entries.map((file) => [file.slice(0, -'.js'.length), `dist/${file}`])),
  platform: 'node',
  plugins: [requirePackages],
  external: EXTERNAL.map((name) => new RegExp(`^${name}${REQUIRED.includes(name) ? '/' : '(?:/|$)'}`)),
  output: {
    dir: 'dist',
    format: 'esm',
    chunkFileNames: 'chunks/[name]-[hash].js',
    // Packages of Nest have circular imports and depend on the evaluation order of ES modules.
    strictExecutionOrder: true,
    // Error messages, logs and dependency injection use class names.
    keepNames: true,
    sourcemap: true,
  },
});

// The digest of all bundles, which the start of each process records in the log.
const digest = createHash('sha256');
for (const file of readdirSync('dist', { recursive: true }).toSorted())
  if (BUNDLED.test(file))
    digest
      .update(file)
      .update('\0')
      .update(readFileSync(`dist/${file}`));
writeFileSync('dist/build.json', `${JSON.stringify({ sha256: digest.digest('hex') })}\n`);

await buildProjections('dist');
const hash = await buildVerifier('dist');
process.stdout.write(`ledgerdesk-verify.mjs has the SHA-256 ${hash}\n`);
