import type { ReadableLog } from '@ledgerdesk/event-store';
import type { RowReader } from '@ledgerdesk/read-store';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AsOfQuery, replayedRows } from './replayed-rows.js';
import { Seats } from './seats.js';

/** Read models as they were, folded from the log for as long as a question is asked. */
export interface AsOfReader {
  /** The rows are good until `question` is answered. Rejects with NoSeat or PastTooLong. */
  read<T>(asked: AsOfQuery, question: (rows: RowReader) => Promise<T>): Promise<T>;
}

/** A question about the past could not be answered in time, or not in the memory that it may take. */
export class AsOfQueryTooLong extends Error {
  readonly code = 'past-too-long';
}

/** Rows that are there for one question. */
export interface OpenedRows {
  readonly rows: RowReader;
  /** Rejects when the rows are lost before they are closed; never resolves. */
  readonly lost?: Promise<never>;
  readonly close?: () => void;
}

const AT_A_TIME = 2;
const MAY_WAIT = 8;
/** Long enough for some millions of events. */
const PATIENCE_MS = 20_000;

/** Answers questions about the past, two at a time and each within its time, so that they hold up nobody else. */
export class BoundedAsOfReader implements AsOfReader {
  private readonly seats = new Seats(AT_A_TIME, MAY_WAIT);

  constructor(
    private readonly open: (asked: AsOfQuery) => OpenedRows | Promise<OpenedRows>,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  read<T>(asked: AsOfQuery, question: (rows: RowReader) => Promise<T>): Promise<T> {
    return this.seats.sit(async () => {
      const { rows, lost, close } = await this.open(asked);
      const answered = new AbortController();
      try {
        return await Promise.race([question(rows), this.late(answered.signal), ...(lost ? [lost] : [])]);
      } finally {
        answered.abort();
        close?.();
      }
    });
  }

  private async late(signal: AbortSignal): Promise<never> {
    await sleep(this.patienceMs, undefined, { signal });
    throw new AsOfQueryTooLong(`A question about the past was not answered within ${this.patienceMs} ms.`);
  }
}

/** Folds in the calling thread: for short-lived work. */
export const asOfReaderHere = (log: ReadableLog): AsOfReader =>
  new BoundedAsOfReader(async (asked) => ({ rows: await replayedRows(log, asked) }));
