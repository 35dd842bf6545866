import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsFrom } from '../../apps/server/index.js';
import { withFolder } from './bench-engine.js';
import { BenchServer } from './http-server.js';
import { timed } from './measure.js';
import { printRow, ratio } from './report.js';
import { givenOrInSize, inSize } from './size.js';

const AT_ONCE = 32;
/** How often that many are sent. `BENCH_ROUNDS` makes another number. */
const ROUNDS = givenOrInSize('BENCH_ROUNDS', { short: 1, standard: 4 });
const FILE_MIB = inSize({ short: 1, standard: 8 });
const MIB = 1_048_576;
const SAMPLE_MS = 50;

/** Policy files whose quotas admit everything that is sent. */
const writePolicies = (folder: string): string => {
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

/** Calls `work`, and returns the seconds that it took and the most memory of the server meanwhile, in MiB. */
const watched = async (server: BenchServer, work: () => Promise<unknown>) => {
  let isDone = false;
  let peak = await server.memory();
  const sampling = (async () => {
    while (!isDone) {
      peak = Math.max(peak, await server.memory());
      await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
    }
  })();
  const { seconds } = await timed(work);
  isDone = true;
  await sampling;
  return { seconds, peak };
};

/** Uploads one file, which the engine seals while it reads it. */
const upload = async ({ info: { url, token } }: BenchServer, file: Blob): Promise<void> => {
  const form = new FormData();
  form.set('file', file, 'log.txt');
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${url}/v1/uploads`, { method: 'POST', headers, body: form });
  if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()}`);
  await response.arrayBuffer();
};

/** Measures many uploads at once, which are sealed, with the memory that they need, beside one upload at a time. */
export const benchUploads = (): Promise<void> =>
  withFolder(async (folder) => {
    const server = await BenchServer.start(join(folder, 'data'), 'http', { CONFIG_DIR: writePolicies(folder) });
    const line = 'sync: stopped at 08:15, and nothing was transferred since\n';
    const text = line.repeat(Math.floor((FILE_MIB * MIB) / line.length));
    const file = new Blob([text], { type: 'text/plain' });
    const files = AT_ONCE * ROUNDS;
    await upload(server, file);
    const before = await server.memory();
    const alone = await watched(server, async () => {
      for (let sent = 0; sent < files; sent += 1) await upload(server, file);
    });
    const atOnce = await watched(server, async () => {
      for (let round = 0; round < ROUNDS; round += 1)
        await Promise.all(Array.from({ length: AT_ONCE }, () => upload(server, file)));
    });
    server.stop();
    const perSecond = (seconds: number): number => (files * FILE_MIB) / seconds;
    const grown = Math.round(atOnce.peak - before);
    printRow({
      what: `${AT_ONCE} uploads of ${FILE_MIB} MiB at once over HTTP, sealed, ${ROUNDS} times`,
      measured:
        `${Math.round(perSecond(atOnce.seconds))} MiB/s; ` +
        `memory at most ${Math.round(atOnce.peak)} MiB, + ${grown}`,
      reference:
        `one at a time ${Math.round(perSecond(alone.seconds))} MiB/s; ` +
        `memory at most ${Math.round(alone.peak)} MiB, before ${Math.round(before)}`,
      ratio: ratio(perSecond(atOnce.seconds), perSecond(alone.seconds)),
      aim: '≥ 0.8; memory + ≤ 256 MiB',
    });
  });
