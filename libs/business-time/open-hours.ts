/** When a desk is open, as arithmetic on epoch ms. Made by `openHours`, or `ALWAYS`; asked through `deadline` and its siblings. */
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
