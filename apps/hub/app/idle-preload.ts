import { type RegisteredRouter, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

type Path = keyof RegisteredRouter['routesByPath'];

/** Where browsers do not say when they are idle, ms. */
const LATER_MS = 1_000;

/** Calls a function once the browser has nothing else to do. Returns a function that takes that back. */
const whenIdle = (call: () => void): (() => void) => {
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(call, LATER_MS);
    return () => clearTimeout(timer);
  }
  const id = requestIdleCallback(call);
  return () => cancelIdleCallback(id);
};

/** Loads the code of the page to which the shown one leads most, once the browser is idle: it opens at once then. */
export const useIdlePreload = (path: Path): void => {
  const router = useRouter();
  useEffect(() => whenIdle(() => void router.loadRouteChunk(router.routesByPath[path])), [router, path]);
};
