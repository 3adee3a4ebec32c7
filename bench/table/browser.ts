// The page of the table, in Chromium.
import {PageBrowser} from '../chromium.ts';

const STYLE = `
  body { margin: 24px; font-family: sans-serif; }
  .by-hand { border: 1px solid #cdd6da; border-radius: 8px; overflow: clip; font-size: 13px; }
  .by-hand table { inline-size: 100%; border-spacing: 0; table-layout: fixed; }
  .by-hand :is(th, td) { padding: 0 10px; font-weight: 400; text-align: start; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .by-hand :is(th, td):not([colspan]) { border-block-end: 1px solid #e3e8eb; }
  .by-hand [colspan] { padding: 0; }
  .by-hand .row { block-size: var(--row); }
  .by-hand thead th { position: sticky; inset-block-start: 0; block-size: 34px; background: #eef2f4; }
  .by-hand .badge { display: inline-grid; grid-template-columns: 14px auto; column-gap: 7px; align-items: center; line-height: 1.25; vertical-align: middle; }
  .by-hand .also { grid-column: 2; font-size: 12px; color: #56676f; }
  .by-hand svg { inline-size: 14px; block-size: 14px; fill: none; stroke: currentColor; stroke-width: 1.75; }
  .by-hand bdi { overflow: hidden; text-overflow: ellipsis; }
  .by-hand button { padding: 0; border: 0; background: none; font: inherit; }
`;

const ENTRY = "import '@tenantry/elements/define/tenant-user-table.js';\nimport './page.ts';";

/** Starts the browser with the page of the bench, or with another script in it. */
export const startTableBrowser = ({entry = ENTRY} = {}): Promise<PageBrowser> =>
  PageBrowser.start({title: 'Users', style: STYLE, entry, folder: import.meta.dirname});
