import { Problem } from './problem.js';

/** The problem of a cursor that no page has returned. */
export const cursorMalformed = (): Problem =>
  new Problem(
    400,
    'cursor-malformed',
    'The cursor is malformed or belongs to a list with another order. Repeat the request without a cursor.',
  );
