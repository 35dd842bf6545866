// Jest's Node environment, created once per worker instead of once per test file. See shared-runtime.cjs.
const { TestEnvironment } = require('jest-environment-node');
const vm = require('node:vm');

/**
 * Calls `create` and gives the context that it creates an ordinary global object. Jest would give it a proxy, so that
 * the global variables of a test file can be deleted after it, and every use of a global such as `Map` or `JSON` would
 * call that proxy: a sixth of the CPU time of all tests. These variables last as long as the worker.
 */
const withOrdinaryGlobals = (create) => {
  const { createContext } = vm;
  vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
  try {
    return create();
  } finally {
    vm.createContext = createContext;
  }
};

let shared;

module.exports = class SharedEnvironment extends TestEnvironment {
  constructor(...options) {
    if (shared) return shared;
    withOrdinaryGlobals(() => super(...options));
    shared = this;
  }

  async teardown() {}
};
