import { EngineLog, type ReadableLog } from '@ledgerdesk/event-store';
import { isList, type Json } from '@ledgerdesk/kernel';
import type { Answered, Manifest } from '@ledgerdesk/manifest';
import { answeredBy, WhatIf, type WhatIfQuestion } from '@ledgerdesk/what-if';
import { policiesFor } from '../../server/policy-files.js';
import { settingsFrom } from '../../server/settings.js';

const textIn = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

const questionIn = ({
  policy,
  calendars,
  from,
  to,
  teams,
  timeZone,
}: Readonly<Record<string, Json>>): WhatIfQuestion => ({
  ...(policy !== null && { policy }),
  ...(calendars !== null && { calendars }),
  from: textIn(from),
  to: textIn(to),
  teams: isList(teams) ? teams.map(String) : undefined,
  timeZone: textIn(timeZone),
});

/** Derives the clocks of a manifest's question again. Its policies are in the manifest. */
export const whatIfAgain = async (opened: ReadableLog, { question, log }: Manifest): Promise<Answered> => {
  const clear = new EngineLog(opened.all ?? opened);
  const configured = policiesFor(settingsFrom(process.env));
  const asked = questionIn(question.parameters);
  const figures = await (await WhatIf.ask({ log: clear, configured }, asked, log.position)).run();
  return answeredBy(asked, figures, log.position);
};
