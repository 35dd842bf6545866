import { Globe } from 'lucide-react';
import { Button } from '../design/button.js';
import { classes } from '../design/classes.js';
import { Menu, MenuChoice } from '../design/menu.js';
import { useSelf } from '../session/self.js';
import { useTexts } from '../texts/language-context.js';
import { useZone } from '../time/zone-context.js';
import { shellTexts } from './shell.texts.js';
import styles from './shell.module.css';

/** Shows the time zone of the page's times, and changes it: to that of the browser, of the team, or UTC. */
export const ZoneMenu = () => {
  const t = useTexts(shellTexts);
  const { team } = useSelf();
  const { zone, browserZone, choose } = useZone();
  const zones = [...new Set([browserZone, ...(team ? [team.timeZone] : []), 'UTC', zone])];
  const labelOf = (one: string): string => {
    if (one === browserZone) return t.zoneOfBrowser(one);
    return one === team?.timeZone ? t.zoneOfTeam(one) : one;
  };
  return (
    <Menu
      button={
        <Button weight="plain" title={t.zoneTitle} aria-label={t.zone(zone)}>
          <Globe size={16} aria-hidden />
          <span className={classes(styles['zone'], styles['wideOnly'])}>{zone}</span>
          <span className={classes(styles['zone'], styles['onPhone'])}>
            {zone.split('/').at(-1)?.replaceAll('_', ' ')}
          </span>
        </Button>
      }
    >
      <MenuChoice name={t.zoneTitle} value={zone} values={zones} labelOf={labelOf} onChoose={choose} />
    </Menu>
  );
};
