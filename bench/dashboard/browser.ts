// The page of the dashboard, in Chromium.
import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {PageBrowser} from '../chromium.ts';

const STYLE = `
  body { margin: 24px; font-family: sans-serif; }
  .css-grid { display: grid; grid-template-columns: repeat(12, minmax(0, 1fr)); grid-auto-rows: 98px; gap: 14px; }
  .css-grid > .item { position: relative; }
  .handle { position: absolute; inset: 7px auto auto 7px; inline-size: 28px; block-size: 28px; }
`;

const ENTRY = "import '@tenantry/elements/define/resource-dashboard.js';\nimport './page.ts';";

export const startDashboardBrowser = async (): Promise<PageBrowser> => {
  const gridStack = await readFile(fileURLToPath(import.meta.resolve('gridstack/dist/gridstack.min.css')), 'utf8');
  return PageBrowser.start({title: 'Dashboard', style: gridStack + STYLE, entry: ENTRY, folder: import.meta.dirname});
};
