/** The option of commands that show personal text, which is otherwise recorded in the read audit. */
export const MASK: readonly [string, string] = [
  '--mask',
  'mask personal fields. Without it, the command records itself in the read audit, and needs to write there',
];
