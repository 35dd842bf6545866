import { cpus, totalmem } from 'node:os';
import { version } from 'node:process';

/** A row of the table. */
interface BenchRow {
  readonly what: string;
  readonly measured: string;
  readonly reference: string;
  readonly ratio: string;
  readonly aim: string;
}

export const rate = (perSecond: number): string => `${Math.round(perSecond).toLocaleString('en')}/s`;
export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
export const ratio = (a: number, b: number): string => (a / b).toFixed(2);

const machine = (): string => {
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${memory} GiB, Node ${version}`;
};

/** Prints a row of the Markdown table. */
export const printRow = ({ what, measured, reference, ratio: relation, aim }: BenchRow): void =>
  console.log(`| ${what} | ${measured} | ${reference} | ${relation} | ${aim} |`);

/** Prints the machine and the head of the Markdown table. */
export const printHead = (): void => {
  console.log(`Measured ${new Date().toISOString().slice(0, 10)} on ${machine()}.\n`);
  console.log('| What | Measured | Reference, same run | Ratio | Target |\n|---|---|---|---|---|');
};
