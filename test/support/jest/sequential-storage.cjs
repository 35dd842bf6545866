// Stands in for the AsyncLocalStorage with which Jest knows the test that an asynchronous error belongs to. Before
// Node.js 24, one such store makes every promise of the process call hooks: a fifth of the CPU time of all tests. The
// tests of a file run one after another, so a variable holds the same.
module.exports = class SequentialStorage {
  #current;

  getStore() {
    return this.#current;
  }

  /** Calls an asynchronous `callback`, until the end of which `store` is the current one. */
  async run(store, callback) {
    const before = this.#current;
    this.#current = store;
    try {
      return await callback();
    } finally {
      this.#current = before;
    }
  }
};
