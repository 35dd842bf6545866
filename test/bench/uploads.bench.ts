import { join } from 'node:path';
import { withFolder } from './bench-engine.js';
import { BenchServer } from './http-server.js';
import { printRow, ratio } from './report.js';
import { givenOrInSize, inSize } from './size.js';
import { textFile, upload, writePolicies } from './upload-files.js';
import { watched } from './watched-memory.js';

const AT_ONCE = 32;
/** How often that many are sent. `BENCH_ROUNDS` makes another number. */
const ROUNDS = givenOrInSize('BENCH_ROUNDS', { short: 1, standard: 4 });
const FILE_MIB = inSize({ short: 1, standard: 8 });

/** Measures many uploads at once, which are sealed, with the memory that they need, beside one upload at a time. */
export const benchUploads = (): Promise<void> =>
  withFolder(async (folder) => {
    const server = await BenchServer.start(join(folder, 'data'), 'http', { CONFIG_DIR: writePolicies(folder) });
    const file = textFile(FILE_MIB);
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
