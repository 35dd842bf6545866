import { Circle, CircleCheck, CirclePause, CircleX, type LucideIcon } from 'lucide-react';
import type { Schemas } from '@ledgerdesk/client';
import { Badge, type Tone } from '../design/badge.js';
import { defineTexts } from '../texts/catalogue.js';
import { useTexts } from '../texts/language-context.js';

/** Status of a ticket. */
export type Status = Schemas['TicketEssentials']['status'];

/** Statuses of tickets, in the order in which they are usually reached. */
export const STATUSES = ['open', 'on-hold', 'solved', 'closed'] as const satisfies readonly Status[];

/** Names of the statuses. */
export const statusTexts = defineTexts({
  en: { open: 'Open', 'on-hold': 'On hold', solved: 'Solved', closed: 'Closed' },
  ja: { open: '未解決', 'on-hold': '保留中', solved: '解決済み', closed: '終了' },
  de: { open: 'Offen', 'on-hold': 'Zurückgestellt', solved: 'Gelöst', closed: 'Geschlossen' },
});

const LOOKS: Readonly<Record<Status, readonly [LucideIcon, Tone]>> = {
  open: [Circle, 'accent'],
  'on-hold': [CirclePause, 'warn'],
  solved: [CircleCheck, 'ok'],
  closed: [CircleX, 'neutral'],
};

/** The status of a ticket, in an icon, a word and a colour. */
export const TicketStatus = ({ status }: { readonly status: Status }) => {
  const t = useTexts(statusTexts);
  const [Icon, tone] = LOOKS[status];
  return (
    <Badge tone={tone} icon={<Icon size={12} aria-hidden />}>
      {t[status]}
    </Badge>
  );
};
