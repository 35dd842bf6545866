import { Link } from '@tanstack/react-router';
import { MessagesSquare, Phone } from 'lucide-react';
import { useResource } from '../../api/resource.js';
import { useMoment } from '../../app/moment.js';
import { Card } from '../../design/card.js';
import { LoadingPage } from '../../design/loading-page.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import styles from './overview-page.module.css';
import { overviewTexts } from './overview-page.texts.js';
import { openCallbacks, openChats } from './resources.js';

/** Chats and callbacks that wait or are under way. Nothing if there are none. */
export const LiveNow = () => {
  const t = useTexts(overviewTexts);
  const formats = useFormats();
  const { isPast } = useMoment();
  const [openChat, openCallback] = [
    useResource(openChats, { enabled: !isPast }),
    useResource(openCallbacks, { enabled: !isPast }),
  ];
  const chats = openChat.data?.items ?? [];
  const callbacks = openCallback.data?.items ?? [];
  // What is below waits for it, to avoid layout shifts.
  if (openChat.isAwaited || openCallback.isAwaited) return <LoadingPage lines={2} />;
  if (isPast || chats.length + callbacks.length === 0) return null;
  const place = (position: number | null, otherwise: string): string =>
    position === null ? otherwise : t.place(formats.number(position));
  return (
    <Card title={t.live}>
      <ul className={styles['rows']}>
        {chats.map(({ chatId, position }) => (
          <li key={chatId} className={styles['live']}>
            <MessagesSquare size={16} aria-hidden />
            <Link to="/chats/$chatId" params={{ chatId }}>
              {t.chat}
            </Link>
            <span className={styles['muted']}>{place(position, t.active)}</span>
          </li>
        ))}
        {callbacks.map(({ callbackId, position }) => (
          <li key={callbackId} className={styles['live']}>
            <Phone size={16} aria-hidden />
            <Link to="/callbacks/$callbackId" params={{ callbackId }}>
              {t.callback}
            </Link>
            <span className={styles['muted']}>{place(position, t.calling)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
};
