/** The command of a due timer, and what its ID is derived from. */
export interface TimerFiring<Command> {
  /** Values that identify the firing, in order. */
  readonly identity: Readonly<Record<string, string | number>>;
  readonly command: Command;
}
