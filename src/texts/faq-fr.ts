import type { Texts } from './en.ts';
import type { Naming } from './naming.ts';

/** What moderators read who teach the bot, in French. */
export const faqFr = (command: Naming['command']): Texts['faq'] => ({
  queue: {
    title: (position, count) => `En attente d’une réponse : ${position} sur ${count}`,
    empty: 'Aucune question n’attend de réponse.',
    keepsNone: `Ce serveur ne garde pas les questions : aucune ne peut donc attendre ici. ${command('settings')} permet de changer cela ; ${command('faq add')} marche de toute façon.`,
    more: (count) => `Les plus posées sont montrées ; en tout, ${count} questions attendent.`,
    asked: (times) => (times === 1 ? 'posée une fois' : `posée ${times} fois`),
    last: (time) => `la dernière fois ${time}`,
    outcomes: {
      answer: 'j’ai répondu',
      suggestions: 'j’ai proposé des questions proches',
      none: 'je n’avais pas de réponse',
    },
    unhelpful: '👎 quelqu’un l’a jugée pas utile',
    hint: (title, times) =>
      times === 1 ? `Quelqu’un a ensuite choisi : ${title}` : `${times} ont ensuite choisi : ${title}`,
    andMore: (count) => (count === 1 ? 'et 1 autre semblable' : `et ${count} autres semblables`),
    nowAnswers: ({ title, percent }) => `Maintenant, je réponds : **${title}** (sûr à ${percent} %)`,
    nowSuggests: 'Maintenant, je propose des questions proches : rien n’est assez sûr.',
    nowNothing: 'Maintenant, je dis que je n’ai pas de réponse : rien n’est assez proche.',
    nowNotCovered: (topic) => `Maintenant, je dis que ce n’est pas couvert : ${topic}`,
    rival: ({ title, percent }) => `${title} (${percent} %)`,
    rivals: (list) => `Ensuite : ${list}`,
    answerIt: 'Y répondre',
    sameAsRival: (title) => `La même chose que : ${title}`,
    dismissSeveral: 'En écarter plusieurs…',
    undo: 'Annuler…',
    covered: (count) =>
      count === 1
        ? 'Elle répond aussi à 1 autre question en attente, qui n’attend plus. « Annuler… » la montre.'
        : `Elle répond aussi à ${count} autres questions en attente, qui n’attendent plus. « Annuler… » les montre.`,
    sameAs: 'La même chose que…',
    notCovered: 'Non couvert',
    dismiss: 'Écarter',
    back: 'Retour à la liste',
    answered: (question) => `Ajouté : **${question}**\nLa prochaine personne qui demande aura cette réponse.`,
    sameDone: (title) =>
      `Noté : c’est la même chose que **${title}**\nLa prochaine personne qui demande aura cette réponse.`,
    notCoveredDone: `Noté : je dirai que ce n’est pas couvert. ${command('faq remove')} permet de revenir en arrière.`,
    dismissed: 'Écartée.',
    sameTaken: (question) =>
      `Rien n’a été fait : **${question}** est ici une question à part entière, et ne peut donc pas être une autre façon de demander autre chose. « Écarter » la retire de cette liste.`,
    withoutWords:
      'Rien n’a été fait : des signes seuls ne sont jamais trouvés. « Écarter » les retire de cette liste.',
    settledAlready: 'Quelqu’un d’autre a déjà réglé cette question.',
    changed:
      'Des questions semblables sont arrivées ou parties entre-temps ; rien n’a donc été fait. Regardez de nouveau.',
    full: (most) => `Rien n’a été fait : ce serveur en a déjà ${most}, le maximum que je garde.`,
  },
  bulk: {
    title: 'En écarter plusieurs',
    text: 'Choisissez ce qui est à écarter ; je demande encore une fois avant de le faire.',
    groups: 'Choisir des questions…',
    about: (times, questions) =>
      `${times === 1 ? 'posée une fois' : `posée ${times} fois`}${questions === 1 ? '' : ` · ${questions} semblables`}`,
    older: 'Toutes celles que personne n’a posées récemment…',
    notAskedFor: (days, count) =>
      `Pas posées depuis ${days} jours : ${count === 1 ? '1 question' : `${count} questions`}`,
    sure: (count) => (count === 1 ? 'Écarter cette question ?' : `Écarter ces ${count} questions ?`),
    sureOlder: (count, time) =>
      `Écarter ${count === 1 ? '1 question posée' : `${count} questions posées`} pour la dernière fois avant ${time} ?`,
    do: (count) => (count === 1 ? 'Écarter 1 question' : `Écarter ${count} questions`),
    leave: 'Les laisser',
    done: (count) => (count === 1 ? 'Écartée : 1 question.' : `Écartées : ${count} questions.`),
    someChanged: 'Certaines ont changé entre-temps et attendent toujours. Regardez-les de nouveau.',
    none: 'Rien n’a été écarté : ces questions n’attendent plus, ou d’autres semblables sont arrivées.',
  },
  digest: {
    title: (from, to) => `Ce qui a été demandé ici : ${from} – ${to}`,
    questions: (count) => (count < 2 ? `**${count}** question` : `**${count}** questions`),
    outcomes: (answered, suggested, missed) =>
      `avec réponse : ${answered}, questions proches proposées : ${suggested}, sans réponse : ${missed}`,
    votes: (helpful, unhelpful) => `👍 ${helpful} · 👎 ${unhelpful}`,
    gaps: 'Demandé cette semaine-là, et en attente de revue',
    waiting: (count) =>
      count === 1 ? 'En tout, 1 question attend.' : `En tout, ${count} questions attendent.`,
    unhelpful: 'Pas jugé utile',
    unused: (weeks) => `Ajouté ici, et que personne n’a reçu depuis ${weeks} semaines`,
    sectionGone: 'Ajouté ici, et qui cite une section disparue',
    andMore: (count) => `et ${count} de plus`,
    review: 'Les passer en revue',
    nothing: 'Jusqu’ici, il n’y a rien à dire de cette semaine : je ne publierais rien.',
    preview: (when) =>
      `Voici le prochain bilan, tel qu’il est à présent. Je le publie ${when}. Personne d’autre ne voit ceci.`,
  },
  undo: {
    title: 'Fait ces dernières 24 heures',
    nothing: 'Rien n’a été fait ces dernières 24 heures qui puisse être annulé.',
    choose: 'Annuler…',
    kinds: {
      dismissed: 'Écarté',
      same: 'La même chose que',
      uncovered: 'Non couvert',
      covered: 'Aussi répondu par',
    },
    questions: (count) =>
      count === 0 ? 'aucune question en attente' : count === 1 ? '1 question' : `${count} questions`,
    andMore: (count) => `et ${count} de plus`,
    done: (count) =>
      count === 0
        ? 'Annulé.'
        : count === 1
          ? 'Annulé : 1 question attend de nouveau.'
          : `Annulé : ${count} questions attendent de nouveau.`,
    gone: 'Cela a déjà été annulé, ou date de plus d’un jour.',
  },
  form: {
    add: 'Ajouter une question',
    edit: 'Modifier une question',
    question: 'Question',
    questionHint: 'Comme les membres la poseraient',
    answer: 'Réponse',
    answerHint: 'Le Markdown marche : **gras**, listes, liens',
    wordings: 'Autres formulations',
    wordingsHint: 'Une par ligne',
    section: 'Section de l’article',
    sectionHint: 'Celle qui le dit, s’il y en a une',
    author: 'Réponse de',
    authorHint: 'Montré avec la réponse, comme texte. Vide : personne.',
    again: 'Réessayer',
    problem: 'Ceci n’a pas été enregistré :',
    wordingsInFile: (file) =>
      `Les autres formulations n’entrent plus dans le formulaire. Elles sont toutes dans \`${file}\` : enregistrez-le avant de continuer, et ajoutez-les avec ${command('faq edit')}.`,
    wordingsLost: `Les autres formulations n’entrent plus dans le formulaire : copiez-les d’ici et ajoutez-les avec ${command('faq edit')}.`,
    keepsTyped: 'Ce que vous avez écrit est ci-dessous.',
    bothBelow: 'Ce que vous avez écrit est ci-dessous, suivi de ce qui est là maintenant.',
    standing: 'Ce qui est là maintenant',
    instead: 'Mettre la mienne à sa place',
    showAll: 'Montrer tout ce qui est là',
    discard: 'Laisser tel quel',
    discarded: 'Rien n’a été modifié.',
  },
  problems: {
    'no-question': 'Écrivez une question.',
    'no-words': 'Mettez une lettre ou un chiffre dans la question : des signes seuls ne sont jamais trouvés.',
    'no-answer': 'Écrivez une réponse.',
    'wording-without-words': (wording) =>
      `Mettez une lettre ou un chiffre dans cette autre formulation, ou retirez-la : **${wording}**. Des signes seuls ne sont jamais trouvés.`,
    'no-such-section': 'Choisissez une autre section : l’article n’a plus celle-là.',
    'question-too-long': (most, length) =>
      `Raccourcissez la question : elle a ${length} caractères, et il y a de la place pour ${most}.`,
    'answer-too-long': (most, length) =>
      `Raccourcissez la réponse : elle a ${length} caractères, et il y a de la place pour ${most}.`,
    'too-many-wordings': (most, count) =>
      `Retirez quelques autres formulations : il y en a ${count}, et j’en garde ${most} au plus.`,
    'wordings-too-long': (most, length) =>
      `Raccourcissez les autres formulations : elles ont ensemble ${length} caractères, et il y a de la place pour ${most}.`,
    'question-taken': (question) =>
      `Changez la question, ou utilisez ${command('faq edit')} : **${question}** est déjà ici.`,
    'wording-taken': (question) =>
      `Retirez ceci des autres formulations : **${question}** est ici une question à part entière.`,
    full: (most) => `Ce serveur a déjà ${most} questions, le maximum. Retirez-en une d’abord.`,
    changed:
      'Quelqu’un a modifié cette question entre-temps. « Réessayer » ouvre le formulaire pour enregistrer la vôtre à la place.',
    removed: 'Quelqu’un a retiré cette question entre-temps. Vous pouvez l’ajouter de nouveau.',
    settled: 'Quelqu’un d’autre a déjà réglé cette question. Vous pouvez quand même ajouter la vôtre.',
    answered:
      'Quelqu’un d’autre a déjà répondu à cette question. Vous pouvez mettre la vôtre à sa place, ou changer la question pour ajouter aussi la vôtre.',
    away: 'Je ne peux pas joindre ma base de données en ce moment. Réessayez dans une minute.',
  },
  nextAway: 'Je ne peux pas montrer la suite en ce moment. Réessayez dans une minute.',
  added: (question) => `Ajouté : **${question}**\nLa prochaine personne qui demande aura cette réponse.`,
  edited: (question) => `Modifié : **${question}**`,
  removed: (question) => `Retiré : **${question}**`,
  changedBeforeRemoval:
    'Rien n’a été retiré : quelqu’un a modifié cette question depuis que vous l’avez choisie. Voici ce qui est là maintenant.',
  removeAllTheSame: 'La retirer quand même',
  removedTopic: (question) => `Retiré : je ne dis plus que ceci n’est pas couvert : **${question}**`,
  noSuch: `Il n’y a rien de tel ici. ${command('faq list')} montre tout ce qui a été ajouté.`,
  uncoveredTopic: (question) => `Non couvert : ${question}`,
  wording: (wording, title) => `Une autre façon de demander « ${title} » : ${wording}`,
  removedWording: (wording, title) =>
    `Retiré : **${wording}**\nJe ne le prends plus pour une autre façon de demander **${title}**`,
  list: {
    title: 'Ajouté par la modération de ce serveur',
    empty: `Rien n’a encore été ajouté ici. ${command('faq add')} ajoute une première question, ${command('faq review')} montre ce que les membres ont demandé.`,
    count: (entries, most) => `${entries} questions sur ${most} possibles`,
    wordings: (count) => (count === 1 ? '1 autre formulation' : `${count} autres formulations`),
    uncoveredTopics: 'Non couvert',
    articleWordings: 'Autres façons de demander ce que disent les articles',
    leadsTo: (wording, title) => `${wording} → ${title}`,
  },
  teach: {
    left: (parts) =>
      [
        ...(parts.files === 0 ? [] : [parts.files === 1 ? '1 fichier' : `${parts.files} fichiers`]),
        ...(parts.cards === 0 ? [] : [parts.cards === 1 ? '1 carte' : `${parts.cards} cartes`]),
        ...(parts.stickers === 0
          ? []
          : [parts.stickers === 1 ? '1 autocollant' : `${parts.stickers} autocollants`]),
        ...(parts.polls === 0 ? [] : ['un sondage']),
      ].join(', '),
    notTaken: (what) => `Pas repris : ${what}.`,
    answerCut: (most) => `Coupée aux ${most} premiers caractères.`,
    questionCut: 'Coupée ; en entier, c’est une autre formulation.',
    noText:
      'Ce message n’a pas de texte à reprendre : images, cartes et autocollants ne peuvent répondre à personne.',
    ownAnswer: `C’est un message de ma part. Choisissez celui de quelqu’un d’autre, ou ${command('faq edit')}.`,
    already: (question) => `Ce message est déjà une réponse ici : **${question}**`,
    near: (question) =>
      `Rien n’est encore ajouté : **${question}** demande presque la même chose, et a une réponse ici.`,
    asNew: 'L’ajouter comme nouvelle question',
    asAnother: 'En ajouter une autre question',
    also: 'Une autre formulation',
    change: 'Modifier ce qui est là',
    settled: (count) =>
      count === 1
        ? 'Une question qui attendait est réglée.'
        : `${count} questions qui attendaient sont réglées.`,
    alsoTaken: (question) => `Rien n’a été fait : **${question}** est ici une question à part entière.`,
  },
  history: {
    version: (number, count) => `Version ${number} sur ${count}`,
    now: 'ce qui est là maintenant',
    by: (who) => `par ${who}`,
    removed: (time) => `retiré ${time}`,
    first: 'La plus ancienne version gardée :',
    newer: 'Plus récente',
    older: 'Plus ancienne',
    all: 'Tout montrer',
    show: 'Voir l’historique',
    restore: 'Rétablir cette version',
    restored: 'Rétabli. Ce qui était là avant est la version précédente : la rétablir annule ceci.',
    sectionGone: 'L’article n’a plus la section citée : il n’y en a donc aucune.',
    changed:
      'Rien n’a été rétabli : quelqu’un l’a modifiée ou retirée entre-temps. Voici son historique maintenant.',
    taken: (question) =>
      `Rien n’a été rétabli : **${question}** demande maintenant la même chose. Modifiez-la ou retirez-la d’abord.`,
    full: (most) =>
      `Rien n’a été rétabli : ce serveur a déjà ${most} questions, le maximum. Retirez-en une d’abord.`,
    gone: 'Cette version n’est plus gardée.',
    putBack: 'La remettre',
    putBackFor: (days) => `Pendant ${days} jours, ${command('faq history')} permet de la remettre.`,
    isBack: (question) => `La voilà de nouveau : **${question}**`,
    removedChoice: (question) => `Retirée : ${question}`,
  },
  transfer: {
    exported: (count) => (count < 2 ? `Voici ${count} question.` : `Voici ${count} questions.`),
    title: 'Les questions de notre serveur',
    summary: 'Questions et réponses ajoutées par la modération d’un serveur.',
    preview: 'Rien n’est encore changé. Voici ce que ferait le fichier :',
    new: (count) => `**Nouvelles : ${count}**`,
    changed: (count) => `**Modifiées, à la place de celles d’ici : ${count}**`,
    same: (count) => `**Déjà ici : ${count}**`,
    andMore: (count) => `- et ${count} de plus`,
    nothing: 'Il n’y a rien de nouveau dans ce fichier : tout est déjà ici.',
    warnings: 'À vérifier :',
    do: (count) => (count < 2 ? `Importer ${count} question` : `Importer ${count} questions`),
    done: (added, changed) => `Importé : ${added} nouvelles, ${changed} modifiées.`,
    problems: 'Rien n’a été importé. Corrigez d’abord ceci :',
    problem: (line, message) => `Ligne ${line} : ${message}`,
    moreProblems: (count) => `et ${count} de plus`,
    tooLarge: (kilobytes) =>
      `Ce fichier n’existe plus, ou dépasse ${kilobytes} ko. Joignez-en un plus petit.`,
    notText: `Ce fichier n’est pas du texte en UTF-8. Joignez un fichier Markdown, comme ${command('faq export')} en écrit.`,
    tooMany: (most, would) =>
      `Rien n’a été importé : ce serveur aurait ${would} questions, et le maximum est ${most}. Retirez-en d’abord.`,
    gone: `Cet aperçu n’existe plus. Utilisez de nouveau ${command('faq import')}.`,
    failed: 'Je n’ai pas pu lire le fichier chez Discord. Réessayez.',
    meanwhile:
      'Quelqu’un a changé les questions entre-temps ; rien n’est donc encore importé. Regardez encore une fois.',
  },
});
