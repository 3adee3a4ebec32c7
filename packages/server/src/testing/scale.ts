/** How many: small in `npm test`, full in `npm run soak`. */
export const atScale = ({small, full}: {readonly small: number; readonly full: number}): number =>
  process.env.TENANTRY_SOAK === '1' ? full : small;
