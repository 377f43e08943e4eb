/** What the page can't have shown: a command, message or form that isn't there for this person, or a value that doesn't fit. */
export class NotThere extends Error {
  override readonly name = 'NotThere';
}
