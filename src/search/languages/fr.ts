import { frenchPhrases } from './fr-phrases.ts';
import type { LanguageData } from './language-data.ts';

export const french: LanguageData = {
  stemmer: 'french',
  stopWords: `
    le la les l un une des du de d au aux a en y dans sur sous par pour avec sans chez vers entre contre depuis
    pendant avant apres et ou mais donc or ni car que qu qui quoi dont quel quelle quels quelles lequel laquelle
    lesquels lesquelles comment pourquoi quand combien si ne n pas plus moins tres trop aussi ce c cet cette ces ca
    cela ceci se s sa son ses leur leurs mon ma mes ton ta tes notre nos votre vos je j tu t il elle on nous vous
    ils elles me m te lui eux est sont etait etaient etre ete suis es sera seront serait ai as ont avait avaient
    avoir eu aura fait faire font fais peut peuvent pourrait peux pouvoir doit doivent faut va vont aller tout tous
    toute toutes meme memes autre autres ci la-bas est-ce`,
  chatter: `
    svp stp merci salut bonjour bonsoir hey coucou mdr ptdr lol alors bon ben bah euh hein quoi genre vraiment
    exactement juste enfin en-fait fait bref voila deja encore toujours jamais maintenant chose choses truc trucs
    machin quelque quelqu gens monde personne expliquer explique expliquez dire dit dites dis parler parle raconter
    savoir sais sait connaitre connais vouloir veux veut voudrais article texte question questions demander demande
    reponse resume histoire lire besoin aimer sens sorte genre type petit grand peu beaucoup bien selon ici plutot
    surtout passe quelqun`,
  everyday: `
    accepter acheter aider aimer aller ami an annee appeler apporter apprendre arriver arreter attendre attirer
    beau bon cas cause certain changer chercher choisir clair coeur comprendre compte compter concerner condition
    connaitre continuer coup courir croire danger date debut decider dernier devenir devoir different difficile
    donner droit durer eau effet enfant ensemble entendre entrer envoyer erreur essayer exemple facile facon famille
    femme fermer finir force forme fort garder gens gouvernement gros groupe guerre habiter haut heure heureux
    histoire homme idee important impossible inquieter jeune jouer jour laisser langue lettre lieu lire loin long
    main maison mal manger manquer marcher mauvais meilleur mettre mieux moment montrer mort mot moyen naitre nom
    nombre nouveau nuit obliger occuper ouvrir paraitre partie partir passer payer pays penser perdre permettre pere
    place politique porter poser possible pousser premier prendre preparer presenter presque probleme produire
    proposer public quitter raconter rapport recevoir reconnaitre regarder remettre rencontrer rendre rentrer
    rester resultat reussir revenir rien role route savoir semaine sembler sentir serieux servir seul simple
    situation soir sortir suite suivre sujet sur systeme temps tenir terre tomber toucher tourner travail travailler
    trouver tuer utile utiliser vendre venir verite vie ville vivre voir voix vrai vue`,
  shortForms: [
    ['c', 'ce'],
    ['g', 'j ai'],
    ['cest', 'c est'],
    ['cetait', 'c etait'],
    ['jai', 'j ai'],
    ['javais', 'j avais'],
    ['nest', 'n est'],
    ['nai', 'n ai'],
    ['na', 'n a'],
    ['sest', 's est'],
    ['ya', 'y a'],
    ['yavait', 'y avait'],
    ['quil', 'qu il'],
    ['quils', 'qu ils'],
    ['quon', 'qu on'],
    ['quelquun', 'quelqu un'],
    ['dun', 'd un'],
    ['jusqua', 'jusqu a'],
    ['daccord', 'd accord'],
    ['estce', 'est ce'],
    ['kan', 'quand'],
    ['pk', 'pourquoi'],
    ['pkoi', 'pourquoi'],
    ['pq', 'pourquoi'],
    ['prk', 'pourquoi'],
    ['cmt', 'comment'],
    ['cmb', 'combien'],
    ['koi', 'quoi'],
    ['ki', 'qui'],
    ['ke', 'que'],
    ['kel', 'quel'],
    ['kelle', 'quelle'],
    ['qd', 'quand'],
    ['qq', 'quelque'],
    ['qqn', 'quelqu un'],
    ['qqch', 'quelque chose'],
    ['pr', 'pour'],
    ['ds', 'dans'],
    ['av', 'avec'],
    ['ac', 'avec'],
    ['bcp', 'beaucoup'],
    ['tt', 'tout'],
    ['ts', 'tous'],
    ['pb', 'probleme'],
    ['pbs', 'problemes'],
    ['boite', 'entreprise'],
    ['boites', 'entreprises'],
    ['boulot', 'travail'],
    ['fric', 'argent'],
    ['usa', 'etats unis'],
    ['us', 'etats unis'],
    ['americain', 'etats unis'],
    ['americaine', 'etats unis'],
    ['americains', 'etats unis'],
    ['americaines', 'etats unis'],
    ['amerique', 'etats unis'],
    ['etatsunis', 'etats unis'],
    ['tel', 'telephone'],
    ['appli', 'application'],
    ['applis', 'applications'],
    ['app', 'application'],
    ['ia', 'intelligence'],
    ['ai', 'intelligence'],
    ['dev', 'developpeur'],
    ['devs', 'developpeurs'],
    ['tlm', 'tout le monde'],
    ['jsp', 'je ne sais pas'],
    ['stp', 's il te plait'],
  ],
  synonyms: [
    'cout couter coute prix depense depenser budget argent tarif',
    'gratuit libre gratuitement',
    'entreprise societe firme compagnie',
    'chine chinois chinoise pekin',
    'europe europeen europeenne',
    'action bourse titre marche',
    'chute chuter chute baisse baisser krach effondrement effondrer plonger recul degringoler plongeon',
    'investisseur actionnaire',
    'peur inquietude crainte inquiet anxiete',
    'creer cree concevoir developper developpement fabriquer construire fait',
    'puce gpu materiel processeur',
    'avantage benefice profiter interet atout gain',
    'difficulte obstacle defi probleme frein barriere',
    'risque danger menace',
    'etranger international mondial monde',
    'censure filtrage moderation',
    'concurrence concurrent rival concurrencer competition',
    'domination suprematie avance leader leadership tete',
    'reprendre regagner retrouver reconquerir',
    'sortie lancement publier publication sortir lancer',
    'rapide vite rapidement',
    'secret ferme proprietaire',
    'ouvert ouverture transparence',
    'application logiciel programme',
    'conseil recommander recommandation conseiller',
    'strategie plan approche',
    'fin conclusion final',
    'debut introduction commencement',
    'confiance fiable fiabilite',
    'chercheur scientifique',
    'patron chef directeur',
    'revenu recette gagner monetisation argent',
    'publicite pub annonce',
    'raison cause pourquoi',
    'comparer comparaison compare',
    'nom appele appeler nomme terme',
    'projet initiative programme',
  ],
  phrases: frenchPhrases,
};
