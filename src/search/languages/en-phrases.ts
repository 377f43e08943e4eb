import { CLAUSE } from './phrases.ts';
import type { Phrases } from './phrases.ts';

const GREETING = `(?:hi|hello|hey|heya|hiya|yo|howdy|greetings|sup|gm|good (?:morning|afternoon|evening|day))`;
const PEOPLE = `(?:all|everyone|everybody|guys|folks|there|team|y'?all|people|bot|mods?|admins?|friends?|mates?|dude|bro|man)`;
const QUESTION_WORD = `(?:how|hows|what|whats|what's|when|where|wheres|why|who|whos|which|whose|can|cant|can't|could|is|isnt|isn't|are|do|does|did|dont|don't|will|would|should|may|has|have|am|was|were)`;
const AUXILIARY = `(?:is|are|was|were|do|does|did|can|could|will|would|should|shall|may|has|have|had|am|isnt|isn't|arent|aren't|dont|don't|doesnt|doesn't|didnt|didn't|cant|can't|wont|won't)`;
const PERSON = `(?:i|you|u|we|they|he|she|it|there|people)`;
const DETERMINER = `(?:the|a|an|this|that|these|those|my|your|our|his|her|its|their|any|all|some|anyone|someone|anybody|everyone)`;
const WORD = String.raw`[\p{L}\p{N}'’-]+`;
/** Behind `what do i do`, no name but what leads on. */
const LINK = `(?:if|when|where|while|what|who|how|why|because|that|to|not|so|then|here|me|us|him|them|something|anything|everything|nothing)`;
const NAME = `(?:(?:the|a|an|your|our) )?(?!${PERSON}\\b|${DETERMINER}\\b|${LINK}\\b)${WORD}`;
const SOMEONE = `(?:you|u|y'?all|any(?:one|body)|some(?:one|body))(?: guys| all| here| please| pls)*`;
const WHETHER = `(?: (?:if|whether|please|pls))?`;

