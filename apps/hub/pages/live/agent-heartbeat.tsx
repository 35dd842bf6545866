import { Link, useRouterState } from '@tanstack/react-router';
import { Headset } from 'lucide-react';
import { useEffect } from 'react';
import { client } from '../../api/client.js';
import { useResource } from '../../api/resource.js';
import { inOneTab } from '../../live/one-tab.js';
import { useTexts } from '../../texts/language-context.js';
import { liveDeskTexts } from './live.texts.js';
import { ownAgentResource } from './live-resources.js';
import styles from './agent-heartbeat.module.css';
import { unlessChanging } from './availability-lock.js';

/** Beats come three times within the time that an agent may be silent. */
const BEATS = 3;

/** Name of what one tab does for all of them. */
const BEATING_TAB = 'ledgerdesk-heartbeat';

/** Says what the engine has, and not what this page remembers: the agent may have gone away elsewhere. */
const beat = async (): Promise<void> => {
  const { data } = await client.get('/v1/desk/me');
  if (data.availability !== 'available') return;
  await client.put('/v1/desk/availability', { body: { availability: 'available', channels: [...data.takes] } });
};

/**
 * Keeps an agent who is available so, on every page of the hub, and says when a chat or call is assigned. Agents whose
 * browser is closed or asleep do not beat, and are away soon.
 */
const AgentHeartbeat = () => {
  const t = useTexts(liveDeskTexts);
  const { data } = useResource(ownAgentResource);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const isAvailable = data?.availability === 'available';
  const seconds = data?.heartbeatSeconds ?? 90;
  useEffect(() => {
    if (!isAvailable) return undefined;
    return inOneTab(BEATING_TAB, () => {
      // A beat that fails is followed by the next one.
      const timer = setInterval(() => void unlessChanging(beat).catch(() => undefined), (seconds * 1_000) / BEATS);
      return () => clearInterval(timer);
    });
  }, [isAvailable, seconds]);
  if (!data?.engaged || path.endsWith('/live')) return null;
  const { channel, requester, team } = data.engaged;
  return (
    <div role="status" className={styles['offer']}>
      <Headset size={16} aria-hidden />
      <span>
        {t.offered[channel]}: {t.with(requester?.name ?? t.somebody, team?.name ?? '')}
      </span>
      <Link to="/live">{t.show}</Link>
    </div>
  );
};

export default AgentHeartbeat;
