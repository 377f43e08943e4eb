import type { Texts } from './en.ts';
import { faqFr } from './faq-fr.ts';
import { humanFr } from './human-fr.ts';
import type { Naming } from './naming.ts';
import { postsFr } from './posts-fr.ts';

/** The French catalogue. */
export const fr = ({ command, naming }: Naming): Texts => ({
  naming,
  command,
  own: (words) => words.fr,
  labelled: (label, what) => `${label} : ${what}`,
  discordLocales: ['fr'],

  reading: {
    highlights: 'Points clés',
    contents: 'Sommaire',
    faq: 'Questions et réponses',
    source: 'Source',
    citation: (section, source) => (section === null ? source : `Section « ${section} » de ${source}`),
    addedByModerators: 'Ajouté par la modération de ce serveur',
    answeredBy: (name) => ` — réponse de ${name}`,
    published: (date) => `Publié le ${date}`,
    languages: (languages) => `Langues : ${languages}`,
    noLink: 'Il n’y a pas de lien vers l’original.',
    sectionCount: (count) => (count < 2 ? `${count} section` : `${count} sections`),
    faqCount: (count) => (count < 2 ? `${count} question` : `${count} questions`),
    page: (page, pages) => `Page ${page} sur ${pages}`,
    previous: 'Précédent',
    next: 'Suivant',
    wholeSection: 'Section entière',
    chooseSection: 'Choisissez une section',
    chooseQuestion: 'Choisissez une question',
    gone: 'Ce passage n’est plus dans l’article. Reposez votre question.',
    sectionGone: 'Cette section n’est plus dans l’article.',
    passageGone: 'Ce passage n’est plus dans l’article.',
    noHighlights: 'Cet article n’a pas de points clés.',
    noFaq: 'Cet article n’a pas encore de questions et réponses.',
    noSuchSection: (typed, slug) =>
      `Je ne trouve pas de section qui ressemble à « ${typed} ». ${command(`${slug} contents`)} les montre toutes.`,
    noSuchSectionOffered: (typed) =>
      `Je ne trouve pas de section qui ressemble à « ${typed} ». Choisissez-en une parmi celles qui sont proposées pendant que vous tapez.`,
  },

  ask: {
    didYouMean: 'Je ne suis pas sûr de comprendre. Est-ce l’une de ces questions ?',
    didYouMeanHint: (slug) => `Sinon, ${command(`${slug} contents`)} montre tout ce qu’il y a.`,
    none: 'L’article ne le dit pas.',
    noneOf: (topic) => `L’article ne dit pas ${topic}.`,
    noneHint: (slug) => `${command(`${slug} contents`)} montre ce qu’il contient.`,
    belowHint: `Un bouton ci-dessous montre tout ce qu’il y a ; ${command('ask')} n’interroge que lui si vous le choisissez comme « article ».`,
    noContent: 'Je n’ai encore aucun article d’où répondre. La personne qui m’héberge peut en ajouter un.',
    answering: (link) => `En réponse à ${link}`,
    onlyIn: (languages) => `Je ne peux y répondre qu’en ${languages}.`,
    several: 'Vos questions',
    missed: (question) => `Je n’ai pas de réponse à « ${question} ».`,
    unsure: (question) =>
      `Je ne suis pas sûr de comprendre « ${question} ». Peut-être l’une des questions ci-dessous ? Sinon, posez-la seule, avec d’autres mots.`,
    stillMissed: 'Encore sans réponse :',
    tooMany: (count) => `Je réponds à ${count} questions à la fois. Posez les autres séparément.`,
    someone: '@quelqu’un',
    someRole: '@rôle',
    someChannel: '#salon',
  },

  messages: {
    unsure:
      'Je ne suis pas sûr de ce qui est demandé. Je montre à qui a demandé ce qui s’en approche le plus.',
    whichAnswer: 'De laquelle de ces réponses s’agit-il ? Qui a demandé peut choisir.',
    show: 'Me montrer',
    inPrivate: 'Ici, je réponds en privé.',
    notAsker: 'Ce bouton est pour qui a demandé. Demandez-moi aussi : mentionnez-moi, avec votre question.',
    questionGone: 'Je ne peux plus lire ce qui a été demandé. Demandez-le encore une fois.',
  },

  followUp: {
    button: 'Demander la suite',
    label: 'Votre question',
    placeholder: 'Et pourquoi ? Aussi pour les familles ?',
    nothingAsked: 'Votre question ne contient aucune lettre. Posez-la encore une fois.',
  },

  talk: {
    greeting:
      'Bonjour ! Posez-moi une question avec vos propres mots, et je vous montrerai où l’article le dit.',
    farewell: 'À bientôt !',
    thanks: 'Avec plaisir !',
    reaction: 'Si vous avez une question, posez-la avec vos propres mots.',
    insult: 'Désolé de ne pas avoir aidé. Essayez d’autres mots, ou regardez à quoi je peux répondre.',
    test: 'Je suis là. Posez-moi une question avec vos propres mots.',
    unclear:
      'Je ne vois pas de quoi il s’agit. Posez la question en entier, ou appuyez sur « Demander la suite » sous une de mes réponses.',
    unclearAlone: 'Je ne vois pas de quoi il s’agit. Posez la question en entier.',
    help: 'Je réponds à vos questions, posées avec vos propres mots, d’après ce que des gens ont écrit pour ce serveur.',
    about:
      'Je suis Footnote, un bot. Je cite ce que des gens ont écrit, je montre où cela se trouve, et je le dis quand rien ne répond. Je n’invente rien.',
    source: 'Sous chaque réponse, j’indique l’article et la section qui le disent.',
    sourceOf: (sources) =>
      `Sous chaque réponse, j’indique la section qui le dit. Je réponds d’après ${sources}.`,
    whatICanDo: 'Ce que je sais faire',
    browse: 'Voir les questions',
  },

  articles: {
    onIn: (title, where, more) =>
      `**${title}** est désactivé dans ce salon. Il est activé dans ${where}${more ? ' et d’autres' : ''}.`,
    offHere: (title) => `**${title}** est désactivé dans ce salon. Il est activé ailleurs dans ce serveur.`,
    offEverywhere: (title) => `**${title}** est désactivé dans ce serveur.`,
    noneHere: 'Aucun article n’est activé dans ce salon.',
    noneOfAll: 'Aucun des articles d’ici ne le dit.',
    noneOfAllHint: `${command('help')} dit lesquels il y a.`,
    unknown: (typed, titles) =>
      `Je n’ai pas d’article appelé « ${typed} » ici.${titles === '' ? '' : ` Il y a : ${titles}.`}`,
    row: 'Articles',
    form: 'Articles',
    server: 'Les articles dans ce serveur',
    channel: 'Les articles dans un salon',
    inServer:
      'Activés dans tous les salons qui n’ont pas leur propre choix, et dans leurs fils et publications :',
    inChannel: (channel) => `Activés dans ${channel}, ses fils et ses publications :`,
    asInServer: (channel) => `${channel} suit le choix du serveur :`,
    all: 'Tous, y compris ceux qui seront ajoutés',
    nothing: 'Aucun n’est activé.',
    off: (titles) => `Désactivés : ${titles}`,
    ownChoices: (channels) => `Avec leur propre choix : ${channels}`,
    andMore: (count) => `… et ${count} de plus`,
    chooseOn: 'Lesquels sont activés',
    chooseFirst: 'En mettre un en premier',
    chooseChannel: 'Choisir pour un salon',
    wholeServer: 'Tout le serveur',
    thisChannel: 'Ce salon',
    reset: 'Tous activés, dans l’ordre habituel',
    resetChannel: 'Comme dans le serveur',
    back: 'Tous les réglages',
    outdated:
      'Quelqu’un d’autre a modifié cela entre-temps, je n’ai donc rien modifié. Voici ce qui est choisi maintenant :',
    full: (limit) =>
      `${limit} salons ont déjà leur propre choix, et je n’en garde pas plus. Remettez-en d’abord un au choix du serveur.`,
  },

  votes: {
    helpful: '👍 Utile',
    unhelpful: '👎 Pas utile',
    countedHelpful: 'Merci ! J’ai noté que cela a été utile.',
    countedUnhelpful: 'Merci ! J’ai noté que cela n’a pas été utile, et la modération pourra s’en occuper.',
    same: 'Je l’ai déjà noté. L’autre bouton permet de changer d’avis.',
    takeAway: 'Retirer',
    takenAway:
      'J’ai retiré cette réponse et noté qu’elle n’a pas été utile. La modération pourra s’en occuper.',
    takenAwayUncounted: 'J’ai retiré cette réponse.',
    notYours: 'Seuls le membre qui a demandé et la modération peuvent retirer cette réponse.',
  },

  pin: {
    done: (what, link) => `Épinglé : ${what} (${link})`,
    updated: (what, link) => `Il est déjà ici ; je l’ai mis à jour : ${what} (${link})`,
    pinnedAgain: (what, link) => `Il était ici, désépinglé ; je l’ai épinglé de nouveau : ${what} (${link})`,
    unchanged: (what, link) => `Il est déjà épinglé ici, et à jour : ${what} (${link})`,
    keptTrue: 'Je le tiens à jour quand l’article change.',
    until: (time) => `Je le désépinglerai ${time}.`,
    replaced: (what, link) => `Désépinglé pour lui faire place : ${what} (${link})`,
    full: (limit) =>
      `Ce salon a déjà ${limit} messages épinglés, le maximum de Discord. Désépinglez-en un et réessayez ; je n’ai rien publié.`,
    fullOffer: (limit, what, link) =>
      `Ce salon a déjà ${limit} messages épinglés, le maximum de Discord. Dois-je désépingler mon plus ancien ici et épingler celui-ci à la place ? C’est ${what} (${link}), et le message reste.`,
    replace: 'Le remplacer',
    stop: 'Le laisser',
    stopped: 'Toutes les épingles restent en place.',
    unpinnedInVain: (what, link) =>
      `J’ai désépinglé ${what} (${link}) pour faire de la place, mais autre chose a été épinglé ici entre-temps.`,
    stoppedLate: (link) =>
      `Je n’ai rien épinglé. Ce message, que j’avais désépinglé pour faire de la place, reste désépinglé : ${link}. Toutes les autres épingles restent en place.`,
    failedHere: (link) =>
      `Discord a refusé d’épingler le message : ${link}. Il est à jour, mais pas épinglé. Vérifiez mes permissions et réessayez.`,
    unpinFailed: (link) =>
      `Discord a refusé de désépingler le message, tout reste donc comme avant : ${link}. Vérifiez mes permissions dans ce salon et réessayez.`,
    unpinnedNotNoted: (link) =>
      `J’ai désépinglé le message, mais je n’ai pas pu le noter dans ma base de données : ${link}. Réutilisez ${command('pin remove')} dans une minute.`,
    notKept:
      'Je n’ai pas pu noter l’épingle dans ma base de données, je l’ai donc retirée. Réessayez dans une minute.',
    notKeptAndLeft: (link) =>
      `Je n’ai pas pu noter l’épingle dans ma base de données, ni la retirer : ${link}. Je ne la tiendrai pas à jour ; désépinglez-la à la main, puis réessayez.`,
    messageGone: 'Ce message n’existe plus : quelqu’un l’a supprimé.',
    notMine: 'Je ne peux épingler que mes propres réponses. Ce message est de quelqu’un d’autre.',
    privateMessage:
      'Vous seul voyez ce message, et Discord n’en épingle pas de tels. Posez la question en public.',
    noPart:
      'Je ne sais pas quelle partie d’un article ce message montre, je ne pourrais donc pas le tenir à jour.',
    removed: (what, link) =>
      `Désépinglé : ${what} (${link}). Le message reste tel quel, et je ne le tiens plus à jour ; supprimez-le si personne n’en a besoin.`,
    removedGone: (what) => `Quelqu’un avait supprimé le message de ${what}. Je l’ai retiré de la liste.`,
    goneChoice: (title) => `${title} (quelqu’un a supprimé le message)`,
    noSuchPin: `Je ne tiens pas de telle épingle dans ce salon. ${command('pin list')} montre où elles sont ; retirez chacune dans son propre salon.`,
    list: 'Épingles tenues à jour',
    listEmpty: `Je ne tiens encore aucune épingle dans ce serveur. ${command('pin summary')} fait la première.`,
    listUntil: (time) => `jusqu’au ${time}`,
    listGone: `quelqu’un a supprimé le message, je l’ai donc oublié ; épinglez-le de nouveau, ou ôtez-le d’ici par ${command('pin remove')}`,
    failed: 'Discord a refusé d’épingler le message, je l’ai donc retiré. Réessayez une fois.',
    failedAndLeft: (link) =>
      `Discord a refusé d’épingler le message, et je n’ai pas pu le retirer : ${link}. Épinglez-le ou supprimez-le à la main.`,
    refused:
      'Discord a refusé que je publie ici, rien n’a donc été épinglé. Vérifiez mes permissions dans ce salon et réessayez.',
    auditReason: (name, id, used) => `${name} (${id}) a utilisé ${used}`,
    auditExpired: 'Le temps choisi pour cette épingle est écoulé',
    auditFinished: 'Fin de ce qu’un modérateur avait commencé quand je me suis arrêté',
    auditExtended: 'Épinglé de nouveau : un modérateur vient de lui donner plus de temps',
    auditUndo: (name, id, used) => `${name} (${id}) a utilisé ${used}, sans succès`,
  },

  faq: faqFr(command),

  human: humanFr(command),

  posts: postsFr,

  settings: {
    title: 'Comment je réponds dans ce serveur',
    audienceForm: 'Qui voit les réponses',
    reportsForm: 'Rapports',
    answeringForm: 'Comment je réponds',
    mentionsForm: 'Mentions',
    teachingForm: 'Ce qu’on m’apprend',
    helpersForm: 'Quand je ne sais pas',
    everyChannel: 'Montrer les réponses dans tous les salons',
    answers: 'Réponses de /demander',
    public: { label: 'Publiques', line: 'Tout le salon les voit, sauf si un membre demande en privé.' },
    private: { label: 'Privées', line: 'Seul le membre qui demande les voit, sauf s’il choisit de montrer.' },
    channels: 'Salons pour les réponses publiques',
    channelsHint: 'Ailleurs, les réponses sont privées. Aucun choix : tous les salons.',
    everywhere: 'Tous les salons',
    mentions: 'Mentions et réponses à mes messages',
    answered: {
      label: 'J’y réponds',
      line: 'Qui me mentionne, ou répond à l’une de mes réponses, a ma réponse dans le salon.',
    },
    unanswered: { label: 'Je n’y réponds pas', line: 'Je ne réponds qu’aux commandes.' },
    mentionChannels: 'Salons où je réponds aux mentions',
    mentionChannelsHint: 'Ailleurs, je me tais. Aucun choix : tous les salons.',
    language: 'Langue des réponses publiques',
    ownLanguage: 'Celle du serveur',
    confidence: 'À quel point je dois être sûr',
    levels: {
      careful: {
        label: 'Prudent',
        line: 'Je réponds si je suis presque sûr ; sinon, je propose des questions.',
      },
      balanced: {
        label: 'Équilibré',
        line: 'Je réponds quand j’ai plus de chances d’avoir raison que tort.',
      },
      eager: { label: 'Hardi', line: 'Je réponds plus souvent, et je me trompe plus souvent.' },
    },
    cooldown: 'Attente entre deux questions d’un membre',
    noCooldown: 'Aucune',
    seconds: (count) => (count < 2 ? `${count} seconde` : `${count} secondes`),
    minutes: (count) => (count < 2 ? `${count} minute` : `${count} minutes`),
    keeping: 'Garder ce que les membres ont demandé',
    keepingHint: 'Sans leurs noms. Cela remplit la file des modérateurs et les listes de /statistiques.',
    notKept: {
      label: 'Pas du tout',
      line: 'Supprime aussitôt ce qui est gardé. Le nombre de questions reste compté.',
    },
    keptDays: (count) => `${count} jours`,
    credit: {
      title: 'Nommer l’auteur de ce qui est appris',
      no: { label: 'Non', line: 'Personne n’est nommé.' },
      yes: {
        label: 'Oui',
        line: 'Ce qui est appris d’un message nomme la personne qui l’a écrit. L’aide lui permet de se retirer.',
      },
    },
    editors: {
      title: 'Garder qui a modifié une réponse',
      no: { label: 'Non', line: 'L’historique dit ce qui a été modifié, et quand.' },
      yes: { label: 'Oui', line: 'La modération voit dans l’historique qui l’a modifiée.' },
    },
    creditsDeleted: 'Tous les noms d’auteurs sont supprimés.',
    editorsDeleted: 'Ce qui dit qui a modifié quoi est supprimé.',
    helpers: 'Salon des bénévoles',
    helpersHint: '« Demander à un humain » y mène les questions. Qui peut y écrire répond en mon nom.',
    noHelpers: 'Aucun',
    helpersHere:
      'Les questions dont je n’ai pas la réponse arrivent désormais ici, quand un membre demande un humain.',
    channelRefused: (channel) =>
      `Je ne peux pas écrire dans ${channel} : laissez-moi y voir le salon, envoyer des messages et intégrer des liens, puis choisissez-le de nouveau.`,
    reports: {
      digest: {
        label: 'Bilan hebdomadaire pour la modération',
        hint: 'Le lundi : ce qui a été demandé, ce qui attend. Aucun salon choisi : pas de bilan.',
        here: (first) =>
          `Il arrive ici chaque lundi à 8 h UTC : ce qui a été demandé dans ce serveur, ce qui attend encore une réponse, ce que les membres n’ont pas jugé utile. Le premier arrive ${first}. Quand il n’y a rien à dire, il n’y en a pas.`,
      },
      news: {
        label: 'Ce qui a changé dans les articles',
        hint: 'Un message chaque fois qu’un article change. Aucun salon choisi : pas de message.',
        here: 'Je le dis désormais ici : un seul message pour tout ce qui change dans un article en une journée.',
      },
    },
    noReport: 'Aucun',
    showDigest: 'Montrer le bilan',
    refused:
      '⚠️ Discord ne m’a pas laissé publier dans ce salon. Accordez-m’y « Voir le salon », « Envoyer des messages » et « Intégrer des liens », ou choisissez un autre salon ; je réessaie chaque jour.',
    helpersRefused:
      '⚠️ Discord ne m’a pas laissé publier dans ce salon. Accordez-m’y « Voir le salon », « Envoyer des messages » et « Intégrer des liens », ou choisissez un autre salon.',
    forumsRefused: (forums) =>
      `⚠️ Discord ne m’a pas laissé publier dans ${forums}. Accordez-m’y « Voir le salon », « Envoyer des messages dans les fils », « Intégrer des liens » et « Voir les anciens messages ».`,
    refusedIn: (what, channel) =>
      `⚠️ ${what} : Discord ne me laisse pas publier dans ${channel}. ${command('settings')} dit ce qu’il m’y faut.`,
    saved: 'Enregistré.',
    change: (what, before, after) => `${what} : ${before} → **${after}**`,
    questionsDeleted: 'Les questions gardées sont supprimées.',
    unchanged: 'Rien n’a été modifié.',
  },

  news: {
    title: (article) => `Ce qui a changé dans « ${article} »`,
    added: 'Nouveau',
    changed: 'Modifié',
    removed: 'Retiré',
    kinds: { faq: 'Question', section: 'Section', highlight: 'Point clé' },
    andMore: (count) => `et ${count} de plus`,
    nothing: 'Ces changements ont été annulés.',
    read: 'Lire ce qui est nouveau ou modifié',
  },

  stats: {
    title: (days) => `Les ${days} derniers jours`,
    nothing: (days) =>
      `Personne ne m’a rien demandé ces ${days} derniers jours. Dès que quelqu’un utilise ${command('ask')}, les chiffres sont ici.`,
    questions: (count, figure) => (count < 2 ? `**${figure}** question` : `**${figure}** questions`),
    figure: (label, count, share) =>
      share === null ? `${label} : **${count}**` : `${label} : **${count}** (${share})`,
    answered: 'Avec réponse',
    suggested: 'Questions proposées',
    missed: 'Sans réponse',
    helpful: (votes) => `Jugées utiles, sur ${votes}`,
    votes: (count, figure) => (count < 2 ? `${figure} vote` : `${figure} votes`),
    noVotes: 'Aucun vote sur les réponses pour l’instant',
    mostAsked: 'Les plus posées',
    mostMissed: 'Les plus posées sans réponse',
    notKept: `Ce serveur ne garde pas les questions : il n’y en a donc pas de liste. ${command('settings')} le change.`,
    keptShorter: (days) =>
      `Les questions sont gardées ${days} jours : les listes ne remontent pas plus loin.`,
    utc: (from, to) => `${from} – ${to}, jours en UTC`,
    noFiles: (permission) =>
      `Le graphique et les tableaux manquent : il me manque une permission dans ce salon : ${permission}.`,
    chart: 'Questions par jour',
    chartAnswered: 'Avec réponse',
    chartSuggested: 'Proposées',
    chartMissed: 'Sans réponse',
    alt: ({ from, to, questions, answered, suggested, missed, most, mostDay, without }) =>
      `Graphique en barres des questions par jour du ${from} au ${to} (UTC) : ${questions} en tout, dont ${answered} avec réponse, ${suggested} avec des questions proposées et ${missed} sans réponse. Le plus en un jour : ${most}, le ${mostDay}. Jours sans question : ${without}.`,
  },

  help: {
    title: 'Ce que je peux faire',
    intro:
      'Je réponds aux questions à partir des articles ci-dessous, je montre où ils le disent, et je vous dis quand ils ne le disent pas.',
    articles: 'Ce que je sais',
    commands: 'Commandes',
    uncredit: 'Retirer mon nom des réponses d’ici',
    uncredited: (entries) =>
      entries === 0
        ? 'Votre nom n’accompagne aucune réponse que la modération de ce serveur m’a apprise.'
        : entries === 1
          ? 'C’est fait : votre nom est retiré de la réponse qui l’avait.'
          : `C’est fait : votre nom est retiré des ${entries} réponses qui l’avaient.`,
    contextMenu: (name) => `Clic droit ou appui long sur un message → Applications → **${name}**`,
  },

  errors: {
    unexpected: (reference) =>
      `Désolé, quelque chose a mal tourné de mon côté. Réessayez ; si cela persiste, donnez cette référence à la personne qui m’héberge : \`${reference}\``,
    tooSlow: (reference) =>
      `Désolé, c’était trop long et j’ai abandonné. Réessayez ; si cela persiste, donnez cette référence à la personne qui m’héberge : \`${reference}\``,
    storeAway:
      'Je n’arrive pas à joindre ma base de données ; rien n’a été modifié. Réessayez dans une minute.',
    limited: (when) => `Discord me demande d’attendre avant de faire cela. Réessayez ${when}.`,
    slowDown: (seconds) =>
      `Pas si vite ! Attendez ${seconds === 1 ? '1 seconde' : `${seconds} secondes`}, puis réessayez.`,
    busy: 'Trop de monde me demande quelque chose en ce moment. Réessayez dans une minute.',
    unknownCommand: 'Je ne connais plus cette commande. Rechargez Discord (Ctrl+R) et réessayez.',
    unknownComponent: 'Ce bouton vient d’une version plus ancienne. Relancez la commande.',
    serverOnly:
      'Cela ne marche que dans un serveur qui m’a ajouté : ici, je ne peux ni publier ni épingler de message.',
    memberLacks: (permissions) => `Il vous faut cette permission dans ce salon : ${permissions}.`,
    botLacks: (permissions) =>
      `Il me manque une permission dans ce salon : ${permissions}. Demandez à un administrateur de me l’accorder.`,
    noToken:
      'Je ne peux rien publier ni épingler ici : la personne qui m’héberge ne m’a pas donné de jeton. Je peux tout de même répondre aux questions.',
    noText: 'Ce message n’a pas de texte auquel je puisse répondre.',
    unreadableMessage: 'Discord ne m’a pas montré ce message. Réessayez.',
  },

  permissions: {
    ViewChannel: 'Voir le salon',
    SendMessages: 'Envoyer des messages',
    SendMessagesInThreads: 'Envoyer des messages dans les fils',
    EmbedLinks: 'Intégrer des liens',
    AttachFiles: 'Joindre des fichiers',
    ReadMessageHistory: 'Voir les anciens messages',
    PinMessages: 'Épingler des messages',
    ManageMessages: 'Gérer les messages',
    ManageGuild: 'Gérer le serveur',
  },
});
