import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { router } from './app/router.js';
import { checkSession } from './session/ended-session.js';
import { selfResource } from './session/self.js';
import { followLinks, reloadRestored, sessionQuery } from './session/session.js';
import { LanguageProvider } from './texts/language-context.js';
import { timeResource } from './time/engine-time.js';
import { ZoneProvider } from './time/zone-context.js';

/** What has been loaded is shown at once, and loaded again after this time. */
const FRESH_MS = 15_000;

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error, { queryKey }) => checkSession(queries, error, queryKey) }),
  // The client repeats requests that failed for a reason that passes.
  defaultOptions: { queries: { staleTime: FRESH_MS, retry: false } },
});

const root = document.getElementById('hub');
if (!root) throw new Error('The page has no element with the id hub.');
followLinks();
reloadRestored();

/** Loads the code of this page and the data that every page needs. Pages report failures and retry. */
const prepare = async (): Promise<void> => {
  const page = router.load().catch(() => undefined);
  const session = await queries.fetchQuery(sessionQuery(queries)).catch(() => undefined);
  if (!session?.caller) return;
  await Promise.all([page, queries.prefetchQuery(selfResource), queries.prefetchQuery(timeResource)]);
};

const render = (): void => {
  // A transition lets React yield to the browser during the first render.
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <QueryClientProvider client={queries}>
          <LanguageProvider>
            <ZoneProvider>
              <RouterProvider router={router} />
            </ZoneProvider>
          </LanguageProvider>
        </QueryClientProvider>
      </StrictMode>,
    ),
  );
};

// Not awaited: pages import modules of this script, so it must finish first.
void prepare().then(render);
