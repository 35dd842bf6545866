import 'reflect-metadata';
import { Argument, Option, program } from 'commander';
import { BENCHES } from './benches.js';
import { printHead } from './report.js';
import { selectSize, type Size, SIZES } from './size.js';

const isRunIn = (size: Size, name: string): boolean => BENCHES[name]?.runsIn.includes(size) ?? false;

const LIST = Object.entries(BENCHES)
  .map(([name, { what }]) => `  ${name.padEnd(10)} ${what}${isRunIn('standard', name) ? '' : ' (only if named)'}`)
  .join('\n');

/** Names of benchmarks that do not measure ten million events. */
const WITHOUT_10M = Object.keys(BENCHES).filter((name) => !isRunIn('10m', name));

/** Refuses ten million events for benchmarks that would measure other numbers instead. */
const refuseOtherSizes = (names: readonly string[], size: Size): void => {
  const refused = size === '10m' ? names.filter((name) => WITHOUT_10M.includes(name)) : [];
  if (refused.length > 0) program.error(`error: --size 10m is not for these benchmarks: ${refused.join(', ')}`);
};

/** Loads every benchmark, so that one that cannot be loaded is noticed by every run, and then runs those chosen. */
const run = async (names: readonly string[], { size }: { readonly size: Size }): Promise<void> => {
  refuseOtherSizes(names, size);
  selectSize(size);
  const loaded = await Promise.all(
    Object.entries(BENCHES).map(async ([name, { load }]) => ({ name, bench: await load() })),
  );
  const isChosen = (name: string): boolean => (names.length === 0 ? isRunIn(size, name) : names.includes(name));
  if (size === 'short') console.log('A short run: it shows that the benchmarks run. Its figures are not meaningful.\n');
  printHead();
  for (const { name, bench } of loaded) if (isChosen(name)) await bench();
};

/** `npm run bench -- [names] [--size short|standard|10m]`: measures parts of an engine, each beside a reference. */
await program
  .name('npm run bench --')
  .description('Measures parts of an engine, each beside a reference in the same run.')
  .addArgument(new Argument('[names...]', 'what to measure').choices(Object.keys(BENCHES)))
  .addOption(
    new Option('--size <size>', 'short shows in two minutes that all of them run; 10m uses ten million events')
      .choices(SIZES)
      .default('standard'),
  )
  .addHelpText('after', `\nNames, with what each measures:\n${LIST}`)
  .action(run)
  .parseAsync();
