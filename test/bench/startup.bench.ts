import { join } from 'node:path';
import { withFolder } from './bench-engine.js';
import { medianOf } from './medians.js';
import { ms, printRow, ratio } from './report.js';
import { inSize } from './size.js';
import { startTimeOf } from './start-time.js';

const ENGINE = join(import.meta.dirname, '..', '..', 'apps', 'server', 'main.js');
const BARE = join(import.meta.dirname, 'bare-nest.js');
/** The three take turns, so that what else the machine does weighs on all. */
const ROUNDS = inSize({ short: 1, standard: 5 });

/**
 * Measures the start of an engine on a data folder with a big log. References: its start on an empty log, and that of a
 * bare Nest application with the same packages.
 */
export const benchStartup = (folder: string, events: number): Promise<void> =>
  withFolder(async (empty) => {
    const [big, small, bare]: [number[], number[], number[]] = [[], [], []];
    // An empty folder gets its log and read models at the first start.
    await startTimeOf(ENGINE, empty);
    for (let round = 0; round < ROUNDS; round += 1) {
      big.push(await startTimeOf(ENGINE, folder));
      small.push(await startTimeOf(ENGINE, empty));
      bare.push(await startTimeOf(BARE, empty));
    }
    printRow({
      what: `Process start to /health/ready at ${events.toLocaleString('en')} events`,
      measured: ms(medianOf(big)),
      reference: `at an empty log ${ms(medianOf(small))}`,
      ratio: ratio(medianOf(big), medianOf(small)),
      aim: '≤ 1.2; < 2,000 ms',
    });
    printRow({
      what: 'Process start to /health/ready at an empty log',
      measured: ms(medianOf(small)),
      reference: `a bare Nest application with the same packages ${ms(medianOf(bare))}`,
      ratio: ratio(medianOf(small), medianOf(bare)),
      aim: '≤ 1.8',
    });
  });
