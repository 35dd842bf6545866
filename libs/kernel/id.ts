/** Format of entity ids: 1 to 64 letters, digits, `_` and `-`. Without dots, so a stream name splits into its ids. */
export const ID_PATTERN = /^[A-Za-z0-9_-]{1,64}$/;
