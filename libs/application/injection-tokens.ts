/** Nest injection tokens for what a type alone cannot identify. */
export const POLICIES = Symbol('Policies');
export const EVENT_STORE = Symbol('EventStore');
/** The log for requests that only read: a `ViewedLog`. */
export const LOG_VIEW = Symbol('LogView');
export const QUOTE_KEY = Symbol('QuoteKey');
export const RUNNING_REPLAYS = Symbol('RunningReplays');
