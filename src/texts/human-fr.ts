import type { humanEn } from './human-en.ts';
import type { Naming } from './naming.ts';

/** In French. */
export const humanFr = (command: Naming['command']): ReturnType<typeof humanEn> => ({
  askHuman: 'Demander à un humain',
  tellMe: 'Me prévenir de la réponse',

  confirm: (channel, questions) =>
    `Ceci ira aux bénévoles dans ${channel} : ${questions === 1 ? 'votre question telle qu’elle figure' : 'vos questions telles qu’elles figurent'} ci-dessus, votre nom, un lien vers ce salon et ce que j’ai trouvé.`,
  answerHere: 'La réponse arrivera ici, à la vue de tous, avec votre question et votre nom.',
  answerPrivately: 'La réponse vous arrivera par message privé, si vous acceptez ceux de ce serveur.',
  send: 'Envoyer',
  leave: 'Laisser',
  left: 'Rien n’a été envoyé.',
  sent: (channel) => `Envoyé aux bénévoles dans ${channel}.`,
  maybeSent: (channel) =>
    `Discord n’a pas dit si votre question est arrivée aux bénévoles dans ${channel}. Si personne ne répond, vous pourrez la renvoyer dans quelques minutes.`,
  waiting: 'Les bénévoles ont déjà cette question.',
  limited: (anHour, aDay, when) =>
    `Vous pouvez confier aux bénévoles ${anHour} questions par heure et ${aDay} par jour. La prochaine pourra partir ${when}.`,
  limitedHere: (anHour, aDay, when) =>
    `Cette question n’est pas partie : je confie aux bénévoles de ce serveur ${anHour} questions par heure et ${aDay} par jour, tous membres confondus, et ce nombre est atteint. Vous pourrez envoyer la vôtre ${when}.`,
  noHelpers: 'Ce serveur n’a plus de salon pour les bénévoles.',
  notReached: (channel) =>
    `Je n’ai pas pu écrire dans ${channel} : rien n’a été envoyé. Prévenez la modération : ${command('settings')} choisit le salon.`,
  questionGone: 'Je ne retrouve plus la question ici. Reposez-la.',

  told: (questions) =>
    `Je vous enverrai un seul message privé quand ${questions === 1 ? 'il y aura une réponse' : 'chacune aura une réponse'}, d’ici 30 jours. Je ne peux pas vous joindre si vous n’acceptez pas les messages privés de ce serveur.`,
  dontTell: 'Ne pas me prévenir',
  toldNoMore: 'Entendu : je ne vous enverrai pas de message à ce sujet.',
  toldTooMuch: (most) =>
    `Je peux retenir ${most} de vos questions dans ce serveur, pas davantage. Appuyez de nouveau sur le bouton de l’une des vôtres : vous pourrez y renoncer.`,
  toldTooManyHere: (most) =>
    `Je peux retenir ${most} questions de tous les membres de ce serveur, et il y en a déjà autant en attente. Réessayez un autre jour : chaque réponse libère une place.`,

  asks: (member, link) => `${member} demande un humain : ${link}`,
  found: 'Ce que j’ai trouvé',
  foundNothing: 'Rien qui s’en approche.',
  likely: 'probable',
  maybe: 'possible',
  unlikely: 'peu probable',
  claim: 'Je m’en charge',
  release: 'Rendre',
  claimedBy: (helper) => `${helper} s’en charge.`,
  claimedAlready: (helper) => `${helper} s’en charge déjà.`,
  answer: 'Répondre',
  answeredBy: (helper, link) =>
    link === null ? `Réponse de ${helper}, par message privé.` : `Réponse de ${helper} : ${link}`,
  answeredAlready: 'Quelqu’un y a déjà répondu.',
  noLonger: 'Je ne connais plus cette question : elle a reçu une réponse, ou elle a attendu trop longtemps.',
  movedAway:
    'Les questions n’arrivent plus dans ce salon : je ne transmets plus de réponse d’ici. Suivez le lien pour répondre là où la question a été posée.',

  form: 'Répondre',
  formAnswer: 'Votre réponse',
  formPublic: 'Elle s’affiche là où la question a été posée, avec votre nom, et part aussi à qui l’attend.',
  formPrivate: 'Elle part par message privé, avec votre nom, à qui a demandé et à tous ceux qui l’attendent.',
  answers: (helper, asker) => `${helper} répond à ${asker} :`,
  posted: (link) => `Publié : ${link}`,
  postedOnly: (link) =>
    `Publié : ${link}\nJe n’ai pas pu le noter : qui d’autre attend la réponse n’est pas prévenu.`,
  passedOn: 'Je la transmets par message privé.',
  toldInstead: (channel) => `Je ne peux plus écrire dans ${channel} : je la transmets par message privé.`,
  nobodyWaits: 'La personne n’attend plus la réponse : je ne préviens personne.',
  teachHint: 'Dois-je le savoir désormais ?',
  teach: 'M’apprendre ceci',
  cantPost: (channel) => `Discord ne me laisse pas écrire dans ${channel}.`,
  maybePosted: (channel) =>
    `Discord n’a pas dit si votre réponse a été publiée dans ${channel} : allez voir. Je la transmets aussi par message privé.`,
  maybePostedOnly: (channel) =>
    `Discord n’a pas dit si votre réponse a été publiée dans ${channel} : allez voir. Si elle n’y est pas, écrivez-la là-bas vous-même : je ne peux pas la transmettre à qui a posé la question.`,
  away: 'Ma base de données est inaccessible. Réessayez dans une minute.',
  typed: 'Votre réponse n’est pas partie. Voici ce que vous aviez écrit :',

  hasAnswer: (channel) => `Vous l’aviez demandé dans ${channel}, et il y a maintenant une réponse :`,
  helperAnswered: (channel, helper) => `Vous l’aviez demandé dans ${channel}, et ${helper} répond :`,
});
