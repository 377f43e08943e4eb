/* Discord's numbers (Interactions, Application Commands). */

export const CHAT_INPUT = 1;
export const USER_COMMAND = 2;
export const MESSAGE_COMMAND = 3;

/** Of options. */
export const SUBCOMMAND = 1;
export const SUBCOMMAND_GROUP = 2;
export const INTEGER = 4;
export const BOOLEAN = 5;
export const USER = 6;
export const CHANNEL = 7;
export const ROLE = 8;
export const MENTIONABLE = 9;
export const NUMBER = 10;
export const ATTACHMENT = 11;
