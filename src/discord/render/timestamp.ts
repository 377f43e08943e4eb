/**
 * A time that Discord shows in each reader's own time zone and language (Reference, Message Formatting): with the day of
 * the week, or short.
 * @param milliseconds since 1970
 */
export function timestamp(milliseconds: number, length: 'long' | 'short'): string {
  return `<t:${Math.floor(milliseconds / 1000)}:${length === 'long' ? 'F' : 'f'}>`;
}
