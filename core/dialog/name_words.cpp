#include "dialog/name_words.h"

namespace nightbell {

namespace {

using enum NameCue::Kind;

constexpr PhraseBook<NameCue::Kind>::Entry cuesSaid[]{
    {"my/the full? name is/would/was be?", Caller},
    {"my full? legal? names", Caller},
    {"the names", Caller},
    {"name is", Caller},
    {"name", Caller},
    {"full/legal name", Caller},
    {"names", Caller},
    {"this is", Caller},
    {"it is", Caller},
    {"its", Caller},
    {"thats", Caller},
    {"that is", Caller},
    {"i am", Caller},
    {"im", Caller},
    {"i am called", Caller},
    {"im called", Caller},
    {"me", Plain},
    {"you are speaking/talking to/with", Caller},
    {"youre speaking/talking to/with", Caller},
    {"put me down as", Caller},
    {"under the? name? of?", Caller},
    {"booked/registered/listed under/as", Caller},
    {"on the chart/card/insurance its/is", Caller},
    {"it should be under", Caller},
    {"the? patient is", Patient},
    {"the? patients name is", Patient},
    {"the? patients? name?", Patient},
    {"her/his/their full? name is", Patient},
    {"her/his/their full? names", Patient},
    {"for a? patient", Patient},
    {"the/my child is/named/called", Patient},
    {"named", Patient},
    {"called", Patient},
    {"childs/kids/babys/sons/daughters/moms/mothers/dads/fathers/wifes/husbands/partners name is", Patient},
    {"on behalf of", Patient},
    {"in place of", Patient},
    {"calling/phoning/ringing for/about", Patient},
    {"appointment for/is for", Patient},
    {"it is for", Patient},
    {"its for", Patient},
    {"thats for", Patient},
    {"is for", Patient},
    {"my daughter/son/mother/father/wife/husband/mom/mum/dad/child/baby/brother/sister/partner", Patient},
    {"my grandmother/grandfather/grandson/granddaughter/niece/nephew/aunt/uncle/friend/boy/girl/kid", Patient},
    {"my little/older/younger/elderly/newborn son/daughter/boy/girl/brother/sister/mother/father/one", Patient},
    {"my grandma/grandpa/grandad/nan/gran/fiance/fiancee/roommate/neighbor/neighbour/spouse/toddler", Patient},
    {"people/friends/everyone/everybody/they/you/folks can? call/calls me", Nickname},
    {"everyone/everybody says", Nickname},
    {"people/they say", Nickname},
    {"call/calls me", Nickname},
    {"i go by", Nickname},
    {"goes by", Nickname},
    {"known as", Nickname},
    {"nickname is?", Nickname},
    {"maiden name is/was?", Nickname},
    {"nee", Nickname},
    {"formerly", Nickname},
    {"used to be", Nickname},
    {"short for", Caller},
    {"preferred name is?", Nickname},
    {"before i got married", Nickname},
    {"my/the/her/his? first/given/christian name is/its/thats?", First},
    {"my/the/her/his? first/given/christian names", First},
    {"my/the first is", First},
    {"first is", First},
    {"first? initial is?", First},
    {"given name", First},
    {"first/forename", First},
    {"forename is", First},
    {"my/the/her/his? middle name is?", Middle},
    {"middle names", Middle},
    {"middle initial is?", Middle},
    {"middle", Middle},
    {"my/the/her/his? last/family/sur name is/its/thats?", Last},
    {"my/the? surname is?", Last},
    {"surname/lastname", Last},
    {"my/the/her/his? last/family names", Last},
    {"my/the? surnames", Last},
    {"my/the last is", Last},
    {"last is", Last},
    {"last", Last},
    {"is my/the/her/his first/given/christian? name", WasFirst},
    {"is first", WasFirst},
    {"for the first name", WasFirst},
    {"is my/the/her/his last/family/sur name", WasLast},
    {"is my/the/her/his surname/last", WasLast},
    {"for the last name", WasLast},
    {"is the? last", WasLast},
    {"is my/the/her/his first", WasFirst},
    {"no", Correction},
    {"no sorry/wait/no/its/thats/actually", Correction},
    {"sorry", Correction},
    {"wait no?", Correction},
    {"i mean/meant", Correction},
    {"actually", Correction},
    {"rather", Correction},
    {"correction", Correction},
    {"make that/it", Correction},
    {"scratch that", Correction},
    {"hang/hold on", Correction},
    {"excuse me", Correction},
    {"my mistake", Correction},
    {"oops", Correction},
    {"or rather", Correction},
    {"im sorry", Correction},
    {"sorry its/thats", Correction},
    {"sorry i mean/meant", Correction},
    {"spelled/spelt/spelling/spell", Spelling},
    {"thats/its/is/which spelled/spelt/is", Spelling},
    {"that is spelled/spelt", Spelling},
    {"ill/let me spell it/that for? you?", Spelling},
    {"i spell it/that", Spelling},
    {"you spell it/that", Spelling},
    {"hyphen/dash", Hyphen},
    {"with a hyphen/dash", Hyphened},
    {"hyphenated", Hyphened},
    {"comma", Comma},
    {"i tell a lie", Correction},
    {"no i tell a lie", Correction},
    {"im telling a lie", Correction},
    {"scrap that", Correction},
    {"apostrophe", Plain},
    {"space", Plain},
    {"like/as the?", Aside},
    {"as in the?", Aside},
    {"rhymes with", Aside},
    {"its? pronounced/sounds like?", Aside},
    {"you say it", Aside},
    {"just like it sounds", Plain},
    {"double barrelled/barreled", Plain},
    {"in the middle", Plain},
    {"at/on/in the? end/start/beginning/front/back", Plain},
    {"like it sounds", Plain},
    {"from", Aside},
    {"with/for/see/to/by/at dr/doctor/nurse", Aside},
    {"not", Aside},
    {"in/on/at", Aside},
    {"dr/doctor/mr/mister/mrs/missus/missis/miss/ms/prof/professor/sir/madam/reverend/rev/captain/colonel/lieutenant/"
     "corporal/pastor/rabbi/sergeant/master/"
     "mx/dame/lady/lord",
     Title},
    {"junior/jr/senior/sr/ii/iii/iv", Suffix},
    {"the second/third/fourth", Suffix},
    {"esquire", Plain},
};

const PhraseBook<NameCue::Kind> &cues()
{
    static const PhraseBook<NameCue::Kind> book(cuesSaid);
    return book;
}

const WordSet &plainWords()
{
    static const WordSet words(
        "a an the and or but if so of to for from with without by at in on off up down out over under about into onto "
        "as is are was were be been being am do does did done "
        "have has had having can cant cannot could couldnt should shouldnt would wouldnt wont must might not no yes "
        "yeah yep yup nope nah ok okay sure right "
        "i me my mine myself you your yours he him his she her hers it its we us our they them their theirs this that "
        "these those there here where when what "
        "who whom whose which why how all any some none every each both few many much more most less least other "
        "another such same own than then too very "
        "just only also even ever never always often again already still yet now today tomorrow tonight yesterday soon "
        "later early late before after while "
        "changed change still ready wedding marriage divorce end hyphenated comma initial initials certainly surely "
        "referred huh ugh wow gosh um uh er erm uhm ah oh hmm hm mm well hi "
        "hello hey hiya howdy good morning afternoon evening "
        "night thanks "
        "thank please sorry pardon excuse welcome bye goodbye "
        "im ive id ill youre youve youd youll hes shes weve were theyre thats thatll theres heres whats whos isnt "
        "arent wasnt werent dont doesnt didnt havent hasnt hadnt lets "
        "name names named called call calling called calls phone phoning ringing number speak speaking spoke talk "
        "talking say says said saying tell told ask asked asking "
        "want wanted wants need needs needed like liked know knew known think thought guess suppose believe mean means "
        "see saw seen look looking get got getting give gave given go going went gone come came coming "
        "make made take took taken put keep let leave left find found use used try trying help work works working wait "
        "waiting hear heard listen repeat spell spelled spelt spelling "
        "appointment appointments book booking booked schedule reschedule cancel visit checkup check test results "
        "prescription refill insurance doctor doctors dr nurse clinic office hospital pharmacy receptionist "
        "patient patients person people somebody someone anybody anyone nobody everyone human robot machine operator "
        "assistant agent man woman lady guy boy girl baby child children kid kids son daughter "
        "mother father mom mum dad wife husband brother sister partner friend aunt uncle grandmother grandfather "
        "family parent parents twins daughters sons mothers fathers moms dads wifes husbands childs "
        "day days week weeks month months year years time times hour hours minute minutes second seconds date birthday "
        "born birth old new first last next middle full whole half "
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand zero "
        "monday tuesday wednesday thursday friday saturday sunday january february march july september october "
        "november december "
        "pain hurt hurts sick ill fever cough cold headache blood chest back arm leg head stomach throat ear eyes feel "
        "feeling feels bad worse better fine great well tired dizzy "
        "thing things something anything nothing everything way business question questions problem matter private "
        "personal privacy idea reason information record records file system account chart card "
        "letter letters capital word words lowercase uppercase double triple hyphen dash apostrophe space common usual "
        "normal easy simple hard difficult long short "
        "because since until though although however maybe perhaps possibly probably actually really basically "
        "literally honestly obviously clearly exactly correct wrong true false "
        "once twice kind sort bit lot little big small large different sounds sound really quite almost nearly around "
        "through during between against "
        "hold second moment minute listen stop repeat again slowly louder slower understand understood english spanish "
        "language speak trouble hearing line connection bad "
        "calls caller behalf regarding concerning registered under listed mister missus none rather prefer given "
        "married maiden formerly previously currently "
        "address street road avenue email home house school work job company mobile cell telephone telling asking "
        "supposed allowed have mind care please confirm verify identify "
        "remember forgot forget forgotten secret anonymous unknown withheld nevermind never mind whatever whoever "
        "business stuff crazy stupid ridiculous seriously joking kidding");
    return words;
}

} // namespace

std::optional<PhraseBook<NameCue::Kind>::Hit> nameCueAt(const Words &words, int place)
{
    return cues().at(words, place);
}

bool isGivenName(const QString &word)
{
    static const WordSet names("aaron abby abigail adam adrian aisha alan albert alex alexander alexandra alfred alice "
                               "alicia alison allison amanda amber amelia amir amy "
                               "ana andre andrea andrew andy angela angie anita ann anna anne anthony antonio arthur "
                               "ashley audrey austin ava barbara barry beatrice becky ben benjamin bernard "
                               "beth betty beverly bill billy bob bonnie brad bradley brandon brenda brett brian "
                               "bridget bruce bryan caleb cameron carl carla carlos carmen carol caroline "
                               "carolyn catherine cathy charles charlotte cheryl chloe chris christina christine "
                               "christopher cindy claire clara colin connie craig crystal cynthia daisy dan "
                               "daniel danielle darren dave david dawn dean deborah debbie dennis derek diana diane "
                               "diego dominic don donald donna doris dorothy doug douglas duncan dylan "
                               "edward eileen elaine eleanor elena eli elijah elizabeth ella ellen emily emma eric "
                               "erica erin ethan eugene eva evelyn fatima felix fiona florence frances "
                               "francis francisco frank fred gabriel gail gareth gary gemma geoffrey george gerald "
                               "gloria gordon grace graham greg gregory hannah harold harriet harry heather "
                               "helen henry holly homer howard hugh ian ibrahim imran irene isaac isabel isabella ivan "
                               "jack jackie jacob jacqueline james jamie jane janet janice jason javier "
                               "jean jeff jeffrey jennifer jenny jeremy jerry jesse jessica jill jim jimmy joan joanna "
                               "joanne joe joel john johnny jonathan jorge jose joseph josh joshua joy joyce "
                               "juan juanita judith judy julia julian julie justin karen karl kate katherine kathleen "
                               "kathy katie keith kelly ken kenneth kerry kevin kim kimberly kyle larry "
                               "laura lauren lawrence leah leo leon leonard leslie liam linda lisa liz lois lorraine "
                               "louis louise lucas lucy luis luke lydia lynn madison malcolm manuel "
                               "marco marcus margaret maria marie marilyn mario marion mark martha martin marvin mary "
                               "matt matthew maureen max megan melanie melissa mia michael michelle miguel "
                               "mike mohammed molly monica muhammad nancy natalie nathan neil nicholas nick nicola "
                               "nicole nigel nina noah nora norma norman oliver olivia omar oscar pablo pamela "
                               "patricia patrick paul paula pauline pedro peggy peter phil philip phillip phyllis "
                               "priya rachel ralph ravi ray raymond rebecca renee ricardo richard rick rita rob robert "
                               "roberto robin roger ron ronald rosa rose rosemary roy russell ruth ryan sally sam "
                               "samantha samuel sandra sara sarah scott sean sergio sharon sheila shirley "
                               "simon sofia sonia sophia sophie stacy stanley stella stephanie stephen steve steven "
                               "stuart sue susan suzanne sylvia tamara tara ted teresa terry theresa "
                               "thomas tiffany tim timothy tina todd tom tony tracy travis trevor tyler valerie "
                               "vanessa vera veronica vicky victor victoria vincent virginia vivian walter wanda "
                               "wayne wendy wesley will william yolanda yusuf yvonne zach zachary zoe");
    return names.has(word);
}

bool isGivenNameFirst(const QString &word)
{
    static const WordSet surnamesToo("kelly scott martin ryan gordon graham howard russell craig dean ray rose tyler "
                                     "lawrence leonard kim barry bradley douglas wesley travis cameron austin joyce "
                                     "stanley marion lynn lee carol todd beverly");
    return isGivenName(word) && !surnamesToo.has(word);
}

bool isPlainWord(const QString &word) { return plainWords().has(word); }

} // namespace nightbell
