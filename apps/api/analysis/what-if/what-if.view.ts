import { positionDifference } from '@ledgerdesk/runtime';
import type { Manifest } from '@ledgerdesk/manifest';
import { type ClockFigures, type WhatIfQuestion } from '@ledgerdesk/what-if';
import { isRecord } from '@ledgerdesk/kernel';
import type { WhatIfJob } from './what-if-jobs.js';

/** What was asked, without the contents of files. */
interface QuestionView {
  /** Version of the given file; null if none was given, or if it has several. */
  readonly policyVersion: string | null;
  readonly calendarsVersion: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly teams: readonly string[] | null;
  readonly timeZone: string;
}

/** What the answer says besides its clocks. */
interface ResultView {
  readonly total: ClockFigures;
  readonly listedClocks: number;
  readonly listIsComplete: boolean;
  readonly endedAt: string;
  readonly undecided: number;
  readonly unknownVersions: readonly string[];
}

/** A question that was accepted: what a repeat of the request returns too. */
export interface AskedView {
  readonly id: string;
  readonly createdAt: string;
  readonly question: QuestionView;
  readonly until: string;
}

/** A job as its caller sees it. */
export interface WhatIfView extends AskedView {
  readonly state: WhatIfJob['state'];
  readonly endedAt: string | null;
  readonly position: string;
  readonly progress: number;
  readonly failure: string | null;
  readonly result: ResultView | null;
  readonly manifest: Manifest | null;
}

const versionIn = (file: unknown): string | null => {
  const version = isRecord(file) ? file['version'] : undefined;
  return typeof version === 'string' ? version : null;
};

const toQuestion = ({ policy, calendars, from, to, teams, timeZone = 'UTC' }: WhatIfQuestion): QuestionView => ({
  policyVersion: versionIn(policy),
  calendarsVersion: versionIn(calendars),
  from: from ?? null,
  to: to ?? null,
  teams: teams ?? null,
  timeZone,
});

const toResult = ({ answer }: WhatIfJob): ResultView | null => {
  if (!answer) return null;
  const { total, endedAt, undecided, unknownVersions } = answer.figures;
  const { length, isComplete } = answer.clocks;
  return { total, listedClocks: length, listIsComplete: isComplete, endedAt, undecided, unknownVersions };
};

/** The share of the log that was read, from 0 to 1 with three decimals. */
const progressOf = ({ position, until, state }: WhatIfJob): number => {
  const all = positionDifference('0', until);
  if (state === 'done' || all === 0) return 1;
  return Math.min(1, Math.floor((positionDifference('0', position) / all) * 1_000) / 1_000);
};

/** The question of a job. */
export const toAsked = ({ id, createdAt, question, until }: WhatIfJob): AskedView => ({
  id,
  createdAt,
  question: toQuestion(question),
  until,
});

/** A job as a response shows it. */
export const toWhatIf = (job: WhatIfJob): WhatIfView => {
  const { state, endedAt, position, failure, manifest } = job;
  return {
    ...toAsked(job),
    state,
    endedAt,
    position,
    progress: progressOf(job),
    failure,
    result: toResult(job),
    manifest,
  };
};
