import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { router } from './app/router.js';
import { applyTheme } from './app/theme.js';
import { checkSession } from './session/ended-session.js';
import { followLinks, reloadRestored } from './session/session.js';
import './design/base.css';
import './design/tokens.css';
import { LanguageProvider } from './texts/language-context.js';
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
applyTheme();
followLinks();
reloadRestored();
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
);
