/** What the application is given from outside, where a type alone cannot name it. */
export const POLICIES = Symbol('Rules');
export const EVENT_STORE = Symbol('EventStore');
export const QUOTE_KEY = Symbol('QuoteKey');
