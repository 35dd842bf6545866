/** Ends this process when the one that forked it has ended or disconnected: a benchmark that fails stops no server. */
export const endWithParent = (): void => {
  process.once('disconnect', () => process.exit());
};
