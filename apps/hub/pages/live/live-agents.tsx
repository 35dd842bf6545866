import { useResource } from '../../api/resource.js';
import { Badge } from '../../design/badge.js';
import { Card } from '../../design/card.js';
import { Loaded } from '../../design/loaded.js';
import { useTexts } from '../../texts/language-context.js';
import { agentsResource } from '../desk/desk-resources.js';
import { liveDeskTexts } from './live.texts.js';
import styles from './live.module.css';

/** Who is available, and who works on a chat or call. */
export const LiveAgents = () => {
  const t = useTexts(liveDeskTexts);
  const agents = useResource(agentsResource);
  return (
    <Card title={t.agents}>
      <Loaded of={agents} lines={2}>
        {({ items }) => (
          <ul className={styles['agents']}>
            {items
              .filter(({ retired }) => !retired)
              .map(({ agentId, name, availability, engaged }) => (
                <li key={agentId}>
                  <span className={styles['agentName']}>{name ?? agentId}</span>
                  {engaged ? (
                    <Badge tone="accent">{t.engaged[engaged.channel]}</Badge>
                  ) : (
                    <Badge tone={availability === 'available' ? 'ok' : 'neutral'}>{t[availability]}</Badge>
                  )}
                </li>
              ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
};
