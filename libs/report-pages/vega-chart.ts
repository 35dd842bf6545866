import type { TopLevelSpec } from 'vega-lite';
import { chartPoints, hourCells } from './chart-points.js';
import type { ChartPlan } from './chart-plans.js';
import { DAY_NAMES } from './group-label.js';
import type { PicturedReport } from './report.js';

/** Colours that people with colour-blindness can tell apart (Okabe and Ito), blue and orange first. */
const COLORS = ['#0072b2', '#d55e00', '#999999', '#56b4e9', '#009e73', '#e69f00', '#cc79a7', '#f0e442', '#333333'];
const WIDTH = 720;
const HEIGHT = 240;
/** Buckets beyond which points of lines are not drawn. */
const MANY = 60;

const FONT = 'system-ui, -apple-system, "Segoe UI", sans-serif';

const CONFIG = {
  font: FONT,
  background: 'white',
  range: { category: COLORS },
  axis: { labelLimit: 220, titleFontWeight: 'normal', gridColor: '#e5e5e5' },
  legend: { titleFontWeight: 'normal', labelLimit: 220 },
  title: { anchor: 'start', fontSize: 15, fontWeight: 600 },
  view: { stroke: null },
} as const;

const heatmap = (report: PicturedReport, plan: ChartPlan): TopLevelSpec => ({
  title: { text: plan.title, subtitle: 'by hour of the week, local time' },
  data: { values: [...hourCells(report, plan)] },
  width: WIDTH,
  height: HEIGHT,
  mark: { type: 'rect', tooltip: false },
  encoding: {
    x: {
      field: 'hour',
      type: 'ordinal',
      scale: { domain: Array.from({ length: 24 }, (_, hour) => hour) },
      axis: { labelAngle: 0 },
    },
    y: { field: 'day', type: 'ordinal', scale: { domain: [...DAY_NAMES] }, title: null },
    color: { field: 'value', type: 'quantitative', title: plan.unit, scale: { scheme: 'blues', domainMin: 0 } },
  },
});

const seriesChart = (report: PicturedReport, plan: ChartPlan): TopLevelSpec => {
  const { axis, points, series, leftOut } = chartPoints(report, plan);
  const places = [...new Set(points.map(({ x }) => x))];
  const place = {
    field: 'x',
    type: 'ordinal',
    sort: null,
    title: null,
    axis: { labelAngle: axis === 'buckets' ? -45 : 0, labelOverlap: 'parity' },
  } as const;
  const value = {
    field: 'value',
    type: 'quantitative',
    title: plan.unit,
    axis: { format: ',.2~f' },
    scale: { zero: true },
    stack: plan.shape === 'stack' ? 'zero' : null,
  } as const;
  const isLines = axis === 'buckets' && plan.shape === 'lines';
  return {
    title: { text: plan.title, ...(leftOut > 0 && { subtitle: `without ${leftOut} smaller groups` }) },
    data: { values: [...points] },
    width: WIDTH,
    height: axis === 'buckets' ? HEIGHT : { step: plan.shape === 'stack' ? 24 : 16 },
    mark: isLines ? { type: 'line', point: places.length <= MANY, strokeWidth: 2 } : { type: 'bar' },
    encoding: {
      ...(axis === 'buckets' ? { x: place, y: value } : { y: place, x: value }),
      ...(axis !== 'buckets' && plan.shape === 'lines' && { yOffset: { field: 'series', sort: [...series] } }),
      color: {
        field: 'series',
        type: 'nominal',
        sort: [...series],
        scale: { domain: [...series] },
        // Where each figure has a place of its own, the axis names it.
        legend: axis === 'figures' ? null : { title: null },
      },
      order: { field: 'series', sort: 'ascending' },
    },
  };
};

/** Returns a chart of a report in Vega-Lite. By hour of the week it is a map of days and hours. */
export const vegaChart = (report: PicturedReport, plan: ChartPlan): TopLevelSpec => {
  const byHour = report.items.some(({ group }) => group['hourOfWeek'] !== undefined);
  return { ...(byHour ? heatmap(report, plan) : seriesChart(report, plan)), config: CONFIG };
};
