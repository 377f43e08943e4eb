import { PermissionFlagsBits, SlashCommandBuilder } from 'discord.js';
import { ApplicationIntegrationType, InteractionContextType } from 'discord-api-types/v10';
import type { Command } from '../../src/discord/command.ts';
import { described } from '../../src/discord/definition.ts';
import { UserError } from '../../src/discord/user-error.ts';
import * as entries from './entries.ts';
import * as form from './form.ts';
import * as review from './review.ts';
import * as transfer from './transfer.ts';

/** A question of the queue, the group that it was shown with, and where that stood. */
const QUEUED = [['id'], ['hash'], ['number']] as const;

/** What moderators teach the bot in their server: the queue of what members asked, and entries of the server's own. */
export const faq = {
  data: described(new SlashCommandBuilder(), (texts) => texts.commands.faq)
    // Those who moderate what is written here; MANAGE_GUILD would leave most moderators out.
    .setDefaultMemberPermissions(PermissionFlagsBits.ManageMessages)
    .addSubcommand((sub) => described(sub, (texts) => texts.commands.faq.review))
    .addSubcommand((sub) => described(sub, (texts) => texts.commands.faq.add))
    .addSubcommand((sub) =>
      described(sub, (texts) => texts.commands.faq.edit).addStringOption((option) =>
        described(option, (texts) => texts.commands.faq.options.question)
          .setRequired(true)
          .setAutocomplete(true),
      ),
    )
    .addSubcommand((sub) =>
      described(sub, (texts) => texts.commands.faq.remove).addStringOption((option) =>
        described(option, (texts) => texts.commands.faq.options.question)
          .setRequired(true)
          .setAutocomplete(true),
      ),
    )
    .addSubcommand((sub) => described(sub, (texts) => texts.commands.faq.list))
    .addSubcommand((sub) => described(sub, (texts) => texts.commands.faq.export))
    .addSubcommand((sub) =>
      described(sub, (texts) => texts.commands.faq.import).addAttachmentOption((option) =>
        described(option, (texts) => texts.commands.faq.options.file).setRequired(true),
      ),
    )
    .setContexts(InteractionContextType.Guild)
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
    .toJSON(),

  access: { serverOnly: true, memberPermissions: PermissionFlagsBits.ManageMessages, botPermissions: 0n },

  repliesPrivately: () => true,

  mayOpenModal: ({ options }) => options.subcommand === 'add' || options.subcommand === 'edit',

  autocomplete: (request) => entries.suggest(request),

  execute: async (request) => {
    switch (request.options.subcommand) {
      case 'review':
        return { kind: 'message', body: await review.queueBody(request, 0), private: true };
      case 'add':
        return entries.openEmptyForm(request);
      case 'edit':
        return entries.openForm(request);
      case 'remove':
        return entries.remove(request);
      case 'list':
        return { kind: 'message', body: await entries.listBody(request, 1), private: true };
      case 'export':
        return transfer.exportAll(request);
      case 'import':
        return transfer.preview(request);
      default:
        throw new UserError('unknown-command', (texts) => texts.errors.unknownCommand);
    }
  },

  customIds: {
    components: {
      go: [['number']],
      answer: QUEUED,
      same: QUEUED,
      uncovered: QUEUED,
      dismiss: QUEUED,
      page: [['number']],
      again: [
        ['word'],
        ['id', 'empty'],
        ['locale'],
        ['number'],
        ['word', 'empty'],
        ['slug', 'empty'],
        ['number', 'empty'],
        ['hash', 'empty'],
      ],
      show: [['id']],
      remove: [['id'], ['hash']],
      import: [['locale'], ['revision']],
    },
    modals: {
      add: [['id', 'empty'], ['locale'], ['word', 'empty'], ['hash', 'empty']],
      save: [['id'], ['locale'], ['word', 'empty'], ['hash', 'empty']],
      answer: [['id'], ['locale'], ['number'], ['hash', 'empty']],
    },
  },

  components: {
    /** Another group of the queue. */
    go: async (request) => ({
      kind: 'update',
      body: await review.queueBody(request, Number(request.args[0])),
    }),
    answer: { mayOpenModal: true, handle: review.openAnswer },
    same: review.same,
    uncovered: review.notCovered,
    dismiss: review.dismiss,
    /** Another page of the list. */
    page: async (request) => ({
      kind: 'update',
      body: await entries.listBody(request, Number(request.args[0])),
    }),
    /** What was typed could not be saved: the form again, with all of it. */
    again: { mayOpenModal: true, handle: form.openAgain },
    show: entries.show,
    discard: entries.discard,
    remove: entries.removeShown,
    import: transfer.importAll,
  },

  modals: {
    add: entries.saveNew,
    save: entries.saveEdited,
    answer: review.saveAnswer,
  },
} satisfies Command;
