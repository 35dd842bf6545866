// The specs speak Jest. Of all it has, those of the pure rooms use `expect`, `each` and the names of two hooks.
import { expect } from 'expect';
import { bind } from 'jest-each';

/** Mocha sets its globals anew for every file. */
const whenever = (name, complete) => {
  let current;
  Object.defineProperty(globalThis, name, {
    configurable: true,
    get: () => current,
    set: (value) => void complete((current = value)),
  });
};

whenever('it', (it) => {
  it.each = bind(it);
});
whenever('describe', (describe) => {
  describe.each = bind(describe, false);
});
whenever('before', (before) => {
  globalThis.beforeAll = before;
});
whenever('after', (after) => {
  globalThis.afterAll = after;
});
globalThis.expect = expect;

/** Whoever compares with the run before looks for the sources of the specs. */
const nameSource = (test) => {
  test.file = test.file.replace(/\.js$/, '.ts');
};

/** What runs both in a test and while specs load (a story they all begin with) counts as run in the test. */
const countOnce = ({ static: atLoading = {}, perTest = {} } = {}) => {
  for (const id of Object.values(perTest).flatMap(Object.keys)) delete atLoading[id];
};

/** So a mutant of it is tried in a process that goes on; only what runs at loading and never again takes a process of its own. */
export const mochaHooks = {
  beforeAll() {
    this.test.parent.eachTest(nameSource);
  },
  afterAll() {
    countOnce(globalThis.__stryker__?.mutantCoverage);
  },
};
