import type { TalkData } from './talk-data.ts';

const YOU = '(you|the bot|this bot|footnote)';
const ARE_YOU = `(are you|is this|is the bot|is this bot|r you)`;
const YOU_ARE = `(you are|ur|this is|the bot is|this bot is|that is|that was|it is|)`;

export const englishTalk: TalkData = {
  fillers: `
    (bot|bots|footnote|man|dude|bro|bruh|mate|mates|m8|buddy|friend|friends|fam|guys|folks|all|everyone|everybody|people)
    (team|there|sir|lads|boys|girls|chat|dear|mods|y'all|again|now|today|tonight|please|so|very|really|just|then|always)
    (oh|ah|uh|um|hmm|well|and|but|too|also|my)
    (i mean|by the way|all of you|you guys)
    (and|to) (you|everyone|all|you all|everybody)`,
  remarks: `
    (that|this|it) (explains|would explain) (it|that|this|everything|a lot|things)
    (that|it|this) (is|was) (really|so|very|pretty|too|) (fast|quick|easy|simple|cheap|crazy|wild|strange|weird|new|odd|clear|obvious|expensive|surprising|unexpected|good news|bad news|a shame|a pity|sad|a surprise|the one|it|enough|what i thought|what i expected|what i guessed|what i was thinking|what i needed to know|news to me)
    (good|bad|great) (news|point|to hear|thinking)
    (fair|very fair) (enough|point)
    (too bad|what a shame|what a pity|crystal clear|all clear|all good|works for me|fine by me|good for me|same here|me too|me neither|same for me|not me|who knew|big if true|if you say so|you tell me|told you|told you so|as expected|as i thought|just as i thought|thought as much|never mind that|for sure|of course|i mean|whatever|maybe|perhaps|probably|possibly|not really|guess not|not sure|let's see|we will see|you never know|better late than never)
    (sounds|looks|seems) (so|really|very|about|) (good|great|fine|right|fun|fair|nice|okay|ok|interesting|easy|cool|reasonable|legit|promising|complicated)
    (i|we|) (already|really|) (saw|knew|read|heard|did|tried|know) (that|it|this) (already|too|before|yet|)
    (i|we|) (did not|do not) (know|see|expect|notice|realise|realize|think of) (that|it|this) (either|before|until now|)
    (i|) (was not|am not|was) (aware|sure|wrong|confused) (of that|of it|about that|)
    (i|) had no idea
    (i|) (guess|suppose|think|hope|believe|guessed|figured|expected|assumed) (so|not|that|it|as much|) (too|)
    (i|we|) (will|going to|gonna) (do|try|check|read|remember|look at|check out) (that|it|this|it out|that out|) (later|then|now|out|next|tomorrow|)
    (i|we|) (will|going to|gonna) give (it|that|this) (a|) (try|go|shot)
    (i|we|) (just|finally|already|) (found|solved|fixed|figured|got|sorted) (it|that|it out) (out|already|now|myself|)
    (i|) (misread|misunderstood|overlooked|missed|forgot) (it|that|this|the question|)
    (i|) (read|understood|got|typed|wrote) (it|that|this) wrong
    (that is|that was|it is|it was|this is|) (so|all|totally|) my (bad|fault|mistake)
    (that is|that one is|this is|it is) on me
    (i am|i was|i feel|i felt) (so|such a|such an|just|really|very|too|being|an|a|a bit|) (stupid|dumb|silly|idiot|moron|fool|dumbass|clown)
    (that was|it was|how|so|) (so|really|) (stupid|dumb|silly) of me
    (silly|stupid|dumb) me
    (what an idiot|what a fool|what a moron) (i am|)
    (sorry|sorry for|forgive|excuse) (the|my|this|a|) (stupid|dumb|silly|noob) (question|questions)
    (mea culpa|brain fart|brainfart|facepalm)
    (you|you are|you might|you may) (probably|totally|absolutely|so|be|) (right|correct)
    (so|) it is
    (nothing|no one|nobody) (else|)
    (i am|all) (good|set|done|clear|convinced|surprised|impressed|confused|lost)`,
  pointers: `
    (what|how) about (that|it|this|those|these|them|that one|this one|the other|the other one|the others|the rest)
    why (though|tho|)
    why (so|that|not|this)
    why (is|was) (that|this)
    how (so|come)
    (what|which) (one|ones)
    what do you mean
    what (does|did|would) (that|it|this) mean
    tell me more (about|) (it|that|this|them|)
    (can|could) you (explain|elaborate|clarify) (that|it|this|more|further|)
    (explain|elaborate|clarify) (that|it|this|more|further|)
    (go on|continue|such as|such as what|for example|for instance|like what|and then|then what|what then|what next|what else|is that all|is that it)
    who (are they|is that|is he|is she)`,
  phrases: {
    greeting: `
      (hi|hello|hey|heya|hiya|yo|howdy|sup|greetings|ello|henlo|hallo|hola|aloha|hai|helo|hullo|ahoy)
      (hi|hello|hey|yo) (there|bot|world)
      why (hi|hello|hey)
      (hola|hello|hi) amigos
      good (morning|afternoon|evening|day)
      gm
      (morning|evening|afternoon)
      (what is|whats|what) (up|good|popping|new)
      (wassup|wazzup|wasup|wsup|wsg|wyd|whatsup)
      how (are|is|r) (you|you all|everyone|everybody|everything|life|it) (doing|going|feeling|been|)
      how (do|have) you (do|been)
      how is your day (going|been|)
      (hope|i hope) (you are|everyone is|you are all) (well|good|doing well|fine|ok)
      (i am|im) (new|new here|new to this|fine|good|ok|back)
      new here
      nice to meet you
      (happy|merry) (new year|birthday|halloween|easter|christmas|holidays|friday|weekend)
      long time no see
      (is|) (anyone|anybody|someone|somebody) (here|around|online|home|awake)
      (just|) (saying|wanted to say|here to say) (hi|hello|hey)
      (i have|i got|got) a (quick|small|little|) question
      (i have|i got|got) (2|3|two|three|some|a few|a couple of|several|more) (quick|small|little|) questions
      (a|) quick question
      (can|may|could) i ask (you|) (something|a question)
      welcome (back|)`,
    farewell: `
      (bye|goodbye|byebye|bb|cya|ttyl|brb|gtg|g2g|gn|gnight|goodnight|peace|laters|later|farewell|adios|ciao|cheerio)
      (bye|goodbye) (bye|for now)
      good night
      see (you|ya) (later|soon|tomorrow|around|)
      (later|laters) (alligator|)
      (have|enjoy) (a|your) (good|nice|great|lovely|wonderful|) (day|night|evening|weekend|one|time)
      (i|) (have to|got to|need to|must) go
      (i am|im) (off|out|leaving|going to bed|going to sleep)
      (take care|sleep well|sweet dreams|talk to you later|catch you later|until next time|be right back)`,
    thanks: `
      (thanks|thank|thankyou|thnks|thank's|thanx|tanks|thks|tks|tysm|tyvm|tyty|tyia|cheers|ta|kudos|merci|gracias|danke|arigato|thanku)
      (kthx|kthxbye|okthx|okthanks|thxx|thnx)
      (thank|thanks) you (so much|very much|a lot|a bunch|kindly|all|everyone|sir|)
      (many|big|huge|much) thanks
      why (thanks|thank you)
      thanks (a|an) (lot|bunch|ton|million|heap)
      thanks (so|very) much
      thanks in advance
      (thanks|thank you) for (your|the|all the|all your|) (help|time|answer|answers|reply|info|information|link|explanation|quick answer|quick reply|clarification|fast response|helping|helping me|answering|explaining|that|this|everything)
      (i|) (really|) (appreciate|appreciated) (it|that|you|this|the help|your help|)
      (much|greatly) appreciated
      (that|this|it|you) (really|totally|) (helped|worked|fixed it|solved it|helps|works) (me|a lot|so much|a ton|)
      (that is|thats) (exactly|just|) what i (needed|wanted|was looking for|meant)
      (you have been|that was|very|so|super|you are|you were|really) (helpful|kind)
      no (thank you|thanks)
      (i owe you one|god bless you|bless you|life saver|lifesaver)
      you are a (life saver|lifesaver|legend|star|hero|angel)`,
    reaction: `
      (ok|okay|k|kk|okey|oki|okie|alright|aight|ight|sure|fine|yes|yeah|yep|yup|yea|ye|no|nope|nah|nvm|right|true|facts|agreed|exactly|indeed|correct|deal)
      (aha|ha|hah|huh|eh|ic|gotcha|gotchu|noted|understood|roger|copy that)
      (lol|lmao|lmfao|rofl|haha|hehe|hihi|xd|xdd|lul|kek|omg|omfg|wow|woah|whoa|damn|dang|yay|yikes|oof|rip|ooh|aww|ahh|ouch|bruh|sus|pog|poggers|pogchamp|based|cringe|slay|w|l|gg|ggs|ggwp|wp|np|yw|idk|same|mood|fr|ngl|imo|smh|f|sheesh|hype|goat)
      (cool|nice|great|awesome|amazing|neat|sweet|sick|dope|lit|epic|good|perfect|excellent|fantastic|brilliant|wonderful|fabulous|superb|beautiful|lovely|impressive|incredible|legendary|legend|congrats|congratulations|bravo|hooray|woohoo|noice|fire|genius)
      ${YOU_ARE} (so|very|really|pretty|super|too|actually|) (cool|nice|great|awesome|amazing|neat|sick|dope|good|perfect|fantastic|brilliant|impressive|incredible|smart|clever|cute|funny|hilarious|interesting|sweet|goated|based|fun|fire|genius|crazy|wild|insane)
      (good|great|nice|best|cool|awesome|amazing|smart|love this|love the|w|lovely|goated) (bot|bot ever|bots)
      (what a|such a) (good|great|nice|cool|lovely|smart) (bot|answer)
      (you are|you're) (the|a) (best|goat|king|queen|legend|genius|real one) (bot|)
      (the|) best (bot|answer|ever|bot ever)
      (good|great|nice|amazing|excellent|awesome) (one|job|work|stuff|answer|to know|shot|try|going|bot|to hear)
      (well|nicely) (done|played|said)
      (i|we|) (love|luv|like|adore) (you|it|this|that|this bot|the bot|you bot|it here|you all)
      ily
      (marry me|you rock|you rule|you slay|rock on|keep it up|keep up the good work|way to go|let's go|lets go|no way|no worries|no problem|my bad|oh no|never mind|you are welcome|for real|big brain|chef's kiss)
      (i|) (got it|see|understand|understood|get it|agree|know|knew it|know right|thought so)
      (that|it|this) makes (sense|total sense|perfect sense)
      makes sense
      (i do not|do not) (know|care|get it|understand)
      (not|) bad
      (that is|it is|thats) (ok|fine|all|right|true|correct|wrong)
      (sorry|apologies|oops|whoops|my apologies|wrong channel|wrong chat)
      (you are|ur) (right|correct)
      (please|pls|plz|bot|so|well|hmm|hm|um|uh|and)`,
    insult: `
      (idiot|moron|dumbass|stupid|dumb|useless|trash|garbage|rubbish|loser|noob|clown|pathetic|lame|crap|shit|fuck|bullshit|bs|retard|asshole|bitch|bastard|dickhead|jerk|scam|wtf|stfu|gtfo|fu|kys|kms|boo|meh|ew|sucks|terrible|horrible|awful|dogshit|wanker|twat|cunt|pos)
      (you|the bot|this bot|footnote|it|that) (really|totally|fucking|just|) (suck|sucks|stink|stinks|blows|are garbage|are trash|is trash|is garbage)
      ${YOU_ARE} (so|a|an|such a|such an|really|very|just|fucking|pretty|absolutely|complete|completely|absolute|total|totally|) (idiot|moron|dumbass|stupid|dumb|useless|trash|garbage|rubbish|loser|noob|clown|pathetic|lame|crap|shit|bullshit|bs|retard|retarded|asshole|bitch|scam|bad|terrible|horrible|awful|annoying|wrong|broken|ugly|joke|boring|idiotic|dogshit|ass|mid|weird|creepy|stupid bot|bad bot|dumb bot|useless bot)
      (bad|stupid|dumb|useless|trash|garbage|worst|shit|shitty|crap|crappy|dumb ass|dumbass|stupid ass|fucking|terrible|annoying|broken|lame|worthless|silly|awful) (bot|bot ever|answer|robot|machine|thing|idiot|ai)
      (what a|such a) (bad|stupid|dumb|useless|trash|garbage|shit|shitty|crap|crappy|terrible|annoying|lame|worthless|silly|awful) (bot|answer|thing|ai)
      (that is|this is|thats|) not what i (asked|meant|wanted|asked for)
      (the|) worst (bot|bot ever|answer|ever)
      (fuck|screw|damn) (you|u|off|this|it|this bot|this shit|that)
      (you|) (useless|worthless|stupid|absolute) piece of (garbage|trash|shit|crap|junk)
      piece of (garbage|trash|shit|crap|junk)
      shut (up|the fuck up|it)
      (go away|get lost|get out|go to hell|drop dead|kill yourself|eat shit|piss off|bite me|leave me alone|what the fuck|what the hell|what the heck)
      (i|we|) (hate) (you|it|this|this bot|the bot|bots)
      you (know nothing|are no help|do not know anything|are not helpful|are not helping)
      (not helpful|no help at all|that did not help|this did not help|that does not help|that is not helpful)`,
    test: `
      (test|testing|tests|tested|ping|pong|asdf|asdfg|asdfgh|qwerty|hjkl|foo|bar|foobar|mic check|bump|first)
      (testing|test|) 1 2 (3|)
      (just|this is|only) (a|) (test|testing)
      (one|1) two three
      (are you|you|u|is the bot|bot) (there|here|online|alive|awake|up|working|on|ok|dead|active|running|listening)
      (are you|you|is the bot|bot|) still (there|here|online|alive|awake|up|working|on)
      (hello|) (is|) (anyone|anybody|someone|somebody) there
      (is|does) (this|the|this bot|the bot) (bot|thing|) (work|works|working|on|online|alive|up|down|dead|active) (now|yet|again|)
      can you (hear|read|see) (me|this)
      do you (work|hear me|read me|respond|reply)
      (just|you can|you could|you should|) (ask|try|use|tag|ping|mention) (the bot|this bot|our bot|it|here|)
      hello world
      is this (on|working)`,
    help: `
      (help|halp|helpme|hlp|commands|command|menu|cmds|cmd|faq|instructions|manual|info|options)
      (i|we|) (need|want) (some|your|a little|) help
      (please|) help (me|us|) (out|please|)
      (can|could|will|would|may) (you|someone|anyone|somebody|anybody|any one|the bot|this bot) (please|) help (me|us|) (out|)
      (how|what) (can|could|do|would|may) (i|you|we) (get|) help (me|us) (with|)
      what (can|do|does|could|should|will|would) ${YOU} (actually|even|) (do|answer|offer|help with|help me with|know|know about) (for me|for us|here|)
      (tell|show) (me|us) what (you|this bot|the bot) (can|do) (do|know|)
      what (are|is) ${YOU} (capable of|able to do|for|good for|used for|good at)
      what (is|are) (your|the bot's|this bot's) (purpose|job|function|features|commands|functions|use|skills|abilities|capabilities|topics|knowledge|point)
      what is the (point|purpose|use) of (you|this bot|the bot)
      what can i (ask|do|say|ask you|ask you about|ask about|ask the bot|ask this bot|do here|ask here|ask for)
      what (questions|kind of questions|sort of questions) can (you answer|i ask|i ask you|this bot answer|the bot answer)
      what (do|should) i (ask|say|do here)
      what (topics|subjects|things) do you (know|know about|cover|have)
      how (can|do|does|to|should|could) (i|we|one|you|) (use|talk to|work with|ask|query) (you|the bot|this bot|this thing)
      how to use this
      how (do|does) (you|the bot|this bot|this) (work|function|operate)
      how (can|do) you help (me|us|)
      what (commands|options|features) (do you have|are there|can i use|do i have|does this bot have|have you|exist)
      (show|list|give|see|view|tell) (me|us|) (your|all|all the|all your|the|) (commands|features|options|menu)
      (list|list of) (commands|features|options|all commands)
      (your|bot|all|the) (commands|features|options)
      what is this (bot|bot for|channel for)`,
    about: `
      (who|what) (are|is|r) (you|u|this bot|the bot|footnote) (really|exactly|even|supposed to be|)
      who (made|created|built|coded|programmed|wrote|developed|designed|invented|owns|runs|hosts|trained|is behind) ${YOU}
      who is (your|the bot's|this bot's) (creator|maker|owner|developer|dev|boss|author|father|mother|daddy|mom|dad|master|god|programmer)
      who do you (work for|belong to)
      ${ARE_YOU} (a|an|really a|just a|actually a|even a|the|) (bot|robot|human|human being|person|real person|real|real human|man|woman|boy|girl|ai|llm|chatbot|machine|program|chatgpt|gpt|chat gpt|gpt4|claude|gemini|openai|copilot|sentient|conscious|single|fake|real bot|ai bot|self aware|open source bot)
      ${ARE_YOU} (a|an|) (bot|robot|ai|machine) or (a|an|) (human|real|person|real person|human being)
      ${ARE_YOU} (a|an|) (human|real|person|real person) or (a|an|) (bot|robot|ai|machine)
      (powered by|based on|made with|made by) (chatgpt|gpt|chat gpt|ai|openai|claude)
      ${ARE_YOU} (powered by|based on|using|made with|made by|built on) (chatgpt|gpt|chat gpt|ai|an llm|openai|claude)
      (do|does) (you|this bot|the bot) use (chatgpt|gpt|ai|an llm|chat gpt|openai)
      (which|what) (model|llm|ai|language model|bot) (are|is) (you|this)
      (which|what) (model|llm|ai|language model) do you (use|run on)
      what is your (name|age|model|job|story|gender|favorite color|favourite colour|iq)
      (how old are you|where are you from|where do you live)
      when were you (born|made|created)
      do you have (feelings|a name|emotions|friends|a soul|a girlfriend|a boyfriend|parents)
      can you (think|feel|feel pain|dream|talk|speak)
      do you (sleep|dream|think|love me|like me|eat|like humans)
      tell me about yourself
      introduce yourself
      how (were you made|are you made|were you built|smart are you)
      what (are you made of|languages do you speak|language are you written in)
      do you speak (english|french|german|spanish)`,
    source: `
      (source|sources|src|sauce|citation|reference|references|proof|evidence|link|links)
      (source|sources|link|proof|citation|reference) (please|needed|for that|for this|of that|of this|on that|for that claim)
      (what|where) (is|are|was) (your|the) (source|sources|proof|evidence|source for that|source for this|sources for that|source of this|source of that|reference|source of your information|source of your info)
      (your|the|any|a|got a|got any|do you have a|do you have any|have you got a|give me a|give me the|give me your|show me the|show me your|need a|can i get a|can i have a|i need a|i want a) (source|sources|proof|citation|link|references|reference|source for that|source for this)
      where (do|did|does) (you|it|the bot|this bot|that|this) (get|got|find|found|come|came|read|hear|learn|take) (it|that|this|your|the|all|) (from|info|info from|information|information from|answers|answers from|your info from|your answers from|data|data from|this from|that from|this info from|this info|that info|this information|that information|)
      where (is|was) (that|this) from
      (says who|who says|who said that|who says that|who says so|who said so|prove it|cite your sources|is that true|is this true|are you sure|how do you know|how do you know that|can i trust you|can you prove it|according to who|according to whom|based on what)
      (link|show me|where is|can i see|what is|which is) (to|) the (article|original|original article|source article|source)
      link to (the|your) (article|source|original)`,
  },
};
