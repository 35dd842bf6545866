// Jest's module system with one module registry per worker. By default Jest loads and compiles every module again for
// every test file and discards the code that V8 has optimised: three seconds of CPU time for each file that needs an
// engine. Test files and Jest's runner, which holds the state of a run, are still loaded once per file.
//
// Consequences for test code: module state outlives the file that changed it. A spec restores what it replaces, and
// support code registers hooks in functions, not at import.
const asyncHooks = require('node:async_hooks');
const { dirname } = require('node:path');
const { default: Runtime } = require('jest-runtime');
const SequentialStorage = require('./sequential-storage.cjs');

/** Modules with the state of a run. Jest's other modules keep it, if any, in the runner or in global variables. */
const RUNNER = /[/\\]node_modules[/\\]jest-circus[/\\]build[/\\]/;

/**
 * Lets a resolver remember which file a name stands for that `moduleNameMapper` maps, as it does for other names. Jest
 * would look for the file each time that a module is required, loaded or not, such as by a dynamic import.
 */
const rememberMappedNames = (resolver) => {
  const known = new Map();
  const resolve = resolver.resolveStubModuleName.bind(resolver);
  resolver.resolveStubModuleName = (from, name, options) => {
    const key = `${dirname(from)}\0${name}`;
    if (!known.has(key)) known.set(key, resolve(from, name, options));
    return known.get(key);
  };
};

let shared;

module.exports = class SharedRuntime extends Runtime {
  constructor(config, environment, resolver, transformer, cacheFS, coverageOptions, testPath, globalConfig) {
    if (shared) {
      shared.begin(testPath);
      return shared;
    }
    super(config, environment, resolver, transformer, cacheFS, coverageOptions, testPath, globalConfig);
    // In watch mode files change between runs.
    if (!globalConfig.watch && !globalConfig.watchAll && !globalConfig.collectCoverage) {
      shared = this;
      rememberMappedNames(resolver);
    }
    // Fastify looks for each plugin in `require.cache`, which lists thousands of modules here, to give it a name.
    this.registries.requireCacheProxy = Object.freeze(Object.create(null));
  }

  begin(testPath) {
    this._testPath = testPath;
    this.executor.testPath = testPath;
    this.testState.state = 'loading';
  }

  /** Loads one of Jest's own modules, which run the tests. */
  requireInternalModule(...args) {
    const { AsyncLocalStorage } = asyncHooks;
    asyncHooks.AsyncLocalStorage = SequentialStorage;
    try {
      return super.requireInternalModule(...args);
    } finally {
      asyncHooks.AsyncLocalStorage = AsyncLocalStorage;
    }
  }

  teardown() {
    if (this !== shared) return super.teardown();
    const { global, fakeTimers, fakeTimersModern } = this._environment;
    this.restoreAllMocks();
    fakeTimers.useRealTimers();
    fakeTimersModern.useRealTimers();
    this.testMainModule.reset();
    this.registries.getActiveCjsRegistry().delete(this._testPath);
    const internal = this.registries.getInternalCjsRegistry();
    for (const path of internal.keys()) if (RUNNER.test(path)) internal.delete(path);
    for (const symbol of Object.getOwnPropertySymbols(global)) {
      if (symbol.description === 'JEST_STATE_SYMBOL' || symbol.description === 'EVENT_HANDLERS') delete global[symbol];
    }
    this.loggedReferenceErrors.clear();
    this.testState.leaveTestCode();
  }
};
