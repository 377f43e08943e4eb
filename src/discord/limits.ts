/** Discord's limits, each with the page of its developer documentation that it stands on. */
export const LIMITS = {
  /** Resources, Message: all lengths in characters. */
  content: 2000,
  embedTitle: 256,
  embedDescription: 4096,
  embedFooter: 2048,
  /** Of a picture: what Discord's servers take. */
  url: 2048,
  /** Title, description, fields, footer and author of all embeds of a message together. */
  embedTotal: 6000,
  /** Its alt text. */
  attachmentDescription: 1024,
  /** Components, Component Reference. */
  buttonLabel: 80,
  buttonsPerRow: 5,
  customId: 100,
  selectOptions: 25,
  selectOptionText: 100,
  selectPlaceholder: 150,
  label: 45,
  labelDescription: 100,
  textInputValue: 4000,
  textInputPlaceholder: 100,
  checkboxes: 10,
  radioOptions: 10,
  /** Interactions, Receiving and Responding: Modal. */
  modalTitle: 45,
  modalFields: 5,
  /** Interactions, Receiving and Responding: Autocomplete. */
  choices: 25,
  choiceText: 100,
  /** Interactions, Application Commands. */
  commandDescription: 100,
  /** Of one application, for everybody, or in one server. */
  slashCommands: 100,
  stringOption: 6000,
  /** Resources, Message, Get Channel Messages. */
  messagesPage: 100,
  /** Resources, Message, Pin Message. */
  pins: 250,
  /** Resources, Channel: of a post. */
  appliedTags: 5,
  /** Resources, Audit Log: X-Audit-Log-Reason. */
  auditLogReason: 512,
} as const;

/** Times in milliseconds (Interactions, Receiving and Responding). */
export const DEADLINES = {
  /** Discord waits no longer for the first response. */
  respondWithin: 3000,
  /** Beyond doubt, whatever the clocks say. */
  tooOldAfter: 10_000,
  /** Discord wants the first response within 3 s; the rest is for the network. */
  deferAfter: 2000,
  /** What can't be deferred, a modal and suggestions, may take longer: it spares the second request. */
  answerWithin: 2500,
  /** A token lives 15 min; the last minute is for the apology. */
  abortAfter: 14 * 60_000,
  /** Short beside the two seconds that a stop takes from when it gives up; most handlers take a hundredth of it. */
  stoppingWithin: 500,
} as const;

/** For messages, which Discord doesn't wait for; in milliseconds. */
export const MESSAGE_DEADLINES = {
  /** What isn't known then is taken for unwanted, and nobody is told. */
  settingsWithin: 5_000,
  /** Whoever asked has gone on by then, as when the connection was down for long. */
  tooOldAfter: 5 * 60_000,
  /** Most answers take a hundredth of it. */
  abortAfter: 30_000,
} as const;

/** How long the token of an interaction that was responded to lives, in milliseconds (Interactions, Receiving and Responding). */
export const TOKEN_LIVES = 15 * 60_000;

/** JSON error codes (Topics, Opcodes and Status Codes). */
export const DISCORD_ERRORS = {
  unknownChannel: 10003,
  /** Of a server. */
  unknownMember: 10007,
  unknownMessage: 10008,
  unknownUser: 10013,
  /** Of an interaction whose token is too old. */
  unknownWebhook: 10015,
  unknownInteraction: 10062,
  tooManyPins: 30003,
  alreadyAcknowledged: 40060,
  missingAccess: 50001,
  /** Of a direct message that somebody takes none of. */
  cannotMessage: 50007,
  /** Of an edit. */
  othersMessage: 50005,
  missingPermissions: 50013,
  /** Which field says Discord beside it. */
  invalidBody: 50035,
  invalidWebhookToken: 50027,
  /** Of a direct message to somebody with whom the bot shares no server. */
  noMutualServer: 50278,
  /** Of a thread that somebody has just closed. */
  archivedThread: 50083,
  lockedThread: 160005,
  /** Of a reply where the bot may not read the channel's history. */
  unreadableHistory: 160002,
} as const;
