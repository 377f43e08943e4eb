/**
 * A time that Discord shows in each reader's own time zone and language (Reference, Message Formatting): with the day of
 * the week, short, or as what is left until then.
 * @param milliseconds since 1970
 */
export function timestamp(milliseconds: number, style: keyof typeof STYLES): string {
  return `<t:${Math.floor(milliseconds / 1000)}:${STYLES[style]}>`;
}

const STYLES = { long: 'F', short: 'f', relative: 'R' } as const;
