/** Where the engine's time comes from. */
export interface TimeSource {
  readonly source: 'machine' | 'simulated';
  /** Seconds of the engine's time per real second. */
  readonly speed: number;
  /** `held`: a step of the machine's clock is not confirmed. `ahead`: of the machine's clock. */
  readonly state: 'ok' | 'held' | 'ahead';
}
