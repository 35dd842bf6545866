import { cpus, totalmem } from 'node:os';
import { version } from 'node:process';

/** One line of the table: what, how fast, beside what, and what was aimed for. */
export interface Line {
  readonly what: string;
  readonly measured: string;
  readonly reference: string;
  readonly ratio: string;
  readonly aim: string;
}

export const rate = (perSecond: number): string => `${Math.round(perSecond).toLocaleString('en')}/s`;
export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
export const ratio = (a: number, b: number): string => (a / b).toFixed(2);

export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${version}`;

/** Prints a line as a row of a Markdown table. */
export const print = ({ what, measured, reference, ratio: relation, aim }: Line): void =>
  console.log(`| ${what} | ${measured} | ${reference} | ${relation} | ${aim} |`);

export const printHead = (): void => {
  console.log(`Measured ${new Date().toISOString().slice(0, 10)} on ${machine()}.\n`);
  console.log('| What | Measured | Reference, same run | Ratio | Aim |\n|---|---|---|---|---|');
};
