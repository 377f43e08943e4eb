import { attachmentOption, inServers, reply, stringOption } from '../../src/discord/kit.ts';
import * as bulk from './bulk.ts';
import * as entries from './entries.ts';
import * as form from './form.ts';
import * as history from './history.ts';
import { openedQueue, queueBody } from './queue.ts';
import * as review from './review.ts';
import * as teach from './teach.ts';
import * as transfer from './transfer.ts';
import * as undo from './undo.ts';

/** A question of the queue, the group that it was shown with, and where that stood. */
const QUEUED = [['id'], ['hash'], ['number']] as const;

const question = stringOption({
  names: { fr: 'question' },
  description: { en: 'Which one', fr: 'Laquelle' },
  required: true,
});

// Those who moderate what is written here; ManageGuild would leave most moderators out.
const moderators = inServers({ member: ['ManageMessages'] });

/** What moderators teach the bot in their server: the queue of what members asked, and entries of the server's own. */
export const faq = moderators.commandWithSubcommands({
  name: 'faq',
  names: { fr: 'faq' },
  description: {
    en: 'Teach me answers of this server’s own',
    fr: 'M’apprendre des réponses propres à ce serveur',
  },
  subcommands: {
    review: moderators.subcommand({
      names: { fr: 'revue' },
      description: {
        en: 'Questions that I couldn’t answer, the most asked first',
        fr: 'Les questions restées sans réponse, les plus posées d’abord',
      },
      execute: async (request) => reply.private(await openedQueue(request)),
    }),
    add: moderators.subcommand({
      names: { fr: 'ajouter' },
      description: { en: 'Add a question with its answer', fr: 'Ajouter une question et sa réponse' },
      mayOpenModal: true,
      execute: entries.openEmptyForm,
    }),
    edit: moderators.subcommand({
      names: { fr: 'modifier' },
      description: {
        en: 'Change a question that was added here',
        fr: 'Modifier une question ajoutée ici',
      },
      options: { question },
      suggest: { question: entries.suggestEditable },
      mayOpenModal: true,
      execute: (request) => entries.openForm(request, request.option('question')),
    }),
    remove: moderators.subcommand({
      names: { fr: 'retirer' },
      description: {
        en: 'Remove something that was added here',
        fr: 'Retirer quelque chose qui a été ajouté ici',
      },
      options: { question },
      suggest: { question: entries.suggestRemovable },
      execute: (request) => entries.remove(request, request.option('question')),
    }),
    history: moderators.subcommand({
      names: { fr: 'historique' },
      description: {
        en: 'What a question that was added here said before, to restore it',
        fr: 'Ce que disait avant une question ajoutée ici, pour le rétablir',
      },
      options: { question },
      suggest: { question: history.suggestWithHistory },
      execute: (request) => history.showHistory(request, request.option('question')),
    }),
    list: moderators.subcommand({
      names: { fr: 'liste' },
      description: { en: 'All that was added here', fr: 'Tout ce qui a été ajouté ici' },
      execute: async (request) => reply.private(await entries.listBody(request, 1)),
    }),
    export: moderators.subcommand({
      names: { fr: 'exporter' },
      description: {
        en: 'All questions and answers that were added here, as Markdown',
        fr: 'Toutes les questions et réponses ajoutées ici, en Markdown',
      },
      execute: transfer.exportAll,
    }),
    import: moderators.subcommand({
      names: { fr: 'importer' },
      description: {
        en: 'Add questions and answers from a Markdown file',
        fr: 'Ajouter des questions et réponses d’un fichier Markdown',
      },
      options: {
        file: attachmentOption({
          names: { fr: 'fichier' },
          description: {
            en: 'As /faq export writes it; you see what changes before it does',
            fr: 'Comme /faq exporter l’écrit ; vous voyez d’abord ce qui change',
          },
        }),
      },
      execute: (request) => transfer.preview(request, request.option('file')),
    }),
  },

  components: {
    /** Under a weekly digest, which everybody in its channel sees. */
    digest: {
      carries: [['number']],
      handle: async (request) => reply.private(await openedQueue(request)),
    },
    /** Another group of the queue. */
    go: {
      carries: [['number']],
      handle: async (request) => reply.update(await queueBody(request, Number(request.args[0]))),
    },
    answer: { carries: QUEUED, mayOpenModal: true, handle: review.openAnswer },
    same: { carries: QUEUED, handle: review.same },
    uncovered: { carries: QUEUED, handle: review.notCovered },
    dismiss: { carries: QUEUED, handle: review.dismiss },
    /** One of the likeliest, by what is short for it. */
    rival: { carries: [...QUEUED, ['hash']], handle: review.sameAsRival },
    /** A page of the groups to choose several of. */
    bulk: {
      carries: [['number']],
      handle: async (request) => reply.update(await bulk.bulkBody(request, Number(request.args[0]))),
    },
    several: { carries: [['number']], handle: bulk.chooseSeveral },
    dismissall: { carries: [], handle: bulk.dismissSeveral },
    older: { carries: [], handle: bulk.chooseOlder },
    /** Until when they were asked last, and how many were shown. */
    dismissold: { carries: [['revision'], ['number']], handle: bulk.dismissOlder },
    /** What can be undone. */
    done: { carries: [], handle: async (request) => reply.update(await undo.doneBody(request)) },
    undo: { carries: [], handle: undo.undo },
    /** Another page of the list. */
    page: {
      carries: [['number']],
      handle: async (request) => reply.update(await entries.listBody(request, Number(request.args[0]))),
    },
    /** What was typed could not be saved: the form again, with all of it. */
    again: {
      carries: [
        ['word'],
        ['id', 'empty'],
        ['locale'],
        ['number'],
        ['word', 'empty'],
        ['slug', 'empty'],
        // A number is what earlier versions called a section by: those come back without it.
        ['hash', 'number', 'empty'],
        ['hash', 'empty'],
      ],
      mayOpenModal: true,
      handle: form.openAgain,
    },
    show: { carries: [['id']], handle: entries.show },
    change: { carries: [['id']], mayOpenModal: true, handle: entries.openShown },
    /** What a message asks is another way to ask what an entry answers. */
    also: { carries: [['id']], handle: teach.alsoAsks },
    discard: entries.discard,
    remove: { carries: [['id'], ['hash']], handle: entries.removeShown },
    /** Another version of an entry. */
    history: { carries: [['id'], ['number']], handle: history.turnTo },
    version: { carries: [['id'], ['id']], handle: history.showVersion },
    restore: { carries: [['id'], ['id'], ['hash']], handle: history.restore },
    back: { carries: [['id']], handle: history.putBack },
    import: { carries: [['locale'], ['revision']], handle: transfer.importAll },
  },

  modals: {
    add: {
      carries: [['id', 'empty'], ['locale'], ['word', 'empty'], ['hash', 'empty']],
      handle: entries.saveNew,
    },
    save: {
      carries: [['id'], ['locale'], ['word', 'empty'], ['hash', 'empty']],
      handle: entries.saveEdited,
    },
    answer: {
      carries: [['id'], ['locale'], ['number'], ['hash', 'empty']],
      handle: review.saveAnswer,
    },
    teach: {
      carries: [['id', 'empty'], ['locale'], ['word', 'empty'], ['hash', 'empty'], ['number']],
      handle: teach.saveTaught,
    },
  },
});
