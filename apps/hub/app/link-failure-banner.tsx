import { useState } from 'react';
import { Button } from '../design/button.js';
import { useSelf } from '../session/self.js';
import { useSession } from '../session/session.js';
import { useTexts } from '../texts/language-context.js';
import { shellTexts } from './shell.texts.js';
import styles from './shell.module.css';

/** Says that the link with which the hub was opened signed nobody in, and who still is. */
export const LinkFailureBanner = () => {
  const t = useTexts(shellTexts);
  const { session } = useSession();
  const self = useSelf();
  const [isClosed, setClosed] = useState(false);
  if (session?.linkFailure === undefined || isClosed) return null;
  const name = [self.name ?? self.id, self.team?.name].filter(Boolean).join(' · ');
  return (
    <div role="alert" className={styles['banner']}>
      {session.linkFailure} {t.stillSignedIn(name)}
      <Button onClick={() => setClosed(true)}>{t.close}</Button>
    </div>
  );
};
