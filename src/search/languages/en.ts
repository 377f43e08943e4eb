import type { LanguageData } from './language-data.ts';

export const english: LanguageData = {
  stemmer: 'english',
  // `us` is missing on purpose: in lower case it may be the country.
  stopWords: `
    a an the this that these those it its itself he him his she her hers they them their theirs we our ours i me my
    mine you your yours one ones who whom whose which what when where why how whether if then than so as at by for
    from in into of off on onto out over to up down with within without about after before between through during
    again against under and or but nor not no yes is are was were be been being am do does did done doing have has
    had having can could will would shall should may might must ought there here all any both each few more most
    other some such only own same too very just also ever even while because until since s t d ll re ve m`,
  chatter: `
    please pls thanks thank hey hello hi guys folks dude bro man yo lol lmao haha omg wtf tho though well ok okay
    um uh hmm actually basically exactly really literally seriously honestly anyway anyways just kinda sorta maybe
    perhaps probably quite rather pretty much thing things stuff something anything everything someone anyone
    everyone somebody anybody everybody people person tell explain describe say says said know known think mean
    means meant talk talks talking bring brings brought keep keeps kept get gets got getting go goes going went gone
    come comes came coming give gives gave given make sense let lets want wants wanted need needs try trying like
    wonder wondering curious quick question questions ask asking asked answer short summary summarise summarize
    summed version simple words eli5 tldr article piece text story paper post page read reading whole mention
    mentions mentioned about supposed supposedly apparently allegedly according again still already yet now today
    lately recently currently nowadays here around way ways kind kinds sort sorts type types lot lots bit little
    big new old good bad great nice cool sure right else instead exact whatever deal point points part parts
    everywhere always never often sometimes happen happens happened happening look looks looking looked find found
    see seen saw hear heard use used using put take takes took taken`,
  everyday: `
    able accept account across act action active add address adult affect age agree aim air almost alone along
    amazing among angry animal annoying appear area argue argument arm arrive art aside attack attempt attention
    attract available average avoid aware away awful base basic battle beat beautiful become bed behave behaviour
    behavior behind believe belong below beside beyond bill bird bit blame block blood blow board boat body book
    boost born borrow bother bottom box boy brand brave break breakfast bright broad brother bunch burn bus busy
    button call calm camp capable care careful carry case cash catch category centre center certain chance charge
    chat check chief choice choose church circle citizen city claim class clean clear clearly clever click climb
    close clothes coffee cold collect colour color combine comfortable comment common communicate community
    complain complaint complete complex concept concerned condition confirm confuse confused confusing connect
    consider constant contact contain content contest context continue control conversation convince cook copy
    corner correct could count couple courage course cover crazy create creative credit crime crisis critic
    critical criticise criticize cross crowd cry culture cut daily damage dance dark date daughter day dead deal
    dear death debate decade decide decision deep defeat defend define degree delay deliver demand deny depend
    describe deserve design desire despite destroy detail determine die difference different difficult dinner
    direct direction dirty disagree disappear disappoint disaster discover discuss discussion disease distance
    divide dog door doubt down dozen draw dream dress drink drive dry due dumb dump during duty each eager early earn
    earth easily easy eat economy edge educate education effect effective effort egg either electric element
    emerge emotion employ empty encourage enemy energy engage engine enjoy enter entire environment equal error
    escape especially essential establish event eventually evidence evil evolve exactly example excellent except
    excite exciting excuse exist exit expand expect expectation expensive experience explore express extend extra
    extreme eye face fact factor fail failure fair fairly faith fake fall false familiar family famous fan fancy far
    farm fashion fat father fault favour favor favourite favorite feature feed feel feeling fellow female field
    fight figure file fill film fine finger finish fire fit flat flight floor flow fly focus follow food fool foot
    force forever forget form former fortune forward found friend friendly front fruit full fully fun function
    fund funny furious further game garden gather general generally generate generation gentle gift girl glad
    glass goal gold government grab grade grand grass green ground group grow growth guard guess guide gun habit
    half hall hand handle hang happy hard hardly harm hat hate head health hear heart heat heavy hell hide high
    highly history hit hold hole holiday home honest hope horrible horse hospital host hot hotel hour house human
    hundred hungry hunt hurry hurt husband ice idea ideal ignore ill imagine immediate impact importance important
    impossible impress impression include including increase independent indicate individual industry influence
    inform innovation inside instance intend intention interest interested interesting internal internet
    interview invite involve island item itself job join joke journey joy judge jump keen key kick kill kitchen
    knock knowledge label labour labor lack lady land language last late later laugh law lay lazy leaf league learn
    least leave left leg legal lesson letter level lie life lift light limit line link lip list listen live load
    local location lock logic lonely lose loss lost loud love low luck lucky lunch machine mad magazine main mainly
    major male manage manner mark marriage marry mass massive match material matter meal meaning measure meat meet
    meeting member memory message metal method middle mind minor minute miss mistake mix model modern moment month
    mood moon moral morning mostly mother motion mountain mouth move movement movie multiple music mystery narrow
    natural nature near nearly neat neck negative neighbour neighbor neither nervous network news nice night nobody
    noise none normal north note notice novel object objective obvious occur ocean odd offer office official old
    online operate opinion opportunity option ordinary organise organize origin original outcome outside overall
    overnight own owner pack package page pain paint pair panel parent park part particular partner party pass past
    path patient pattern pause peace perfect perform performance period permission person perspective phase photo
    pick picture piece place plain plant plastic plate play player pleasant pleased pleasure plenty pocket poem
    police policy political politics poor popular population position positive possible potential pound pour power
    powerful practical practice praise prefer prepare present president press pressure pretend pretty prevent
    previous pride primary prime principle print private prize probable process product professional proof proper
    property protect proud prove provide pull punish pupil pure purpose push qualify quality quarter queen quiet
    quit quote race rain raise range rank rare rate rather raw reach react reaction ready real realise realize
    reality receive recent recognise recognize record recover red reduce refer reflect refuse regard region regret
    regular reject relate relation relationship relax relevant relief rely remain remark remember remind remote
    rent repeat replace reply report represent reputation request research reserve resist resource respect respond
    rest result reveal review reward rich ride ridiculous rise river road rock role roll roof room root rough round
    route row ruin run rush sad safe safety sale salt same satisfy save scale scare scene school science score
    screen sea search season seat section secure security seem select self sell send senior sensible separate
    serious serve service set settle several severe sex shadow shake shame shape sharp shift shine ship shirt
    shock shoe shoot shop shut sick side sight sign signal significant silent silly similar simply sing single sink
    sister sit site situation size skill skin skip sleep slight slow smart smell smile smoke smooth snow social
    society soft soldier solid son song soon sorry soul sound source south space spare speak special specific
    spirit spite split sport spot spread spring square stable stack staff stage stand standard star stare state
    statement station stay steady steal step stick stone stop store storm straight strange stranger stream street
    strength stress strict strike strong structure student study stuck stupid style subject succeed success
    successful sudden suddenly suffer sugar suit summer sun supply support suppose surface surprise surprised
    surround survey survive suspect sweet swim switch symbol system table talent target task taste tax tea teach
    teacher team tear tell temperature tend term terrible test thank theory thick thin third thought thousand
    threaten throw tie tight till tiny tip tired title together tomorrow tone tonight tool top topic totally touch
    tough tour towards town toy track trade tradition traditional train transfer transport travel treat treatment
    tree trend trial trick trip true truly truth turn twice typical ugly unable understand union unique unit
    universe unless unlikely update upper upset urban urge useful useless user usual usually value vanish variety
    various vast version very victim victory video view village violence virtual visible vision visit voice
    volume vote wage wait wake walk wall war warm warn warning wash waste watch water wave weak wealth wear weather
    website wedding week weekend weigh weight weird welcome west wet wheel wide wife wild willing win wind window
    wine wing winner winter wipe wire wise wish woman wood word worth wow write writer wrong yard year yell yellow
    yesterday yet young youth`,
  shortForms: [
    ['u', 'you'],
    ['ur', 'your'],
    ['r', 'are'],
    ['y', 'why'],
    ['n', 'and'],
    ['c', 'see'],
    ['2', 'to'],
    ['4', 'for'],
    ['w', 'with'],
    ['wo', 'without'],
    ['wat', 'what'],
    ['wut', 'what'],
    ['wats', 'what is'],
    ['wot', 'what'],
    ['whats', 'what is'],
    ['whos', 'who is'],
    ['hows', 'how is'],
    ['wheres', 'where is'],
    ['whens', 'when is'],
    ['whys', 'why is'],
    ['thats', 'that is'],
    ['theres', 'there is'],
    ['im', 'i am'],
    ['ive', 'i have'],
    ['youre', 'you are'],
    ['theyre', 'they are'],
    ['dont', 'do not'],
    ['doesnt', 'does not'],
    ['didnt', 'did not'],
    ['isnt', 'is not'],
    ['arent', 'are not'],
    ['wasnt', 'was not'],
    ['cant', 'can not'],
    ['cannot', 'can not'],
    ['wont', 'will not'],
    ['wouldnt', 'would not'],
    ['shouldnt', 'should not'],
    ['couldnt', 'could not'],
    ['havent', 'have not'],
    ['hasnt', 'has not'],
    ['whyd', 'why did'],
    ['howd', 'how did'],
    ['whod', 'who did'],
    ['wanna', 'want to'],
    ['gonna', 'going to'],
    ['gotta', 'got to'],
    ['lemme', 'let me'],
    ['gimme', 'give me'],
    ['dunno', 'do not know'],
    ['idk', 'i do not know'],
    ['cuz', 'because'],
    ['coz', 'because'],
    ['cos', 'because'],
    ['bc', 'because'],
    ['becuz', 'because'],
    ['thru', 'through'],
    ['tho', 'though'],
    ['ppl', 'people'],
    ['peeps', 'people'],
    ['sth', 'something'],
    ['smth', 'something'],
    ['rly', 'really'],
    ['abt', 'about'],
    ['plz', 'please'],
    ['thx', 'thanks'],
    ['ty', 'thanks'],
    ['btw', 'by the way'],
    ['teh', 'the'],

    ['wich', 'which'],

    ['tht', 'that'],

    ['frm', 'from'],

    ['shud', 'should'],
    ['cud', 'could'],
    ['wud', 'would'],
    ['usa', 'us'],
    ['america', 'us'],
    ['american', 'us'],
    ['americans', 'us'],
    ['uk', 'britain'],
    ['govt', 'government'],
    ['gov', 'government'],
    ['dev', 'developer'],
    ['devs', 'developers'],
    ['info', 'information'],
    ['diff', 'difference'],
    ['vs', 'versus'],
    ['stonk', 'stock'],
    ['stonks', 'stocks'],
    ['bucks', 'dollars'],
    ['buck', 'dollar'],
    ['usd', 'dollars'],
    ['mil', 'million'],
    ['bil', 'billion'],
    ['app', 'application'],
    ['apps', 'applications'],
    ['tech', 'technology'],
    ['oss', 'open source'],
    ['prolly', 'probably'],
  ],
  synonyms: [
    'cost costs price spend spent spending expense expenses expensive budget paid money',
    'cheap inexpensive affordable low-cost economical cheaply cheaper',
    'free gratis royalty-free',
    'company companies firm business corporation enterprise startup',
    'us states washington',
    'china chinese beijing',
    'europe european',
    'france french',
    'share stock equity',
    'crash fall fell drop dropped dip plunge plunged decline slump tumble collapse tank sink selloff slide nosedive',
    'market exchange bourse',
    'investor shareholder investors',
    'fear worry worries anxiety concern nervous panic scared afraid alarm',
    'build built make made create created develop developed development develops making building produce',
    'maker creator developer author',
    'chip gpu hardware processor',
    'benefit advantage upside gain profit help helps helpful pro pros plus merit',
    'disadvantage downside drawback con cons weakness',
    'challenge obstacle hurdle difficulty problem barrier issue trouble struggle',
    'risk danger threat hazard peril',
    'abroad overseas international foreign global worldwide',
    'censorship censor filter moderation',
    'rival compete competitor competition competitive opponent contender',
    'lead leader leadership dominance dominate supremacy ahead edge first',
    'regain reclaim recover restore back return',
    'release launch publish publication introduce announce announcement unveil debut',
    'fast quick rapid quickly rapidly speed swift',
    'improve refine iterate enhance upgrade better',
    'secret secrecy closed hidden proprietary private confidential',
    'open public transparent transparency openness',
    'app application program software',
    'phone mobile smartphone',
    'recommend advise advice suggest suggestion recommendation propose proposal',
    'strategy plan approach tactic method',
    'future ahead next coming',
    'end conclusion final finally conclude ending',
    'start begin beginning introduction opening first',
    'trust trustworthy trustworthiness reliable credibility',
    'rule law regulation regulatory legal',
    'ban banned forbid forbidden prohibit prohibited outlaw',
    'big large huge giant great massive',
    'reason cause because why',
    'compare comparison compared versus like similar analogy parallel',
    'data information',
    'scientist researcher expert',
    'boss chief head ceo director',
    'revenue income earnings profit monetise monetize monetization sales money',
    'ad ads advert advertising advertisement',
    'irony ironic paradox',
    'name called named term phrase label',
    'project initiative programme program scheme',
    'country nation state',
    'begin start launch',
    'join sign-up register enrol enroll',
    'buy purchase order',
    'fix repair mend solve solution remedy',
    'remove delete erase drop',
    'allow permit let permitted allowed',
    'need require must necessary requirement required',
    'change alter modify update',
    'long duration length last lasts',
    'amount quantity number count total figure',
    'doctor physician',
    'kid child children',
    'car vehicle automobile',
    'job work employment',
  ],
  questions: [
    [
      'how many',
      /\bhow many\b|\bnumber of\b|\bhow (?:big|large|long|old|far|tall|heavy|fast)\b|\bpercent(?:age)?\b/,
    ],
    [
      'how much',
      /\bhow much\b|\b(?:price|budget|fee)\b|\bhow (?:expensive|cheap|costly)\b|\bwhat (?:does|did|do|will|would) .{1,40} cost\b|\bcosts?\b.{0,20}$/,
    ],
    ['when', /\bwhen\b|\bwhat (?:date|day|year|month|time)\b|\bsince when\b|\bhow long ago\b/],
    ['where', /\bwhere\b|\b(?:what|which) (?:city|country|place|town|location)\b/],
    ['who', /\bwho(?:se|m)?\b|\b(?:what|which) (?:person|company|firm|man|woman|guy)\b/],
    ['why', /\bwhy\b|\bhow come\b|\breasons?\b|\bwhat (?:made|makes|caused|causes)\b/],
    ['how', /\bhow (?:do|does|did|can|could|would|should|to|is|are|was|were)\b/],
  ],
};
