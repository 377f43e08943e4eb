/** Where a link or a picture leads. */
export type Address =
  /** What Discord links. */
  | { readonly kind: 'web'; readonly url: string }
  /** That of a mailbox or a telephone, without its scheme: Discord doesn't link it. */
  | { readonly kind: 'contact'; readonly text: string }
  /** Only meant with the address of its page, which isn't known. */
  | { readonly kind: 'relative' }
  /** Nothing that can be opened from Discord. */
  | { readonly kind: 'none' };

/** @param base the address of the page that it stands on, where that has one */
export function resolveAddress(written: string, base: string | null): Address {
  const address = written.trim();
  if (address === '') return { kind: 'none' };
  if (/^https?:\/\//i.test(address)) return webAddress(address);
  if (address.startsWith('//')) return webAddress(`https:${address}`);
  const [, scheme] = /^([a-z][a-z0-9+.-]{1,30}):/i.exec(address) ?? [];
  if (scheme !== undefined) {
    return /^(?:mailto|tel)$/i.test(scheme)
      ? { kind: 'contact', text: address.slice(scheme.length + 1) }
      : { kind: 'none' };
  }
  if (base === null || !URL.canParse(address, base)) return { kind: 'relative' };
  return webAddress(new URL(address, base).href);
}

function webAddress(url: string): Address {
  return URL.canParse(url)
    ? { kind: 'web', url: url.replace(/^https?/i, (scheme) => scheme.toLowerCase()) }
    : { kind: 'none' };
}
