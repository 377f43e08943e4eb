/** Discord's limits, each with the page of its developer documentation that it stands on. */
export const LIMITS = {
  /** Resources, Message: all lengths in characters. */
  content: 2000,
  embedTitle: 256,
  embedDescription: 4096,
  embedFooter: 2048,
  /** Title, description, fields, footer and author of all embeds of a message together. */
  embedTotal: 6000,
  /** Components, Component Reference. */
  buttonLabel: 80,
  buttonsPerRow: 5,
  customId: 100,
  selectOptions: 25,
  selectOptionText: 100,
  selectPlaceholder: 150,
  /** Interactions, Receiving and Responding: Autocomplete. */
  choices: 25,
  choiceText: 100,
  /** Interactions, Application Commands. */
  commandDescription: 100,
  stringOption: 6000,
  /** Resources, Message, Pin Message. */
  pins: 250,
  /** Resources, Audit Log: X-Audit-Log-Reason. */
  auditLogReason: 512,
} as const;

/** Times in milliseconds (Interactions, Receiving and Responding). */
export const DEADLINES = {
  /** Discord wants the first response within 3 s; the rest is for the network. */
  deferAfter: 2000,
  /** A token lives 15 min; the last minute is for the apology. */
  giveUpAfter: 14 * 60_000,
} as const;

/** JSON error codes (Topics, Opcodes and Status Codes). */
export const DISCORD_ERRORS = {
  unknownInteraction: 10062,
  alreadyAcknowledged: 40060,
  tooManyPins: 30003,
} as const;
