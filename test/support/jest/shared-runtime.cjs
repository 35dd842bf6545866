// Jest's module system with one module registry per worker. By default Jest loads and compiles every module anew for
// every test file, and throws away what V8 has optimised: with a graph of a thousand modules that was most of the time
// of the suite. Test files themselves are loaded anew, and Jest's own modules too, since they hold the state of a run.
//
// What follows for test code: the state of a module outlives the file that changed it. So a spec restores what it
// replaces, and support code registers hooks when it is called, not when it is imported.
const { default: Runtime } = require('jest-runtime');

let shared;

module.exports = class SharedRuntime extends Runtime {
  constructor(config, environment, resolver, transformer, cacheFS, coverageOptions, testPath, globalConfig) {
    if (shared) {
      shared.begin(testPath);
      return shared;
    }
    super(config, environment, resolver, transformer, cacheFS, coverageOptions, testPath, globalConfig);
    // In watch mode files change between runs.
    if (!globalConfig.watch && !globalConfig.watchAll && !globalConfig.collectCoverage) shared = this;
  }

  begin(testPath) {
    this._testPath = testPath;
    this.executor.testPath = testPath;
    this.testState.state = 'loading';
  }

  teardown() {
    if (this !== shared) return super.teardown();
    const { global, fakeTimers, fakeTimersModern } = this._environment;
    this.restoreAllMocks();
    fakeTimers.useRealTimers();
    fakeTimersModern.useRealTimers();
    this.testMainModule.reset();
    this.registries.getActiveCjsRegistry().delete(this._testPath);
    this.registries.getInternalCjsRegistry().clear();
    for (const symbol of Object.getOwnPropertySymbols(global)) {
      if (symbol.description === 'JEST_STATE_SYMBOL' || symbol.description === 'EVENT_HANDLERS') delete global[symbol];
    }
    this.loggedReferenceErrors.clear();
    this.testState.leaveTestCode();
  }
};
