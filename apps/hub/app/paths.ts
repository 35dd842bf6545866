/** Returns true if other paths lie below a path, as all do below `/`. */
export const hasPathsBelow = (path: string, paths: readonly string[]): boolean => {
  const prefix = path.endsWith('/') ? path : `${path}/`;
  return paths.some((other) => other !== path && other.startsWith(prefix));
};
