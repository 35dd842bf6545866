// Gives the workers of Jest a larger young generation. Engines that start and end leave much garbage, which V8 by
// default copies in pieces of a megabyte at first: a twelfth of the CPU time of tests that open engines.
const OPTIONS = ['--min-semi-space-size=16', '--max-semi-space-size=64'];

/** Jest starts its workers with the options of its own process. */
export const enlargeYoungGeneration = () => {
  process.execArgv.push(...OPTIONS);
};
