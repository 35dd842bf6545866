/** Arithmetic on opening hours in epoch ms. Created by `openHours`; used by `deadline` and others. */
export interface OpenHours {
  /** Returns the open time within [from, to), in ms. Requires from <= to. */
  between(from: number, to: number): number;
  /** Returns the first instant by which `amount` ms of open time, above 0, have passed since `from`. */
  after(from: number, amount: number): number;
  /** Returns the first open instant at or after `from`. */
  opening(from: number): number;
}

/** Open around the clock (E5, L5): business time is elapsed time. */
export const ALWAYS: OpenHours = {
  between: (from, to) => to - from,
  after: (from, amount) => from + amount,
  opening: (from) => from,
};
