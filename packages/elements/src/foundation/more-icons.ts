// Icons of what a page loads later than the table, apart from the table's, so that they are loaded with it.

export const eye =
  'M1.75 8S4 3.75 8 3.75 14.25 8 14.25 8 12 12.25 8 12.25 1.75 8 1.75 8zM6.25 8a1.75 1.75 0 1 0 3.5 0 1.75 1.75 0 1 0-3.5 0';
export const clock = 'M2.25 8a5.75 5.75 0 1 0 11.5 0 5.75 5.75 0 1 0-11.5 0M8 5v3.25l2.25 1.25';
export const done = 'M2 8a6 6 0 1 0 12 0 6 6 0 1 0-12 0M5.4 8.2 7.2 10l3.4-3.9';
export const error = 'M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5zM8 5v3.5M8 10.9v.01';
export const info = 'M2 8a6 6 0 1 0 12 0 6 6 0 1 0-12 0M8 7.25v3.5M8 5.1v.01';
export const refresh = 'M13 8a5 5 0 1 1-1.4-3.5M13.25 2.5v2.75H10.5';
export const copy =
  'M7 5.5h4.5a1.5 1.5 0 0 1 1.5 1.5v4.5a1.5 1.5 0 0 1-1.5 1.5h-4.5a1.5 1.5 0 0 1-1.5-1.5v-4.5a1.5 1.5 0 0 1 1.5-1.5zM10.5 3h-6A1.5 1.5 0 0 0 3 4.5v6';
export const lock =
  'M4.75 7h6.5a1.25 1.25 0 0 1 1.25 1.25v3.5a1.25 1.25 0 0 1-1.25 1.25h-6.5a1.25 1.25 0 0 1-1.25-1.25v-3.5a1.25 1.25 0 0 1 1.25-1.25zM5.25 7V5.25a2.75 2.75 0 0 1 5.5 0V7';
export const exit = 'M6.5 3h-3v10h3M7 8h6.5M11 5.25 13.75 8 11 10.75';
export const device =
  'M4 2.75h8a1.5 1.5 0 0 1 1.5 1.5v5.25a1.5 1.5 0 0 1-1.5 1.5h-8a1.5 1.5 0 0 1-1.5-1.5v-5.25a1.5 1.5 0 0 1 1.5-1.5zM6 13.5h4';
export const chevronDown = 'M4.5 6.25 8 9.75l3.5-3.5';
export const print = 'M4.5 6V2.75h7V6M4.5 11.25H3V6h10v5.25h-1.5M4.5 9.5h7v3.75h-7z';
export const plus = 'M8 3.25v9.5M3.25 8h9.5';
export const close = 'M4 4l8 8M12 4l-8 8';
export const users =
  'M3.75 5.25a2.25 2.25 0 1 0 4.5 0 2.25 2.25 0 1 0-4.5 0M2 13c.3-2.4 1.8-3.75 4-3.75S9.7 10.6 10 13M10.6 3.2a2.25 2.25 0 0 1 0 4.1M11.6 9.6c1.4.5 2.2 1.7 2.4 3.4';
export const ellipsis =
  'M3.05 8a.45.45 0 1 0 .9 0 .45.45 0 1 0-.9 0M7.55 8a.45.45 0 1 0 .9 0 .45.45 0 1 0-.9 0M12.05 8a.45.45 0 1 0 .9 0 .45.45 0 1 0-.9 0';
export const edit = 'm3 13 .6-2.6 7.3-7.3a1.41 1.41 0 0 1 2 2l-7.3 7.3z';
export const key = 'M2.75 10.75a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0M7 9l5.75-5.75M10.5 5.5l1.75 1.75';
export const shield = 'M8 2.25 13 4v3.75c0 3-2.1 5.1-5 6-2.9-.9-5-3-5-6V4z';
export const pause = 'M2.5 8a5.5 5.5 0 1 0 11 0 5.5 5.5 0 1 0-11 0M6.5 6v4M9.5 6v4';
export const play = 'M2.5 8a5.5 5.5 0 1 0 11 0 5.5 5.5 0 1 0-11 0M6.75 5.75v4.5L10.25 8z';
export const trash = 'M3 4.5h10M6.25 4.5V3h3.5v1.5M4.25 4.5l.6 8.5h6.3l.6-8.5';
