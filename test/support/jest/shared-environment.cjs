// Jest's Node environment, created once per worker instead of once per test file. See shared-runtime.cjs.
const { TestEnvironment } = require('jest-environment-node');

let shared;

module.exports = class SharedEnvironment extends TestEnvironment {
  constructor(...options) {
    if (shared) return shared;
    super(...options);
    shared = this;
  }

  async teardown() {}
};
