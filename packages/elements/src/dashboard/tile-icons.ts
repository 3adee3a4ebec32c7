// Icons of what stands on a dashboard, by paths on a grid of 16 px.

export const server =
  'M3.5 2.75h9a1 1 0 0 1 1 1V6a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1V3.75a1 1 0 0 1 1-1zM3.5 9h9a1 1 0 0 1 1 1v2.25a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1V10a1 1 0 0 1 1-1zM5 4.9v.01M5 11.1v.01';
export const machine =
  'M4 2.75h8a1.5 1.5 0 0 1 1.5 1.5v5.25a1.5 1.5 0 0 1-1.5 1.5H4a1.5 1.5 0 0 1-1.5-1.5V4.25A1.5 1.5 0 0 1 4 2.75zM6 13.5h4M6.5 5.25h3v3h-3z';
export const cluster =
  'M8 1.75 13.5 5v6L8 14.25 2.5 11V5zM6.25 8a1.75 1.75 0 1 0 3.5 0 1.75 1.75 0 1 0-3.5 0M8 1.75v4.5M6.5 9l-4 2M9.5 9l4 2';
export const queue = 'M2.5 3.5h6M2.5 8h11M2.5 12.5h4M11 3.5h.01M13.5 3.5h.01M9 12.5h.01M11.25 12.5h.01M13.5 12.5h.01';
export const chip =
  'M4.5 4.5h7v7h-7zM6.75 6.75h2.5v2.5h-2.5zM6.5 4.5v-2M9.5 4.5v-2M6.5 13.5v-2M9.5 13.5v-2M4.5 6.5h-2M4.5 9.5h-2M13.5 6.5h-2M13.5 9.5h-2';
export const list = 'M6 4h7.5M6 8h7.5M6 12h7.5M3 4v.01M3 8v.01M3 12v.01';
export const notebook =
  'M5.25 2.5h6.5A1.25 1.25 0 0 1 13 3.75v8.5a1.25 1.25 0 0 1-1.25 1.25h-6.5A1.25 1.25 0 0 1 4 12.25v-8.5A1.25 1.25 0 0 1 5.25 2.5zM4 5.5H2.5M4 8H2.5M4 10.5H2.5M7 6h3.25M7 8.5h2';
export const prompt = 'M3 3.5h10V11H8.5l-3 2.5V11H3zM5.75 7.25h.01M8 7.25h.01M10.25 7.25h.01';
export const external = 'M9.5 2.75h3.75V6.5M13.25 2.75 7.5 8.5M11.5 9.5v3.25H3.25V4.5H6.5';
export const unavailable = 'M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5zM8 5v3.5M8 10.9v.01';
