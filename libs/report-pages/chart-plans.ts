/** What a chart of a report shows. */
export interface ChartPlan {
  readonly title: string;
  /** Title of the axis of values. */
  readonly unit: string;
  /** Paths of figures. The first one stands for the chart where figures are split by group. */
  readonly figures: readonly string[];
  /** `stack`: parts of a whole that add up; `lines`: values beside each other. */
  readonly shape: 'stack' | 'lines';
}

const distribution = (title: string, path: string): ChartPlan => ({
  title,
  unit: 'minutes',
  figures: [`${path}.median`, `${path}.p90`, `${path}.max`],
  shape: 'lines',
});

const PLANS: Readonly<Record<string, readonly ChartPlan[]>> = {
  responses: [
    {
      title: 'Response targets',
      unit: 'clocks',
      figures: ['met', 'breached', 'solvedUnanswered', 'running'],
      shape: 'stack',
    },
    distribution('Time to answer', 'wallMinutes'),
    distribution('Time to answer in business hours', 'businessMinutes'),
  ],
  backlog: [
    {
      title: 'Open tickets at the end',
      unit: 'tickets',
      figures: ['waitingForSupport', 'waitingForRequester', 'onHold'],
      shape: 'stack',
    },
    { title: 'Opened and solved', unit: 'tickets', figures: ['opened', 'solved', 'reopened'], shape: 'lines' },
  ],
  'follow-ups': [
    {
      title: 'Solved tickets that came back',
      unit: 'tickets',
      figures: ['solved', 'returned', 'reopened', 'followedUp'],
      shape: 'lines',
    },
    { title: 'Share that came back', unit: 'share', figures: ['returnRate'], shape: 'lines' },
  ],
  chats: [
    {
      title: 'Chats',
      unit: 'chats',
      figures: ['answered', 'abandoned', 'missed', 'withdrawn', 'open'],
      shape: 'stack',
    },
    distribution('Wait for an agent', 'waitMinutes'),
  ],
  callbacks: [
    {
      title: 'Callbacks',
      unit: 'callbacks',
      figures: ['answered', 'abandoned', 'missed', 'withdrawn', 'open'],
      shape: 'stack',
    },
    distribution('Wait for an agent', 'waitMinutes'),
  ],
  'agent-load': [
    { title: 'Answers', unit: 'answers', figures: ['answers'], shape: 'stack' },
    { title: 'Tickets in hand at the end', unit: 'tickets', figures: ['ticketsInHand'], shape: 'stack' },
    { title: 'Time', unit: 'minutes', figures: ['availableMinutes', 'engagedMinutes'], shape: 'lines' },
  ],
  'add-ons': [
    { title: 'Active add-ons at the end', unit: 'add-ons', figures: ['active'], shape: 'stack' },
    { title: 'Gained and lost', unit: 'add-ons', figures: ['gained', 'lost'], shape: 'lines' },
  ],
  patterns: [{ title: 'Requests', unit: 'requests', figures: ['requests'], shape: 'stack' }],
  'what-if': [
    { title: 'Breaches gained and lost', unit: 'clocks', figures: ['gained', 'lost'], shape: 'lines' },
    {
      title: 'Breaches in the log and under the other policies',
      unit: 'clocks',
      figures: ['whatIfBreached', 'breached'],
      shape: 'lines',
    },
  ],
  charges: [{ title: 'Charges', unit: 'charges', figures: ['charges'], shape: 'stack' }],
};

/** Returns the charts of a report. A report that is not known here has one chart, of its first figure. */
export const chartPlansOf = (report: string, paths: readonly string[]): readonly ChartPlan[] => {
  const [first = ''] = paths;
  const plans = PLANS[report] ?? [{ title: report, unit: first, figures: [first], shape: 'stack' }];
  return plans.filter(({ figures }) => figures.some((path) => paths.includes(path)));
};
