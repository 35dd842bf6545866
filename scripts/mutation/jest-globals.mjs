// Provides the parts of Jest's API that the mutated specs use on Mocha: `expect`, `each`, `beforeAll` and `afterAll`.
import { expect } from 'expect';
import { bind } from 'jest-each';

/** Calls `complete` each time Mocha sets the global, which it does for every file. */
const onGlobalSet = (name, complete) => {
  let current;
  Object.defineProperty(globalThis, name, {
    configurable: true,
    get: () => current,
    set: (value) => void complete((current = value)),
  });
};

onGlobalSet('it', (it) => {
  it.each = bind(it);
});
onGlobalSet('describe', (describe) => {
  describe.each = bind(describe, false);
});
onGlobalSet('before', (before) => {
  globalThis.beforeAll = before;
});
onGlobalSet('after', (after) => {
  globalThis.afterAll = after;
});
globalThis.expect = expect;

/** Reports tests under their TypeScript source files, because incremental runs compare those. */
const useSourceFile = (test) => {
  test.file = test.file.replace(/\.js$/, '.ts');
};

/** Treats a mutant that is covered both while loading and in a test as covered by the test only. */
const preferTestCoverage = ({ static: atLoading = {}, perTest = {} } = {}) => {
  for (const id of Object.values(perTest).flatMap(Object.keys)) delete atLoading[id];
};

/** Stryker needs a new process for each mutant that is covered only while loading, and reuses one for the others. */
export const mochaHooks = {
  beforeAll() {
    this.test.parent.eachTest(useSourceFile);
  },
  afterAll() {
    preferTestCoverage(globalThis.__stryker__?.mutantCoverage);
  },
};
