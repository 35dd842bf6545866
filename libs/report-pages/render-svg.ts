import type { TopLevelSpec } from 'vega-lite';

/** Renders a chart as an SVG document, without a browser. The same chart gives the same text. */
export const renderSvg = async (spec: TopLevelSpec): Promise<string> => {
  const [{ compile }, vega] = await Promise.all([import('vega-lite'), import('vega')]);
  vega.resetSVGDefIds();
  const view = new vega.View(vega.parse(compile(spec).spec), { renderer: 'none' });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
};
