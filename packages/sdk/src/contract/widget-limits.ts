/** The kinds of tiles that Tenantry draws itself. Others are the host's, or of a newer version. */
export const WIDGET_TYPES = ['bareMetal', 'virtualMachine', 'kubernetes', 'slurm', 'gpu', 'jobs', 'links'] as const;

/** How wide a tile can be, in columns of twelve. */
export const WIDGET_COLUMNS = [1, 2, 3, 4, 6, 8, 12] as const;
export const WIDGET_ROWS_MAX = 6;
/** How many tiles a layout may hold. */
export const WIDGETS_MAX = 40;
export const WIDGET_TITLE_MAX = 80;
export const WIDGET_OPTIONS_MAX = 20;
