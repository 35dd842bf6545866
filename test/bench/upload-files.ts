import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsFrom } from '../../apps/server/index.js';
import type { BenchServer } from './http-server.js';

const MIB = 1_048_576;
const LINE = 'sync: stopped at 08:15, and nothing was transferred since\n';

/** A text file of about this size. */
export const textFile = (mebibytes: number): Blob =>
  new Blob([LINE.repeat(Math.floor((mebibytes * MIB) / LINE.length))], { type: 'text/plain' });

/** Writes policy files whose quotas admit everything that is sent. Returns their folder. */
export const writePolicies = (folder: string): string => {
  const config = join(folder, 'config');
  cpSync(settingsFrom({}).CONFIG_DIR, config, { recursive: true });
  const file = join(config, 'policy.json');
  const policy = JSON.parse(readFileSync(file, 'utf8')) as { readonly attachments: object };
  const quotas = { memberBytesPerDay: 2 ** 40, teamBytesPerDay: 2 ** 41 };
  writeFileSync(
    file,
    JSON.stringify({ ...policy, version: 'bench', attachments: { ...policy.attachments, ...quotas } }),
  );
  return config;
};

/** Uploads one file, which the engine seals while it reads it. */
export const upload = async ({ info: { url, token } }: BenchServer, file: Blob): Promise<void> => {
  const form = new FormData();
  form.set('file', file, 'log.txt');
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${url}/v1/uploads`, { method: 'POST', headers, body: form });
  if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()}`);
  await response.arrayBuffer();
};
