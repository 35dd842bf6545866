// The specs speak Jest. Of all it has, those of the pure rooms use `expect`, `each` and the names of two hooks.
import { expect } from 'expect';
import { bind } from 'jest-each';

/** Mocha sets its globals anew for every file. */
const whenever = (name, complete) => {
  let current;
  Object.defineProperty(globalThis, name, { configurable: true, get: () => current, set: (value) => void complete(current = value) });
};

whenever('it', (it) => { it.each = bind(it); });
whenever('describe', (describe) => { describe.each = bind(describe, false); });
whenever('before', (before) => { globalThis.beforeAll = before; });
whenever('after', (after) => { globalThis.afterAll = after; });
globalThis.expect = expect;

/**
 * What runs both in a test and while specs load (a story they all begin with) is tried in tests alone, in a process that goes
 * on; only what runs at loading and never again needs a process, and all tests, for each mutant.
 */
export const mochaHooks = {
  afterAll() {
    const { static: atLoading = {}, perTest = {} } = globalThis.__stryker__?.mutantCoverage ?? {};
    for (const id of Object.values(perTest).flatMap(Object.keys)) delete atLoading[id];
  },
};
