import type { Position, SentError } from '@ledgerdesk/kernel';
import type { FigureColumns, WhatIfQuestion } from '@ledgerdesk/what-if';
import type { ListedClocks, WhatIfAnswer } from '../../api/platform/what-if/what-if-runner.js';
import type { Settings } from '../settings.js';
import type { StorageConfig } from '../storage.js';

/** What a thread answers. Plain data. */
export interface WhatIfData {
  /** The log alone: no database of rows, and no keys. */
  readonly storage: Pick<StorageConfig, 'log'>;
  readonly settings: Pick<Settings, 'CONFIG_DIR' | 'DATA_DIR'>;
  readonly question: WhatIfQuestion;
  readonly until: Position;
  readonly list: ListedClocks;
  /** File descriptor of the file for the listed clocks. */
  readonly file: number;
}

/** What the process of a question is sent. Plain data. */
export interface WhatIfStart {
  /** URL of the script of its thread. */
  readonly script: string;
  /** Heap of the thread at most, in MB. */
  readonly memoryMb: number;
  readonly data: Omit<WhatIfData, 'file'>;
}

/** The places of listed clocks in their file. */
export interface ListedPlaces {
  /** Where each clock begins, and the end of the last one. */
  readonly offsets: Float64Array<ArrayBuffer>;
  /** The change of each clock: its index in CHANGES. */
  readonly changes: Uint8Array<ArrayBuffer>;
  readonly isComplete: boolean;
}

/** What the thread reports, through its process. The first `done` or `failed` counts. */
export type WhatIfMessage =
  | { readonly kind: 'progress'; readonly position: Position }
  | ({ readonly kind: 'done'; readonly places: ListedPlaces; readonly columns: FigureColumns } & Pick<
      WhatIfAnswer,
      'figures'
    >)
  | { readonly kind: 'failed'; readonly error: SentError };
