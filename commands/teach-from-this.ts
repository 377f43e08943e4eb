import { inServers } from '../src/discord/kit.ts';
import { openTaught } from './faq/teach.ts';

/** "Teach from this" in a message's menu: a form with the answer in that message, and the question that it replies to. */
export const teachFromThis = inServers({ member: ['ManageMessages'] }).menuCommand({
  name: 'Teach from this',
  names: { fr: 'Apprendre de ceci' },
  help: {
    en: 'Teach me the answer in that message: you see the form first',
    fr: 'M’apprendre la réponse de ce message\u00a0: vous voyez d’abord le formulaire',
  },
  mayOpenModal: true,
  execute: openTaught,
});
