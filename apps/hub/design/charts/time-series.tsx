import { lazy, Suspense } from 'react';
import { LoadingPage } from '../loading-page.js';
import { mendLanguage } from './chart-language.js';
import { Legend } from './legend.js';
import type { LineChartProps } from './line-chart.js';
import { colourFor, dashFor } from './line-look.js';
import styles from './time-series.module.css';

/** The library that draws is loaded when the first chart is shown. */
const LineChart = lazy(() => {
  mendLanguage(navigator, document.documentElement.lang || 'en');
  return import('./line-chart.js');
});

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

/** Lines over time. Show the numbers in a table too: this is a picture. It has its height before it is drawn. */
export const TimeSeries = (props: LineChartProps) => (
  <figure className={styles['figure']}>
    <figcaption className={styles['caption']}>{props.label}</figcaption>
    <LineLegend lines={props.lines} />
    <div className={styles['drawing']}>
      <Suspense fallback={<LoadingPage lines={3} />}>
        <LineChart {...props} />
      </Suspense>
    </div>
  </figure>
);
