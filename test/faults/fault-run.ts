import { runs } from '../support/runs.js';

/** Milliseconds between two lines about the progress of a long run. */
const INTERVAL = runs({ short: Infinity, long: 30_000 });

/**
 * A run of a fault test. Prints its seed when it begins, because a run that is interrupted prints nothing at its end.
 *
 * The seed is `FAULT_SEED`, which repeats an earlier run, or a new one in the long form. The short form has the same
 * seed every time.
 */
export class FaultRun {
  readonly seed = Number(process.env['FAULT_SEED'] ?? runs({ short: 610_244, long: Date.now() % 1_000_000 }));
  readonly #end = Date.now() + Number(process.env['FAULT_MINUTES'] ?? Infinity) * 60_000;
  #printed = Date.now();

  constructor(private readonly name: string) {
    this.print(`FAULT_SEED=${this.seed}`);
  }

  /** Returns true once the run has taken `FAULT_MINUTES`: it then checks what it has done, and ends. */
  get isOver(): boolean {
    return Date.now() > this.#end;
  }

  /** Prints how far the run is, at most every 30 seconds, in the long form only. */
  progress(text: () => string): void {
    if (Date.now() - this.#printed < INTERVAL) return;
    this.#printed = Date.now();
    this.print(text());
  }

  /** Adds something that is wrong to `findings`, and prints it. */
  report(findings: string[], finding: string): void {
    findings.push(finding);
    this.print(`found: ${finding}`);
  }

  /** Prints a line, such as the figures of a run at its end. */
  print(text: string): void {
    process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${this.name}: ${text}\n`);
  }
}
