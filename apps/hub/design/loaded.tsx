import type { ReactNode } from 'react';
import type { ShownResource } from '../api/resource.js';
import { LoadingPage } from './loading-page.js';
import { ProblemNotice } from './problem-notice.js';

/** Shows a resource once it is loaded; until then that it is being loaded, or why it could not be. */
export const Loaded = <T,>({
  of,
  lines,
  children,
}: {
  readonly of: ShownResource<T>;
  readonly lines?: number;
  readonly children: (data: T) => ReactNode;
}) => {
  if (of.data !== undefined)
    return (
      <>
        {of.error && <ProblemNotice error={of.error} onRetry={of.reload} />}
        {children(of.data)}
      </>
    );
  return of.error ? (
    <ProblemNotice error={of.error} onRetry={of.reload} />
  ) : (
    <LoadingPage {...(lines === undefined ? {} : { lines })} />
  );
};
