import { useEffect } from 'react';
import { selfResource, SelfProvider } from '../session/self.js';
import { useSession } from '../session/session.js';
import { personOf } from '../session/session-body.js';
import { onOtherTab } from '../session/session-signal.js';
import { SignInPage } from '../session/sign-in-page.js';
import { useResource } from '../api/resource.js';
import { LoadingPage } from '../design/loading-page.js';
import { EngineTimeProvider, timeResource } from '../time/engine-time.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Shell } from './shell.js';

/** The pages of the signed-in reader, or the sign-in page. */
export const App = () => {
  const { session, error, reload } = useSession();
  const isSignedIn = session?.caller !== null && session?.caller !== undefined;
  const self = useResource(selfResource, { enabled: isSignedIn });
  // Asked for together: the pages need both.
  useResource(timeResource, { enabled: isSignedIn });
  const failure = self.error;
  const isSomebodyElse =
    isSignedIn && self.data && (self.data.kind !== session.caller.kind || self.data.id !== session.caller.subject);
  useEffect(() => {
    // The session may have ended elsewhere, or somebody else may have signed in there.
    if (failure ?? isSomebodyElse) void reload();
  }, [failure, isSomebodyElse, reload]);
  useEffect(() => onOtherTab(() => void reload()), [reload]);
  if (error && !session) return <ProblemNotice error={error} onRetry={() => void reload()} />;
  if (!session) return <LoadingPage />;
  if (!session.caller) return <SignInPage session={session} />;
  if (self.data)
    return (
      <SelfProvider value={self.data}>
        <EngineTimeProvider>
          <Shell key={personOf(session)} />
        </EngineTimeProvider>
      </SelfProvider>
    );
  return self.error ? <ProblemNotice error={self.error} onRetry={self.reload} /> : <LoadingPage />;
};
