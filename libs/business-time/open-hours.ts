/** Arithmetic on opening hours in epoch ms. Created by `openHours` or `ALWAYS`; used through `deadline` and the like. */
export interface OpenHours {
  /** Open ms within [from, to), for from <= to. */
  between(from: number, to: number): number;
  /** The first instant by which `amount` ms, above 0, of open time have passed since `from`. */
  after(from: number, amount: number): number;
  /** The first open instant at or after `from`. */
  opening(from: number): number;
}

/** Open around the clock (E5, L5): business time is elapsed time. */
export const ALWAYS: OpenHours = {
  between: (from, to) => to - from,
  after: (from, amount) => from + amount,
  opening: (from) => from,
};
