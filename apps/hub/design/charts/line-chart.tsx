import { useEffect, useEffectEvent, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useTheme } from '../../app/theme.js';
import { Legend } from './legend.js';
import styles from './line-chart.module.css';

/** A line: a value for each name on the axis; null where there is none. */
export interface Line {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** Axis, lines and number format of a line chart. */
export interface LineChartProps {
  readonly label: string;
  /** Names on the axis, such as months, in order. */
  readonly names: readonly string[];
  readonly lines: readonly Line[];
  readonly valueText: (value: number) => string;
  /** Distances of the marks on the axis of values, from which the chart takes one. */
  readonly steps?: readonly number[] | undefined;
}

const HEIGHT = 220;
/** Lines differ by colour and by their dashes. None has a colour that means good or bad elsewhere. */
const COLOURS = ['--accent', '--series-2', '--series-3', '--series-4', '--muted', '--text'] as const;
const DASHES: readonly number[][] = [[], [6, 4], [2, 3], [10, 3, 2, 3]];

/** A colour of the theme as a canvas takes it. */
const colourOf = (element: HTMLElement, name: string): string => {
  element.style.color = `var(${name})`;
  const { color } = getComputedStyle(element);
  element.style.color = '';
  return color;
};

/** Distance of a label from its axis, px. */
const GAP = 14;

/** The width of the widest of some texts, px. */
const widthOf = (font: string, texts: readonly string[]): number => {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return 0;
  context.font = font;
  return Math.ceil(Math.max(0, ...texts.map((text) => context.measureText(text).width)));
};

const colourFor = (index: number) => COLOURS[index % COLOURS.length] ?? '--accent';
const dashFor = (index: number): number[] =>
  DASHES[Math.floor(index / COLOURS.length + (index % 2)) % DASHES.length] ?? [];

const optionsFor = (element: HTMLElement, { names, lines, valueText, steps }: LineChartProps): UPlot.Options => {
  const [text, grid] = [colourOf(element, '--muted'), colourOf(element, '--line')];
  const font = `12px ${getComputedStyle(element).fontFamily}`;
  const axis = { font, stroke: text, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 } };
  const nameWidth = widthOf(font, names);
  return {
    width: element.clientWidth,
    height: HEIGHT,
    // The last name is centred below the right edge.
    padding: [8, Math.ceil(nameWidth / 2) + 4, 0, 0],
    scales: { x: { time: false }, y: { range: (_, least, most) => [Math.min(0, least), most > 0 ? most * 1.08 : 1] } },
    legend: { show: false },
    cursor: { y: false },
    series: [
      {},
      ...lines.map(({ name }, index) => ({
        label: name,
        stroke: colourOf(element, colourFor(index)),
        width: 2,
        dash: dashFor(index),
        points: { show: names.length <= 60, size: 6 },
        spanGaps: true,
      })),
    ],
    axes: [
      {
        ...axis,
        incrs: [1, 2, 3, 6, 12, 24, 48, 96, 192],
        space: nameWidth + GAP,
        values: (_, at) => at.map((index) => names[index] ?? ''),
      },
      {
        ...axis,
        ...(steps ? { incrs: [...steps] } : {}),
        // The first name is centred below the left edge.
        size: (_, texts) => Math.max(widthOf(font, texts ?? []) + GAP, Math.ceil(nameWidth / 2) + 4),
        values: (_, at) => at.map(valueText),
      },
    ],
  };
};

/** The lines of a chart by name, each as it is drawn. */
const LineLegend = ({ lines }: Pick<LineChartProps, 'lines'>) => (
  <Legend
    keys={lines.map(({ name }, index) => ({
      name,
      swatch: (
        <svg width="24" height="8" className={styles['swatch']} style={{ color: `var(${colourFor(index)})` }}>
          <line x1="0" y1="4" x2="24" y2="4" strokeDasharray={dashFor(index).join(' ')} />
        </svg>
      ),
    }))}
  />
);

const LineChart = (props: LineChartProps) => {
  const { label, names, lines } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [theme] = useTheme();
  const drawn = JSON.stringify([names, lines]);
  const chartIn = useEffectEvent((element: HTMLElement) => {
    const data: UPlot.AlignedData = [names.map((_, index) => index), ...lines.map(({ values }) => [...values])];
    return new UPlot(optionsFor(element, props), data, element);
  });
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    let chart = chartIn(element);
    const draw = (): void => {
      chart.destroy();
      chart = chartIn(element);
    };
    const resizing = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: HEIGHT }));
    resizing.observe(element);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', draw);
    return () => {
      scheme.removeEventListener('change', draw);
      resizing.disconnect();
      chart.destroy();
    };
  }, [drawn, theme]);
  return (
    <figure className={styles['figure']}>
      <figcaption className={styles['caption']}>{label}</figcaption>
      <LineLegend lines={lines} />
      <div ref={frame} role="img" aria-label={label} className={styles['frame']} />
    </figure>
  );
};

export default LineChart;
