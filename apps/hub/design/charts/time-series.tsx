import { lazy, Suspense } from 'react';
import { LoadingPage } from '../loading-page.js';
import { mendLanguage } from './chart-language.js';
import type { LineChartProps } from './line-chart.js';

/** The library that draws is loaded when the first chart is shown. */
const LineChart = lazy(() => {
  mendLanguage(navigator, document.documentElement.lang || 'en');
  return import('./line-chart.js');
});

/** Lines over time. Show the numbers in a table too: this is a picture. */
export const TimeSeries = (props: LineChartProps) => (
  <Suspense fallback={<LoadingPage lines={3} />}>
    <LineChart {...props} />
  </Suspense>
);
