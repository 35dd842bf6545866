import { EngineLog } from '@ledgerdesk/event-store';
import { answeredBy, WhatIf, type WhatIfQuestion } from '@ledgerdesk/what-if';
import { policiesFor, readJson } from '../../server/policy-files.js';
import { settingsFrom } from '../../server/settings.js';
import { withLog } from '../log/with-log.js';
import { manifestFor } from '../manifest/write-manifest.js';
import { logProgress } from '../terminal/log-progress.js';
import { replaceOutputFile, requireOutputFile } from '../terminal/output-file.js';
import { writeStdout } from '../terminal/stdout.js';
import { groupingsNamed } from './groupings-named.js';
import { isListed, type ListedClocks } from './listed-clocks.js';
import type { WhatIfFormat } from './what-if-formats.js';
import { whatIfOutput } from './what-if-output.js';

/** The options of `ledgerdesk what-if`. */
export interface WhatIfOptions extends Pick<WhatIfQuestion, 'from' | 'to' | 'teams' | 'timeZone'> {
  /** Paths of files. */
  readonly policy?: string;
  readonly calendars?: string;
  readonly format: WhatIfFormat;
  readonly clocks: ListedClocks;
  /** Names of the groups. Default: those of the format. */
  readonly groupBy?: readonly string[];
  readonly raw?: boolean;
  /** File to which the manifest is written. */
  readonly manifest?: string;
}

const questionOf = ({ policy, calendars, from, to, teams, timeZone }: WhatIfOptions): WhatIfQuestion => ({
  ...(policy !== undefined && { policy: readJson(policy) }),
  ...(calendars !== undefined && { calendars: readJson(calendars) }),
  from,
  to,
  teams,
  timeZone,
});

/** Answers a question from the configured log, on stdout. Shows no personal text, and records nothing. */
export const askWhatIf = async (options: WhatIfOptions): Promise<void> => {
  const { format, clocks: which, raw = false, groupBy, manifest: manifestFile } = options;
  if (manifestFile !== undefined) requireOutputFile(manifestFile, []);
  const configured = policiesFor(settingsFrom(process.env));
  const question = questionOf(options);
  const output = whatIfOutput(format, { raw, groupBy: groupBy && groupingsNamed(groupBy) });
  await withLog(async (opened) => {
    // Sealed fields are left closed: no clock depends on them.
    const log = new EngineLog(opened.all ?? opened);
    const until = await log.head();
    const whatIf = await WhatIf.ask({ log, configured }, question, until);
    const progress = await logProgress('what-if', log);
    let waiting = output.head;
    const figures = await whatIf.run({
      onClock: (clock, explain) => {
        if (isListed(which, clock)) waiting += output.clock(clock, explain);
      },
      onPage: async (position) => {
        progress.onPosition(position);
        await writeStdout(waiting);
        waiting = '';
      },
    });
    progress.stop();
    const manifest = await manifestFor(opened, answeredBy(question, figures, until));
    await writeStdout(waiting + (await output.end(figures, manifest)));
    if (manifestFile !== undefined) replaceOutputFile(manifestFile, `${JSON.stringify(manifest, null, 1)}\n`);
  });
};
