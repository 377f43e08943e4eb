import type { TalkData } from './talk-data.ts';

const ARE_YOU = `(es tu|t'es|t|tu es|tes|vous êtes|êtes vous|est ce que tu es|est ce que t'es|c'est)`;
const YOU = `(tu|vous|le bot|ce bot|on)`;
const MADE = `(créé|crée|créée|cree|fait|codé|code|programmé|développé|construit|inventé|conçu|fabriqué|écrit)`;

export const frenchTalk: TalkData = {
  fillers: `
    (bot|le bot|footnote|tous|toutes|les gens|les amis|l'équipe|la team|la commu|la compagnie|tout le monde|tlm|le monde)
    (mec|frère|frérot|gros|poto|chef|man|dude|monsieur|madame|mon ami|mon pote|petit bot|cher bot|vous|toi)
    (svp|s'il te plaît|s'il vous plaît|please|alors|ah|oh|euh|bah|ben|bon|et|mais|quoi|hein|voilà|juste|du coup|franchement)
    (très|trop|vraiment|bien|aussi|encore|ici|aujourd'hui)
    à (tous|toutes|toi|vous|tout le monde|toute l'équipe)`,
  remarks: `
    (tout s'explique|ça explique tout|voilà qui explique tout|logique|logiquement|effectivement|en effet|évidemment|forcément|carrément|exactement|absolument|certes|peut être|sûrement|probablement|possible|sans doute|dommage|tant mieux|tant pis|quel dommage|bonne nouvelle|mauvaise nouvelle|bon à savoir|moi aussi|moi non plus|pareil|pareil pour moi|idem|si tu le dis|si vous le dites|qui l'eût cru|on verra|on verra bien|comme prévu|d'acc|rien d'autre|ni moi)
    (c'est|c'était) (vraiment|bien|si|très|trop|assez|plutôt|) (logique|clair|fou|bizarre|étrange|dommage|évident|intéressant|surprenant|noté|compris|ça|celui là|celle là|tout bon|ce que je pensais|ce que je me disais|ce que je voulais savoir|ce qu'il me fallait|une bonne nouvelle|bon à savoir) (maintenant|alors|)
    c'était (vraiment|si|très|trop|assez|plutôt|) (rapide|facile|simple|cher|nouveau|possible)
    (je|j') (ne|) (le|l') (savais|sais) (pas|déjà|)
    (je ne savais pas|je savais pas|j'savais pas|je ne le savais pas|je l'ignorais|j'ignorais|aucune idée|je n'en savais rien|j'avais pas vu|je n'avais pas vu|j'ai pas vu|j'avais mal lu|j'ai mal lu|j'avais mal compris|j'ai mal compris|j'avais oublié|je m'en doutais|je me disais bien|je me disais aussi|je pensais bien|je le pensais|j'en étais sûr|j'en étais sûre|je m'y attendais|je ne m'y attendais pas)
    (c'est|c'était|) (de|) ma faute
    (au temps|autant) pour moi
    (mea culpa|erreur de ma part|toutes mes excuses|mes excuses|je me suis trompé|je me suis trompée)
    (que|qu'est ce que|) (je suis|j'étais|j'ai été) (trop|vraiment|si|tellement|très|un|une|un vrai|une vraie|) (nul|nulle|bête|con|conne|idiot|idiote|stupide|débile|boulet)
    (quel idiot|quelle idiote|quel con|quelle conne|quel boulet) (je suis|je fais)
    (désolé|désolée|pardon) (pour|de|) (la|ma|cette) question (bête|stupide|idiote)
    (je|j') (crois|pense|suppose|imagine|espère) (bien|aussi|pas|que oui|que non|)
    (je vais|on va|je vais aller) (essayer|voir|regarder|tester|vérifier|faire) (ça|cela|)
    (j'|je) (essaie|essaye|teste|regarde|note) (ça|cela|) (tout de suite|demain|maintenant|)
    (c'est bon|ça y est|enfin|) (j'ai|) trouvé
    (je|) (comprends|vois) (mieux|maintenant|mieux maintenant|ce que c'est)
    (ça|cela) (a l'air|me semble|me paraît|semble|paraît) (bien|bon|cool|super|logique|correct|facile|compliqué|intéressant|chouette|sympa)`,
  pointers: `
    pourquoi (ça|cela|pas|donc|)
    comment ça
    et (ça|cela|celui là|celle là|ceux là|celles là|l'autre|les autres|le reste|eux|elles)
    (lequel|laquelle|lesquels|lesquelles|c'est à dire|par exemple|comme quoi|quoi d'autre|et après|et ensuite|et sinon|continue|continuez)
    (ça|cela) veut dire quoi
    (qu'est ce que|que) (ça|cela) veut dire
    que veut dire (ça|cela)
    (explique|expliquez|développe|développez|précise|précisez) (ça|cela|)
    (dis|dites) (m'en|moi en) plus
    (tu peux|vous pouvez|peux tu|pouvez vous) (expliquer|développer|préciser)`,
  phrases: {
    greeting: `
      (salut|bonjour|bonsoir|coucou|cc|hello|hey|yo|slt|bjr|bsr|wesh|hi|kikou|salutations|holà|hola|re|rebonjour|saluuut|yop|yosh|bijour|boujour|bonjoir)
      (bon|bonne) (matin|matinée|après-midi|aprèm|année|fête|fêtes|noël|anniversaire|weekend|week end|dimanche)
      joyeux (noël|anniversaire)
      (comment|) ça (va|roule|dit quoi|gaze|farte|se passe|boum) (bien|la famille|les gens|)
      (comment|) (vas tu|allez vous|tu vas|vous allez|tu te sens) (bien|)
      (tu vas|vous allez) bien
      (quoi de neuf|quoi de beau|ça dit quoi|dit quoi|la forme|la pêche|enchanté|bienvenue|content d'être ici)
      (j'ai|jai|g) une (petite|) question (rapide|)
      (j'ai|jai|g) (2|3|deux|trois|quelques|plusieurs|des) (petites|) questions
      une (petite|) question
      (je peux|puis je|est ce que je peux) (te|vous|) poser une question
      (je suis|chui|moi je suis) (nouveau|nouvelle|là|de retour) (ici|)
      (nouveau|nouvelle) ici`,
    farewell: `
      (au revoir|aurevoir|bye|ciao|tchao|tchuss|tchou|à bientôt|à plus|à plus tard|à tout à l'heure|adieu|bisous|biz|bizz|gn|bonsoir|à toute|atoute|bonne nuit|bon courage|prends soin de toi)
      à (plus|demain|bientôt|la prochaine|tantôt|lundi|ce soir)
      (bonne|bon) (journée|soirée|nuit|aprem|fin de journée|fin de soirée|continuation|week-end|vacances|dodo|chance)
      (je|j) (dois y aller|y vais|m'en vais|file|vais dormir|vais me coucher)
      (allez|bon) (ciao|bye|à plus|à demain|salut)
      dors bien`,
    thanks: `
      (merci|mercii|mrc|mrci|thx|thanks|thank you|cimer|ty|merki|mci|remerciements|gracias|tks)
      (mille|un grand|grand|un énorme|encore) (merci|mercis)
      merci (beaucoup|infiniment|bien|d'avance|énormément|à toi|à vous|mille fois|du fond du coeur|d'avoir répondu|de m'avoir aidé|de ton aide|de votre aide|de ta réponse|de votre réponse|d'avoir pris le temps)
      merci (beaucoup|bien|infiniment|) pour (ton|votre|l'|la|ta|les|tes|vos|ces|cette|le|) (aide|réponse|réponses|info|infos|information|informations|lien|explication|explications|temps|conseil|conseils|précision|précisions|retour)
      merci (beaucoup|bien|infiniment|) pour tout
      (non|oui) merci
      (c'est|t'es|tu es|vous êtes|trop|très|c'était) (gentil|sympa|adorable|aimable) (à toi|de ta part|à vous|)
      (ça|cela) (m'a aidé|m'aide|aide|a marché|a fonctionné) (beaucoup|)
      (je te|je vous|j'te) remercie (beaucoup|)
      c'est (exactement|) ce que je (cherchais|voulais)
      (tu me sauves|tu m'as sauvé|tu me sauves la vie)`,
    reaction: `
      (ok|okay|oki|okk|k|oui|ouais|ouep|yep|yes|non|nan|nope|d'accord|dac|dacc|dak|daccord|entendu|compris|exact|exactement|voilà|carrément|grave|pareil|clair|bien sûr|évidemment|parfait|nickel|impec|impeccable|vu|noté|certes|effectivement|tant mieux|tant pis)
      (mdr|ptdr|xptdr|lol|lmao|haha|hehe|hihi|xd|mort|jpp|oups|zut|mince|oula|ouah|waouh|wow|whaou|omg|gg|dommage|aïe|ouf|pas mal|rip|f|désolé|pardon|sorry|dsl|stylé|banger|goat|w|masterclass)
      (cool|super|génial|top|excellent|bravo|chapeau|magnifique|formidable|fantastique|incroyable|extra|trop bien|bien joué|bien vu|félicitations|félicitation|bon bot|gentil bot|sympa|énorme|nice|great|awesome|chouette|beau travail|bon travail|beau boulot|bon boulot|dingue|ouf|classe|cimer|fort|intéressant)
      (c'est|c'était|ce bot est|le bot est|il est|t'es|tu es|vous êtes|trop|très|tu gères|vraiment|bot|) (trop|vraiment|super|très|tellement|pas|grave|) (cool|génial|top|super|bien|bon|fort|utile|drôle|marrant|intelligent|malin|stylé|mignon|beau|fort ce bot|bien ce bot|cool ce bot|génial ce bot|parfait|ça|vrai|bon|clair|noté|incroyable|dingue|impressionnant|excellent)
      (t'es|tu es|vous êtes|c'est) (le|la|les|un|une) (meilleur|meilleure|meilleurs|meilleur bot|boss|best|goat|roi|génie|crack|base)
      (le|) meilleur (bot|des bots)
      (je t'aime|jtm|je t'adore|j'adore|j'aime|j'aime bien|je kiffe|tu gères|tu déchires|tu assures|vive le bot|vive footnote) (trop|beaucoup|ce bot|le bot|ça|)
      (ah|) (je vois|je comprends|j'ai compris|je sais|je savais|c'est compris|c'est noté|c'est bon|c'est clair|c'est vrai|ça roule|ça me va|ça marche merci)
      pas de (problème|souci|soucis)
      (pas grave|de rien|avec plaisir|je ne sais pas|je sais pas|jsp|laisse tomber|c'est pas grave|t'inquiète|tkt|tu as raison|t'as raison|mauvais salon|oh non|oh la la|c'est tout|rien)
      (svp|stp|bot|alors|euh|bon|hein)`,
    insult: `
      (nul|nulle|naze|pourri|merde|con|connard|connasse|idiot|imbécile|abruti|débile|crétin|stupide|bête|minable|inutile|tg|ftg|fdp|pd|ntm|enculé|putain|ptn|bouffon|bâtard|salope|ridicule|bidon|éclaté|wtf|beurk|pourrave|guez|claqué|chiant)
      ${ARE_YOU} (vraiment|trop|si|tellement|un|une|le|la|complètement|pas|du|grave|) (nul|nulle|naze|pourri|con|connard|idiot|imbécile|abruti|débile|crétin|stupide|bête|minable|inutile|merde|pire|fou|bouffon|gros nul|bon à rien|chiant|moche|ridicule|lent|faux|n'importe quoi|éclaté|claqué|de la merde|pire bot|utile|malin|mauvais)
      (bot|robot|ia|machine|réponse) (nul|nulle|naze|pourri|pourrie|de merde|inutile|débile|stupide|à chier|éclaté|claqué|de con)
      (sale|gros|mauvais|pauvre|espèce d'|espèce de|stupide|putain de) (bot|con|idiot|nul|merde|robot|imbécile|débile|abruti|connard|naze|type|machine)
      (ce|le) bot (est|c'est) (vraiment|trop|) (nul|naze|pourri|con|stupide|inutile|débile|de la merde|bête|à chier|éclaté|claqué)
      (le|) pire bot (du monde|de tous les temps|)
      (nul|naze|pourri|inutile|débile) (ce|le) bot
      (quel|quelle) (bot|) (nul|naze|merde|idiot|con|de merde|blague|honte|déception)
      (ta gueule|ferme la|la ferme|ferme ta gueule|tais toi|dégage|casse toi|nique ta mère|nique toi|je te déteste|je te hais|je vous déteste|va mourir|va chier|va en enfer|n'importe quoi|fais chier|ça fait chier|tu me saoules|tu saoules|tu fais chier|fous moi la paix|de merde)
      va te faire (foutre|voir|enculer|cuire un oeuf)
      tu (pues|crains|saoules|m'énerves|m'emmerdes|sers à rien|ne sers à rien|comprends rien|ne comprends rien|sais rien|ne sais rien|racontes n'importe quoi|dis n'importe quoi|te trompes|as tort)
      (ça|ce bot|le bot) (ne|) (sert|vaut|comprend|sait) (à|) rien
      c'est (de la merde|n'importe quoi|nul|faux|pas ça|à chier)`,
    test: `
      (test|tests|ping|pong|essai|asdf|azerty|qsdf)
      (un|juste un|c'est un|ceci est un|petit) (petit|) (test|essai)
      (je|on) (teste|test)
      (tu es|t'es|es tu|vous êtes|êtes vous|le bot est|il est) (là|ici|vivant|en ligne|réveillé|mort|actif|dispo|up|co|connecté|debout|down)
      ${YOU} (marches|marche|fonctionnes|fonctionne|m'entends|m'entend|me reçois|réponds|répond|répondez|me lis|captes|bug|bugges|bugue) (toujours|encore|bien|ou pas|)
      (est ce que|) (ça|ce truc|ce bot|le bot|c'est) (marche|fonctionne|est en ligne|bug|est mort|est là|répond)
      (y a|il y a|ya|y'a|est ce qu'il y a) quelqu'un (ici|là|)
      quelqu'un (est là|ici)
      (allô|allo)
      (tu peux|vous pouvez|) (demande|demandez|demander|essaie|essayez|utilise|utilisez|mentionne) (lui|le bot|au bot|à ce bot|ce bot|ici|)
      1 2 (3|)
      un deux (trois|)`,
    help: `
      (aide|help|sos|commandes|commande|menu|options|infos|info|mode d'emploi|au secours|à l'aide|tuto)
      (j'ai|jai|on a|) (besoin|bsn) (d'aide|de ton aide|de votre aide|d'un coup de main)
      (aidez|aide) (moi|nous)
      (tu|vous|quelqu'un|on|qqn|le bot|ce bot) (peux|peut|pouvez|pourrait|pourrais|pourriez|veux|peux tu) (m'aider|nous aider|m'expliquer|aider)
      (peux|pouvez|pourrais|pourriez|peut) (tu|vous|on|il) (m'aider|nous aider|aider)
      (est ce que|) (tu|vous|quelqu'un) (peux|pouvez|peut) (m'aider|aider|nous aider)
      (tu|vous|il|le bot|ce bot) (sais|savez|sait|peux|pouvez|peut|fais|faites|fait|connais|connaissez) (faire|) quoi (faire|ici|comme trucs|)
      (que|quoi) (sais|savez|peux|pouvez|fais|faites|connais) (tu|vous) (faire|) (pour moi|ici|)
      (que|qu'est ce que|qu'est ce qu') (tu|vous|il|ce bot|le bot|on|je) (sais|savez|sait|peux|pouvez|peut|fais|faites|fait|connais|connaît) (faire|me dire|me raconter|répondre|te demander|vous demander|) (pour moi|avec toi|avec ce bot|avec le bot|)
      (à quoi|à quoi ça|a quoi) (tu|ça|ce bot|le bot|vous) (sers|sert|servez|)
      à quoi (sers tu|servez vous|sert ce bot|sert le bot|sert ce truc|tu sers)
      (tu sers|ça sert|ce bot sert|vous servez) à quoi (ce bot|le bot|)
      comment (tu|vous|ça|ce bot|le bot) (marches|marche|fonctionnes|fonctionne|marchez|fonctionnez) (ce bot|le bot|ce truc|)
      comment (marche|fonctionne|marches|fonctionnes) (le bot|ce bot|tu|ce truc)
      comment (utiliser|on utilise|j'utilise|se servir|on se sert|je me sers|t'utiliser|parler|on parle) (de|du|à|avec|au|) (le bot|ce bot|bot|toi|ce truc|)
      (quelles|quels|quel) (sont|est) (tes|les|vos|ta|ton) (commandes|fonctions|options|fonctionnalités|capacités|rôle|utilité|but|sujets|compétences)
      (tes|les|liste des|toutes les|montre les|montre moi les|montre tes|affiche les|donne les|donne moi les) (commandes|fonctions|options|fonctionnalités)
      (quelles|quel genre de|quelle) (questions|question) (je peux|peut on|on peut|puis je|est ce que je peux) (te|vous|lui|) (poser|demander)
      (je peux|on peut|puis je) (te|vous|) (demander|poser) quoi (comme question|comme questions|)
      c'est quoi (ce bot|le bot|ton but|ton rôle|ton utilité|tes commandes|les commandes|le but|l'intérêt de ce bot|ce truc)`,
    about: `
      (tu es|t'es|vous êtes|c'est|tes) (qui|quoi) (toi|ce bot|au juste|exactement|en fait|en vrai|)
      qui (es tu|êtes vous|est ce bot|est le bot|tu es|t'es|vous êtes|est footnote)
      qu'est ce que (tu es|t'es|vous êtes)
      qui a ${MADE} (le bot|ce bot|footnote)
      qui (a|est) ${MADE} (ce|le) bot
      qui (t'a|t'as|ta|tas|vous a) ${MADE}
      qui (est|c'est) (ton|votre|le) (créateur|créateur du bot|développeur|maître|père|patron|chef|papa|proprio|propriétaire|auteur|dev)
      (c'est qui|qui est) (ton|votre|le) (créateur|développeur|maître|père|patron|papa|proprio|propriétaire|dev|créateur du bot)
      (par qui) (as tu été|tu as été|t'as été|es tu|êtes vous) ${MADE}
      ${ARE_YOU} (vraiment|juste|bien|) (un|une|) (robot|bot|humain|humaine|ia|i a|intelligence artificielle|vrai|réel|vraie personne|machine|programme|personne|vrai humain|homme|femme|fille|garçon|chatgpt|gpt|chat gpt|llm|être humain|célibataire|conscient|vivant|vraie|vrai bot) (ou|) (un|une|) (robot|bot|humain|ia|machine|vraie personne|personne|vrai|réel|homme|)
      (tu|vous|le bot|ce bot) (utilises|utilise|utilisez) (chatgpt|gpt|une ia|l'ia|chat gpt|openai|quel modèle|quelle ia)
      (comment) (tu t'appelles|t'appelles tu|vous appelez vous|tu te nommes|t'as été fait|tu as été fait|as tu été fait|tu t'appelle)
      (c'est quoi|quel est) (ton|votre) (nom|petit nom|prénom|âge|modèle|histoire|métier|sexe)
      (tu as|t'as|as tu|tu a) (quel âge|des sentiments|un nom|une âme|une copine|des amis|des émotions)
      quel âge (as tu|avez vous|tu as|t'as)
      (d'où viens tu|tu viens d'où|d'où tu viens|tu habites où|où habites tu|parle moi de toi|présente toi)
      (tu parles|parles tu) (français|anglais)
      quel (modèle|bot|type de bot) (es tu|êtes vous|tu es)`,
    source: `
      (source|sources|preuve|preuves|référence|références|lien|liens|sauce)
      (tes|vos|ta|ton|les|une|la|des|un|le|quelles|quelle|quels|t'as une|tu as une|t'as des|tu as des|as tu une|avez vous une|il y a une|y a une) (source|sources|preuve|preuves|lien|références|référence|sources pour ça)
      (quelle|quelles|quel|c'est quoi|où est|où sont|donne|donnez|donne moi|je veux|il me faut|montre|montre moi|cite) (est|sont|) (ta|tes|votre|vos|la|les|ton|le|une) (source|sources|preuve|preuves|référence|références|lien|source de ça)
      (d'où|où) (tu|ça|vous|il|cela) (sors|sort|vient|viens|tiens|tires|prends|tenez|as trouvé|as vu|a trouvé|provient|as lu|trouves) (ça|cela|tes infos|ces infos|l'info|cette info|tes informations|tes réponses|)
      (d'où|où) (as tu|t'as|tu as|avez vous) (trouvé|lu|vu|sorti|pris) (ça|cela|cette info|l'info)
      (d'où vient|d'où proviennent|d'où viennent|d'où sort|d'où sortent) (ça|cela|cette info|tes infos|ces infos|l'info|cette réponse|tes réponses)
      (tu sors ça|ça sort|ça vient|tu tiens ça|tu as trouvé ça|t'as vu ça|t'as trouvé ça) (d'où|où)
      qui (dit|a dit) (ça|cela)
      (qui le dit|prouve le|t'es sûr|tu es sûr|es tu sûr|c'est vrai ça|comment tu le sais|comment tu sais ça|selon qui|d'après qui)
      (le|un|) lien (de|vers|pour) (l'article|la source|l'original)`,
  },
};
