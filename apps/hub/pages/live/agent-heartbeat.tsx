import { Link, useRouterState } from '@tanstack/react-router';
import { Headset } from 'lucide-react';
import { useEffect } from 'react';
import { client } from '../../api/client.js';
import { useResource } from '../../api/resource.js';
import { useTexts } from '../../texts/language-context.js';
import { liveDeskTexts } from './live.texts.js';
import { ownAgentResource } from './live-resources.js';
import styles from './agent-heartbeat.module.css';

/** Beats come three times within the time that an agent may be silent. */
const BEATS = 3;

/**
 * Keeps an agent who is available so, on every page of the hub, and says when a chat or call is assigned. Agents whose
 * browser is closed or asleep do not beat, and are away soon.
 */
const AgentHeartbeat = () => {
  const t = useTexts(liveDeskTexts);
  const { data } = useResource(ownAgentResource);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const isAvailable = data?.availability === 'available';
  const channels = data?.takes.join();
  const seconds = data?.heartbeatSeconds ?? 90;
  useEffect(() => {
    if (!isAvailable || channels === undefined) return undefined;
    const beat = (): void => {
      const takes = (['chat', 'callback'] as const).filter((channel) => channels.split(',').includes(channel));
      // A beat that fails is followed by the next one.
      client
        .put('/v1/desk/availability', { body: { availability: 'available', channels: takes } })
        .catch(() => undefined);
    };
    const timer = setInterval(beat, (seconds * 1_000) / BEATS);
    return () => clearInterval(timer);
  }, [isAvailable, channels, seconds]);
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
