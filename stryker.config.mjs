// Mutation testing of the pure rooms, one at a time: `npm run mutate [-- domain]`. What did not change since the last run is
// not tried again. Mocha runs the specs here: it keeps the modules between mutants where Jest would load them all anew.
// The first failing test ends a mutant, so what is quick comes first: examples before laws over random histories.
const ROOMS = {
  'business-time': {
    mutate: ['libs/business-time/**/*.ts'],
    tests: ['libs/{business-time,time-zones}/**/!(laws).spec.js', 'libs/business-time/laws.spec.js'],
  },
  domain: {
    mutate: ['libs/domain/**/*.ts'],
    tests: ['libs/domain/**/!(laws|*-oracle).spec.js', 'libs/domain/**/{laws,*-oracle}.spec.js'],
  },
  projections: {
    mutate: ['projections/**/*.ts'],
    tests: ['projections/*/*.spec.js', 'projections/!(index).spec.js', 'projections/index.spec.js'],
  },
};

const room = process.env.ROOM ?? 'domain';
const chosen = ROOMS[room];
if (!chosen) throw new Error(`ROOM names one of ${Object.keys(ROOMS).join(', ')}, not ${room}.`);

export default {
  testRunner: 'mocha',
  buildCommand: 'node scripts/mutation/compile.mjs',
  mochaOptions: { spec: chosen.tests, require: ['./scripts/mutation/jest-globals.mjs'] },
  mutate: [...chosen.mutate, '!**/*spec.ts', '!**/index.ts'],
  coverageAnalysis: 'perTest',
  timeoutMS: 10_000,
  incremental: true,
  incrementalFile: `.stryker/${room}.json`,
  tempDirName: '.stryker/sandbox',
  ignorePatterns: ['dist', 'data', '.stryker', 'docker', 'docs'],
  reporters: ['clear-text', 'progress', 'html'],
  htmlReporter: { fileName: `.stryker/${room}.html` },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  concurrency: 2,
  thresholds: { high: 95, low: 90, break: 85 },
};
