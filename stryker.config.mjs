// Mutation testing of one part of the pure code (`npm run mutate [-- domain]`), incremental. Mocha runs the specs
// because it keeps modules loaded between mutants; Jest would reload them. The first failing test kills a mutant, so
// fast example tests run before slow property tests.
const PARTS = {
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

const part = process.env.MUTATION_PART ?? 'domain';
const chosen = PARTS[part];
if (!chosen) throw new Error(`Unknown MUTATION_PART ${part}. Use one of: ${Object.keys(PARTS).join(', ')}.`);

export default {
  testRunner: 'mocha',
  buildCommand: 'node scripts/mutation/compile.mjs',
  mochaOptions: { spec: chosen.tests, require: ['./scripts/mutation/jest-globals.mjs'] },
  mutate: [...chosen.mutate, '!**/*spec.ts', '!**/index.ts', '!**/samples.ts'],
  coverageAnalysis: 'perTest',
  timeoutMS: 10_000,
  incremental: true,
  incrementalFile: `.stryker/${part}.json`,
  tempDirName: '.stryker/sandbox',
  ignorePatterns: ['dist', 'data', '.stryker', 'docker', 'docs'],
  reporters: ['clear-text', 'progress', 'html'],
  htmlReporter: { fileName: `.stryker/${part}.html` },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  concurrency: 2,
  thresholds: { high: 95, low: 90, break: 85 },
};
