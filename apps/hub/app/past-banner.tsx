import { Link, useMatches } from '@tanstack/react-router';
import { History } from 'lucide-react';
import { useTexts } from '../texts/language-context.js';
import { useFormats } from '../time/formats.js';
import { useMoment } from './moment.js';
import { shellTexts } from './shell.texts.js';
import styles from './shell.module.css';

/** Says that a page shows the past, and leads back to now. */
export const PastBanner = () => {
  const t = useTexts(shellTexts);
  const formats = useFormats();
  const { asOf } = useMoment();
  const knowsPast = useMatches({ select: (matches) => matches.at(-1)?.staticData.knowsPast ?? false });
  if (asOf === undefined) return null;
  const isInstant = !Number.isNaN(Date.parse(asOf)) && asOf.includes('-');
  return (
    <div role="status" className={styles['banner']}>
      <History size={16} aria-hidden />
      {knowsPast ? t.past(isInstant ? formats.withZone(asOf) : asOf) : t.pastUnknown}
      <Link to="." search={(search) => ({ ...search, asOf: undefined })}>
        {t.toNow}
      </Link>
    </div>
  );
};
