// Icons of what a dashboard is arranged with, by paths on a grid of 16 px.

export const grip =
  'M5.9 4a.1.1 0 1 0 .2 0 .1.1 0 1 0-.2 0M9.9 4a.1.1 0 1 0 .2 0 .1.1 0 1 0-.2 0M5.9 8a.1.1 0 1 0 .2 0 .1.1 0 1 0-.2 0M9.9 8a.1.1 0 1 0 .2 0 .1.1 0 1 0-.2 0M5.9 12a.1.1 0 1 0 .2 0 .1.1 0 1 0-.2 0M9.9 12a.1.1 0 1 0 .2 0 .1.1 0 1 0-.2 0';
export const upwards = 'M8 12.5v-9M4.75 6.75 8 3.5l3.25 3.25';
export const downwards = 'M8 3.5v9M4.75 9.25 8 12.5l3.25-3.25';
export const leftwards = 'M12.5 8h-9M6.75 4.75 3.5 8l3.25 3.25';
export const rightwards = 'M3.5 8h9M9.25 4.75 12.5 8l-3.25 3.25';
export const lower = 'M3.5 8h9M8 2v4M6 4.5l2 1.75 2-1.75M8 14v-4M6 11.5l2-1.75 2 1.75';
export const higher = 'M3.5 2.5h9M3.5 13.5h9M8 5v6M6 6.5 8 5l2 1.5M6 9.5 8 11l2-1.5';
export const narrower = 'M8 3.5v9M2 8h4M4.5 6 6.25 8 4.5 10M14 8h-4M11.5 6 9.75 8l1.75 2';
export const wider = 'M2.5 3.5v9M13.5 3.5v9M5 8h6M6.5 6 5 8l1.5 2M9.5 6 11 8l-1.5 2';
export const back = 'M5.5 3.5 2.75 6.25 5.5 9M3 6.25h6.25a3.5 3.5 0 0 1 0 7H6';
export const forth = 'M10.5 3.5l2.75 2.75L10.5 9M13 6.25H6.75a3.5 3.5 0 0 0 0 7H10';
