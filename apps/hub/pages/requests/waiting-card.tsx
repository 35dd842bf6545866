import type { Schemas } from '@ledgerdesk/client';
import { Hourglass } from 'lucide-react';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { liveTexts } from './live-request.texts.js';
import styles from './live-request.module.css';

/** What a chat or callback says of its place in line. */
type Place = Pick<
  Schemas['ChatEssentials'],
  'position' | 'expectedWaitSeconds' | 'agentsAvailable' | 'resumesAt' | 'terms'
>;

const SECONDS = 60;

/** The reader's place in line, and how long it takes. Changes of the place are announced. */
export const WaitingCard = ({ request, hint }: { readonly request: Place; readonly hint: string }) => {
  const t = useTexts(liveTexts);
  const formats = useFormats();
  const { position, expectedWaitSeconds, agentsAvailable, resumesAt, terms } = request;
  // While all agents are away, the pace of the last requests says nothing.
  const isServed = agentsAvailable !== false;
  return (
    <div className={styles['waiting']}>
      <Hourglass size={20} aria-hidden />
      <div>
        {position !== null && (
          <p role="status" className={styles['place']}>
            {position === 1 && isServed ? t.next : t.place(formats.number(position))}
          </p>
        )}
        {isServed && expectedWaitSeconds !== null && (
          <p>{t.wait(formats.duration(Math.max(1, Math.ceil(expectedWaitSeconds / SECONDS))))}</p>
        )}
        {resumesAt !== null && <p>{t.resumes(formats.dateTime(resumesAt))}</p>}
        {resumesAt === null && !isServed && <p>{t.nobodyAvailable}</p>}
        {terms === 'standard' && <p>{t.standard}</p>}
        <p className={styles['muted']}>{hint}</p>
      </div>
    </div>
  );
};
