/** Sizes of a run of benchmarks: `short` only shows that they run, `10m` measures logs of ten million events. */
export const SIZES = ['short', 'standard', '10m'] as const;

/** A size of a run of benchmarks. */
export type Size = (typeof SIZES)[number];

/** What a benchmark does in each size. Without a value of its own, `10m` takes that of `standard`. */
interface Sizes<T> {
  readonly short: T;
  readonly standard: T;
  readonly '10m'?: T;
}

/** Selects the size of this run. The modules of benchmarks read it when they are loaded. */
export const selectSize = (size: Size): void => {
  process.env['BENCH_SIZE'] = size;
};

/** The value for the size of this run. */
export const inSize = <T>(values: Sizes<T>): T => {
  const selected = SIZES.find((size) => size === process.env['BENCH_SIZE']) ?? 'standard';
  return values[selected] ?? values.standard;
};

/** The number that an environment variable names. Undefined if it is not set. Throws if it is no integer above 0. */
export const given = (variable: string): number | undefined => {
  const text = process.env[variable];
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!/^[1-9]\d*$/.test(text) || !Number.isSafeInteger(number))
    throw new Error(`${variable} must be an integer above 0, not "${text}".`);
  return number;
};

/** The number that an environment variable names, or else the one for the size of this run. */
export const givenOrInSize = (variable: string, values: Sizes<number>): number => given(variable) ?? inSize(values);
