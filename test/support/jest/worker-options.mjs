// Gives the workers of Jest options of V8 that suit tests: they run much code, most of it a few times.
const OPTIONS = [
  // Engines that start and end leave much garbage, which V8 by default copies in pieces of a megabyte at first: a
  // twelfth of the CPU time of tests that open engines.
  '--min-semi-space-size=16',
  '--max-semi-space-size=64',
  // How long a function runs before V8 optimises it; by default a sixth of that. To optimise what soon ends costs more
  // than it saves: a tenth of the CPU time of all tests.
  '--interrupt-budget=400000',
];

/** Jest starts its workers with the options of its own process. */
export const setWorkerOptions = () => {
  process.execArgv.push(...OPTIONS);
};
