import { CHAMPION_LEVELS, EDITIONS } from '@ledgerdesk/events';
import type { MonthlyFigures, ResponseFigures, ResponseReport } from '@ledgerdesk/projections';
import { listOf, objectOf, oneOf, orNull, type Schema, text, whole } from './schema.js';

const minutes: Schema = { type: 'number', minimum: 0 };
const figures = { clocks: whole, met: whole, breached: whole, solvedUnanswered: whole, running: whole, answered: whole, medianMinutes: orNull(minutes), p90Minutes: orNull(minutes) };

/** What reports tell. */
export const REPORT_ANSWERS = {
  ResponseReport: objectOf<ResponseReport>({
    total: objectOf<ResponseFigures>(figures), items: listOf(objectOf<MonthlyFigures>({ level: oneOf([...EDITIONS, ...CHAMPION_LEVELS]), month: text, ...figures })),
  }),
};
