/** The read models that queries read. */
export const ROWS = Symbol('RowReader');
/** How far those read models have come. */
export const PROGRESS = Symbol('Progress');
