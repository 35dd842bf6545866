import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useTheme } from '../../app/theme.js';
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
}

const HEIGHT = 220;
/** Lines differ by colour and by their dashes. */
const COLOURS = ['--accent', '--bad', '--ok', '--warn', '--muted', '--text'] as const;
const DASHES: readonly number[][] = [[], [6, 4], [2, 3], [10, 3, 2, 3]];

/** A colour of the theme as a canvas takes it. */
const colourOf = (element: HTMLElement, name: string): string => {
  element.style.color = `var(${name})`;
  const { color } = getComputedStyle(element);
  element.style.color = '';
  return color;
};

const optionsFor = (element: HTMLElement, { names, lines, valueText }: LineChartProps): UPlot.Options => {
  const [text, grid] = [colourOf(element, '--muted'), colourOf(element, '--line')];
  const axis = { stroke: text, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 } };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    scales: { x: { time: false } },
    legend: { live: false },
    cursor: { y: false },
    series: [
      {},
      ...lines.map(({ name }, index) => ({
        label: name,
        stroke: colourOf(element, COLOURS[index % COLOURS.length] ?? '--accent'),
        width: 2,
        dash: DASHES[Math.floor(index / COLOURS.length + (index % 2)) % DASHES.length] ?? [],
        points: { show: names.length <= 60, size: 6 },
        spanGaps: true,
      })),
    ],
    axes: [
      { ...axis, incrs: [1, 2, 3, 6, 12, 24, 48, 96, 192], values: (_, at) => at.map((index) => names[index] ?? '') },
      { ...axis, size: 72, values: (_, at) => at.map(valueText) },
    ],
  };
};

const LineChart = (props: LineChartProps) => {
  const { label, names, lines } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [theme] = useTheme();
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const data: UPlot.AlignedData = [names.map((_, index) => index), ...lines.map(({ values }) => [...values])];
    let chart = new UPlot(optionsFor(element, props), data, element);
    const draw = (): void => {
      chart.destroy();
      chart = new UPlot(optionsFor(element, props), data, element);
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
    // Drawn again when its data change, or the theme.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [JSON.stringify([names, lines]), theme]);
  return (
    <figure className={styles['figure']}>
      <figcaption className={styles['caption']}>{label}</figcaption>
      <div ref={frame} role="img" aria-label={label} className={styles['frame']} />
    </figure>
  );
};

export default LineChart;
