import { useEffect, useEffectEvent, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useTheme } from '../../app/theme.js';
import { colourFor, dashFor } from './line-look.js';
import styles from './time-series.module.css';

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

/** As in time-series.module.css. */
const HEIGHT = 220;

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
        dash: [...dashFor(index)],
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

/** The drawing of a line chart, without its caption and legend. */
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
  return <div ref={frame} role="img" aria-label={label} className={styles['frame']} />;
};

export default LineChart;
