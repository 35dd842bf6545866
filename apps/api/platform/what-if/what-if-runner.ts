import type { Position } from '@ledgerdesk/kernel';
import type {
  ClockChange,
  ClockComparison,
  ClockExplanations,
  FigureTable,
  WhatIfFigures,
  WhatIfQuestion,
} from '@ledgerdesk/what-if';

/** A clock in a list, with both explanations. */
export type ExplainedClock = ClockComparison & { readonly explanations: ClockExplanations };

/** Which clocks are listed: those whose breach was gained or lost, or all. */
export const LISTED_CLOCKS = ['changed', 'all'] as const;
export type ListedClocks = (typeof LISTED_CLOCKS)[number];

/** Clocks of a list, and the index after the last one if more follow. */
export interface ClockPage {
  readonly items: readonly ExplainedClock[];
  readonly next?: number;
}

/** The clocks of an answer, which are kept outside of the memory of the process. */
export interface ClockList {
  readonly length: number;
  /** False if there are more clocks than are listed. */
  readonly isComplete: boolean;
  /** Resolves with up to `limit` clocks from an index, of one change if given; undefined once the list is closed. */
  page(from: number, limit: number, change?: ClockChange): Promise<ClockPage | undefined>;
  /** Drops the clocks. Pages in progress are read to their end. */
  close(): void;
}

/** The answer to a question. */
export interface WhatIfAnswer {
  readonly figures: Omit<WhatIfFigures, 'groups'>;
  readonly groups: FigureTable;
  readonly clocks: ClockList;
}

/** What to run. */
export interface WhatIfTask {
  readonly question: WhatIfQuestion;
  /** The last position of the log that counts. */
  readonly until: Position;
  readonly list: ListedClocks;
  /** Called with positions up to which the log was read. */
  readonly onProgress: (position: Position) => void;
}

/** A run that has begun. */
export interface WhatIfRun {
  /** Rejects with WhatIfEnded if the run was cancelled or exceeded a limit, or with the error that ended it. */
  readonly answer: Promise<WhatIfAnswer>;
  cancel(): void;
}

/** Why a run was ended from outside. */
export const RUN_ENDS = ['cancelled', 'time-limit', 'memory-limit'] as const;
export type RunEnd = (typeof RUN_ENDS)[number];

/** A run was cancelled, or has exceeded a limit. */
export class WhatIfEnded extends Error {
  constructor(
    readonly reason: RunEnd,
    message: string,
  ) {
    super(message);
  }
}

/** Answers questions apart from the thread that answers requests. */
export interface WhatIfRunner {
  start(task: WhatIfTask): WhatIfRun;
}
