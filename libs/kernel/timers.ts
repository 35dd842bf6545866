/** One-shot timers, and the clock that they count by. */
export interface Timers {
  /** Milliseconds since an arbitrary moment, on a clock that never runs backward. */
  elapsed(): number;
  /** Calls `callback` once, after `ms` of that clock or earlier. Returns a function that cancels the call. */
  after(ms: number, callback: () => void): () => void;
}