export const englishPhrases: Phrases = {
  mayContract: /'|n t(?!\p{L})|its/u,
  contractions: [
    // Slips: ca'nt, don t.
    [/(?<=\p{L})'nt(?!\p{L})/gu, "n't"],
    [
      /(?<!\p{L})(don|doesn|didn|isn|aren|wasn|weren|haven|hasn|hadn|couldn|wouldn|shouldn|mustn|needn|can|won|shan|ain) t(?![\p{L}'-])/gu,
      "$1't",
    ],
    [/(?<!\p{L})can't(?!\p{L})/gu, 'can not'],
    [/(?<!\p{L})won't(?!\p{L})/gu, 'will not'],
    [/(?<!\p{L})shan't(?!\p{L})/gu, 'shall not'],
    [/(?<!\p{L})ain't(?!\p{L})/gu, 'is not'],
    [/(?<=\p{L})n't(?!\p{L})/gu, ' not'],
    [/(?<!\p{L})let's(?!\p{L})/gu, 'lets'],
    [
      /(?<=(?<!\p{L})(?:what|who|where|when|why|how|that|there|here|it|he|she|everyone|someone|anyone|nobody|everything|something|nothing))'s(?!\p{L})/gu,
      ' is',
    ],
    [
      // No possessive stands before these.
      /(?<!\p{L})its(?= (?:a|an|the|not|too|so|just|always|already|been|gone|ok|okay|here|there|this|that|my|your)(?![\p{L}\p{N}]))/gu,
      'it is',
    ],
    [/(?<=(?<!\p{L})(?:what|who|where|when|why|how))'d(?!\p{L})/gu, ' did'],
    [/(?<=\p{L})'d(?!\p{L})/gu, ' would'],
    [/(?<=\p{L})'ll(?!\p{L})/gu, ' will'],
    [/(?<=\p{L})'re(?!\p{L})/gu, ' are'],
    [/(?<=\p{L})'ve(?!\p{L})/gu, ' have'],
    [/(?<=\p{L})'m(?!\p{L})/gu, ' am'],
    // A possessive adds nothing.
    [/(?<=\p{L})'s?(?!\p{L})/gu, ''],
  ],
  elision: null,
  numbered: `rule rules law level levels lvl chapter chapters part parts step steps section sections article articles
    point points tier tiers season seasons phase phases episode episodes ep version versions stage stages item items
    lesson lessons unit units exercise exercises figure fig table floor room hall act book volume vol gate mission
    missions quest quests wave day week round line zone page paragraph clause world area question tip option mode
    grade update patch team group boss`,
  numberSigns: 'number no nr num numero',
  numbers: `one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty`,
  ordinals: `first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth`,
  ordinal: /^(\d{1,4})(?:st|nd|rd|th)$/,
  soundsBefore: `me u you us him her them the a an my your our their this that it be do get go have use make become join
    play see buy find know start stop try come work pay leave change keep free real sure ever now what who`,
  soundsAfter: `how what where when who want need got able going try trying like used supposed allowed ready easy hard
    free way ways time waiting looking thanks good bad better best`,
  objects: `u you we they there the these those my your i it this that people if what`,
  leadIn: new RegExp(
    [
      `^(?:${GREETING}(?: ${PEOPLE}){0,2}|dear ${PEOPLE}|(?:i (?:have|got) |i've got |ive got |got )?(?:just )?(?:a |one )?(?:(?:dumb|stupid|silly|noob|small|little|quick|short|simple) ){0,2}(?:question|one|q)(?: for (?:you|u|y'?all|the (?:team|mods|bot))(?: guys| all)?)?(?: here)?|sorry(?: (?:to bother|if|for)[^,.;:!?\\n]{0,80})?|excuse me|please|pls|plz|so|ok|okay|um+|uh+|hmm+|well|also|anyway|btw|by the way|thanks(?: in advance)?)(?:\\s{0,3}[,;:.!?–—…-]+\\s{0,3}|\\s{0,3}\\n\\s{0,3})`,
      `^${GREETING}(?: ${PEOPLE})? (?=${QUESTION_WORD}\\b)`,
      `^(?:(?:so|ok|okay|and|but|also|um|please|pls|plz) )?(?:(?:does |do )?(?:any(?:one|body)|some(?:one|body)|you|u)(?: here| guys| all)? (?:happen to )?knows?|(?:can|could|would|will) (?:you|u|someone|anyone|somebody|anybody)(?: please| pls)? (?:tell me|let me know)|i(?: was|'m|m| am)? (?:just )?wonder(?:ing)?|just wondering|i(?:'d| would|d)? (?:just )?(?:like|want|wanna|need) (?:to )?know|any ideas?|tell me)${WHETHER},? (?=\\S+ \\S)`,
      `^(?:so|ok|okay|um|please|pls|plz) (?=${QUESTION_WORD}\\b)`,
    ].join('|'),
    'iu',
  ),
  leadOut:
    /(?:[,;.!?\n…–—-]\s{0,3}(?:(?:many )?thanks?(?: you)?(?: so much| a lot| in advance| guys| everyone| all| again)?|cheers|(?:any )?help(?: is| would be)?(?: much| greatly)? appreciated|(?:much )?appreciated|sorry if [^.!?\n]{0,60})|[\s,;.!?]{1,3}(?:please|pls|plz|thx|ty|tysm|tyvm|tyia|tia|thanks in advance))[\s.!]{0,5}$/iu,
  asksForName:
    /^(?:(?:what|who) (?:is|are|was|were) |what does |define |explain |show (?:me )?|tell me about |(?:info|information) (?:on|about) )?(?:(?:the|a|an|your|our) )?(.+?)(?: (?:say|says|mean|means))?$/,
  asking: new RegExp(`^${QUESTION_WORD}\\b`, 'u'),
  askingFor:
    /\b(?:(?:any|some)(?:one|body) (?:here )?knows?|help (?:me )?with|need (?:some )?help|how (?:do|does|did|to|can|much|many|long)|is there|are there|trying to (?:find|figure|understand|work out)|wonder(?:ing)?|where can|can'?t (?:find|figure)|what'?s|what is|tell me|explain|want to know|need to know|my question)\b/u,
  clauses: new RegExp(
    `${CLAUSE}|\\s+(?=(?:how (?:do|does|did|much|many|can|to|long|is|are)|what(?:'?s| is| are| does| do| did)|where(?:'?s| is| are| do| can)|when (?:is|are|does|do|did|will)|why (?:is|are|does|do|did|can)|who (?:is|are|did|made|can)|can (?:i|we|you|u|someone|anyone)|is (?:there|it)|are there|does (?:anyone|it|the)|do (?:i|we|you))\\b)`,
    'u',
  ),
  several: {
    joins:
      /\s*[,;]\s*(?:(?:and|also|plus)\s+)?(?:also\s+|then\s+)?|\s+(?:and|&|plus|also)\s+(?:also\s+|then\s+)?/g,
    direct: new RegExp(
      [
        `^(?:what|wat|how|when|where|why|who|which)(?:'?s|'re| ${AUXILIARY}) \\S`,
        `^what (?!${PERSON}\\b|${DETERMINER}\\b|if\\b|about\\b|else\\b|now\\b|not\\b)\\S+ \\S`,
        `^how (?:much|many|long|often|far|old|big|fast|high|hard|easy|late|early|soon|tall|deep|safe|to|come)\\b \\S`,
        `^(?:who|which|whose) (?!${PERSON}\\b|${DETERMINER}\\b|not\\b)\\S+`,
        `^(?!were an?\\b|had (?:${DETERMINER}|it)\\b)${AUXILIARY} (?:${PERSON}|${DETERMINER}) \\S`,
        `^(?:do|does|did) \\S+ \\S`,
        `^(?:is|are|can|will|should) (?!and\\b|or\\b|not\\b)\\S+ \\S`,
      ].join('|'),
      'u',
    ),
    indirect: /^(?:what|how|when|where|why|who|which|whose|whether|if) \S+ ?\S/u,
    afterComma: new RegExp(
      `^(?:what|how|when|where|why|who|which)(?:'?s|'re| ${AUXILIARY}| much| many| long| often) \\S`,
      'u',
    ),
    toBeTold: /know|tell me|wonder|explain/u,
    byItsMark: /^(?!)/u,
    goesOn: new RegExp(
      [
        String.raw`^(?:is|was|would) (?:that|this)(?: (?:ok|okay|right|true|normal|allowed|bad|good|fine|it|correct|possible|safe|all))?\W*$`,
        String.raw`^is it (?:possible|normal|just me|a bug|a glitch|a joke)\W*$|^is th(?:is|at) (?:just me|a bug|a glitch|a joke)\W*$`,
        String.raw`^(?:would|will|does|did) (?:that|this) (?:work|help|matter|count)\W*$|^does it matter\W*$`,
        String.raw`^should i (?:throw|keep|do|worry)\b`,
        String.raw`^(?:do|does|did) ${SOMEONE} (?:know|understand|get it|have (?:an?|any|the) (?:answers?|ideas?|info|tips?|clue))\W*$|^who knows\W*$`,
        String.raw`^(?:can|could|will|would) ${SOMEONE} (?:know|explain|help|tell me|answer|check|clarify|confirm)(?: (?:me|us|it|this|that|out|please|pls))*\W*$`,
        String.raw`^is there (?:a|any|some) way\W*$|^what(?:'?s| is) the answer\W*$|^what do (?:you|u) think\W*$`,
        String.raw`^am i (?:wrong|right|missing something)\W*$|^what (?:am i doing|did i do) wrong\W*$|^did i miss (?:something|anything)\W*$`,
      ].join('|'),
      'u',
    ),
    guess: /^(?:is|was|could|are) (?:it|this|that|they) /u,
    why: /^(?:why|how come)/u,
    pronoun: /(?<![\p{L}\p{N}'])(?:it|they|them|he|she|him)(?![\p{L}\p{N}'])/giu,
    subject: new RegExp(
      [
        `^(?:what|who|where)(?:'?s| is| are| was| were) (${NAME}(?: ${WORD}){0,3})[?!. ]*$`,
        `^(?:(?:what|how|when|where|why|which)(?: \\S+){0,2}? )?${AUXILIARY} (${NAME})(?![\\p{L}\\p{N}])`,
      ].join('|'),
      'iu',
    ),
  },
  negation: /\b(?:not|never|without|neither|nor|none|nobody|nothing|no (?:longer|more|one))\b/,
  notNegation:
    /\b(?:or not|not (?:only|sure|certain)|(?:do|did|does|could|can|have|has) not (?:know|understand|get|find|found|see|remember|figure)|if not|nothing (?:but|else))\b|^(?:(?:so|but|and|ok|please|hey) )?(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|had|must|need) not (?=(?:i|you|u|we|they|he|she|it|this|that|these|those|there|the|my|your|our|his|her|their|a|an|any|some|people|someone|anyone|one|all|every|[a-z]+ (?:be|have|get|do|need))\b)/g,
};
