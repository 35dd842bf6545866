// Jest's Node environment, created once per worker instead of once per test file. See shared-runtime.cjs.
//
// A worker ends as soon as its event loop is empty. By default Node.js first frees the heap, here up to a gigabyte,
// which takes time of its own, and Jest kills a worker that does not end in time and reports a leak. A worker that does
// leak, by an open handle or a timer, is still killed and reported.
const { TestEnvironment } = require('jest-environment-node');

let shared;

module.exports = class SharedEnvironment extends TestEnvironment {
  constructor(...options) {
    if (shared) return shared;
    super(...options);
    shared = this;
    if (process.send) process.once('beforeExit', () => process.exit());
  }

  async teardown() {}
};
