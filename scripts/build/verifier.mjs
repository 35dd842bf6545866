// Builds the auditor's verifier: one file without dependencies, from libs/ledger alone. The same sources give the same
// bytes on every machine: `node scripts/build/verifier.mjs <folder>`.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..', '..');
const NAME = 'ledgerdesk-verify.mjs';
const HEADER = `#!/usr/bin/env node
// Verifies what a Ledgerdesk log says, offline. No dependencies. See docs/auditing.md.`;

/** Writes the verifier and its hash, in the format of sha256sum, to a folder. Returns the hash in hex. */
export const buildVerifier = async (folder) => {
  const bundle = await rolldown({
    cwd: root,
    input: 'apps/verify/main.ts',
    platform: 'node',
    tsconfig: false,
    resolve: {
      alias: { '@ledgerdesk/ledger': join(root, 'libs', 'ledger', 'index.ts') },
      extensionAlias: { '.js': ['.ts', '.js'] },
    },
    onLog: (level, log) => {
      if (level === 'warn') throw new Error(log.message);
    },
  });
  const { output } = await bundle.generate({ format: 'esm', banner: HEADER, sourcemap: false, keepNames: false });
  await bundle.close();
  const [file, ...more] = output;
  const imported = file.imports.filter((name) => !name.startsWith('node:'));
  if (more.length > 0 || imported.length > 0)
    throw new Error(`The verifier must be one file without dependencies, and imports ${imported.join(', ')}.`);
  const code = file.code.replaceAll(root, '');
  const hash = createHash('sha256').update(code).digest('hex');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, NAME), code, { mode: 0o755 });
  writeFileSync(join(folder, `${NAME}.sha256`), `${hash}  ${NAME}\n`);
  return hash;
};

if (process.argv[1] === import.meta.filename) {
  const folder = process.argv[2] ?? 'dist';
  const hash = await buildVerifier(folder);
  process.stdout.write(readFileSync(join(folder, `${NAME}.sha256`), 'utf8'));
  if (hash.length !== 64) process.exit(1);
}
