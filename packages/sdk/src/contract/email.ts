const LOCAL = /^[^\s@"(),:;<>[\\\]]{1,64}$/u;
const DOMAIN = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/** The address as it is stored: trimmed, NFC, its domain in A-labels and lower case (L4). `null` when it is not an address. */
export const normalizeEmail = (value: string): string | null => {
  const trimmed = value.trim().normalize('NFC');
  const at = trimmed.lastIndexOf('@');
  const local = trimmed.slice(0, at);
  if (at < 1 || !LOCAL.test(local) || local.startsWith('.') || local.endsWith('.') || local.includes('..')) {
    return null;
  }
  const domain = asciiDomain(trimmed.slice(at + 1));
  return domain !== null && local.length + 1 + domain.length <= 254 ? `${local}@${domain}` : null;
};

const asciiDomain = (domain: string): string | null => {
  // What a URL parser would read as something else than the host's name is no domain.
  if (/[\s%/?#:@[\]\\]/.test(domain) || !URL.canParse(`http://${domain}`)) {
    return null;
  }
  const {hostname} = new URL(`http://${domain}`);
  return DOMAIN.test(hostname) ? hostname : null;
};
