/**
 * What a command is called where a text names it: a mention that can be clicked, or its name.
 * @param path the command's English name and its subcommand's: `faq review`
 * @param locale one of Discord's: for a name that is no mention
 */
export type CommandNaming = (path: string, locale: string) => string;

/** How a catalogue names commands. */
export interface Naming {
  readonly command: (path: string) => string;
  /** For another catalogue that is to name them the same way. */
  readonly naming: CommandNaming;
}
