import { type RegisteredRouter, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

type Path = keyof RegisteredRouter['routesByPath'];

/** Delay in browsers without `requestIdleCallback`, in ms. */
const LATER_MS = 1_000;

/** Calls a function once the browser is idle. Returns a function that cancels the call. */
const whenIdle = (call: () => void): (() => void) => {
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(call, LATER_MS);
    return () => clearTimeout(timer);
  }
  const id = requestIdleCallback(call);
  return () => cancelIdleCallback(id);
};

/** Preloads the code of the page that readers open most from this one, once the browser is idle. */
export const useIdlePreload = (path: Path): void => {
  const router = useRouter();
  useEffect(() => whenIdle(() => void router.loadRouteChunk(router.routesByPath[path])), [router, path]);
};
