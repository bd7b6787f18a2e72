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
    {"hes/shes", Caller},
    {"i am", Caller},
    {"im", Caller},
    {"i am called", Caller},
    {"im called", Caller},
    {"me", Plain},
    {"you are speaking/talking to/with", Caller},
    {"youre speaking/talking to/with", Caller},
    {"put me? down as?", Caller},
    {"under the? name? of?", Caller},
    {"booked/registered/listed under/as", Caller},
    {"have/got me as/down", Caller},
    {"have/got me down as/under", Caller},
    {"this here is", Caller},
    {"its/is me/now", Caller},
    {"its just me", Caller},
    {"its/is me again", Caller},
    {"that would be/thatd be/thatll be", Caller},
    {"that would be/thatd be/thatll be me", Caller},
    {"the name of", Caller},
    {"on the chart/card/insurance its/is", Caller},
    {"it should be under", Caller},
    {"the? patient is", Patient},
    {"the? patients name is", Patient},
    {"the? patients name?", Patient},
    {"her/his/their full? name is", Patient},
    {"her/his/their full? names", Patient},
    {"for a? patient", Patient},
    {"the/my child is/named/called", Patient},
    {"named", Patient},
    {"called", Patient},
    {"childs/kids/babys/sons/daughters/moms/mothers/dads/fathers/wifes/husbands/partners name is", Patient},
    {"on behalf of", Patient},
    {"mother/father/mom/mum/dad/parent/son/daughter/wife/husband/partner/carer/caregiver/guardian of", Patient},
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
    {"my lad/lass/bairn/hubby/daddy/mummy/mommy/mam/nana/papa/missus/grandchild/grandbaby/godson/stepson", Patient},
    {"my stepdaughter/goddaughter/ward/client/other half/cousin/neighbours/neighbors", Patient},
    {"my little/wee/young/old/dear/poor lad/lass/man/woman/nephew/niece/grandson/granddaughter/friend/cousin", Patient},
    {"about/for little/wee/young/old/baby/poor/dear/our/mr/mrs/miss/ms", Patient},
    {"appointments/visit/visits/booking/slot/checkup/checkups for/is/about", Patient},
    {"appointment/appointments/visit/visits/booking/slot/checkup/checkups is? for little/wee/young/old/baby/our",
     Patient},
    {"my grandma/grandpa/grandad/nan/gran/fiance/fiancee/roommate/neighbor/neighbour/spouse/toddler", Patient},
    {"people/friends/everyone/everybody/they/you/folks can? call/calls me", Nickname},
    {"everyone/everybody says", Nickname},
    {"people/they say", Nickname},
    {"call/calls me", Nickname},
    {"i go by", Nickname},
    {"goes by", Nickname},
    {"known as", Nickname},
    {"nickname is?", Nickname},
    {"for short", WasNickname},
    {"to my friends/mates/family", WasNickname},
    {"to everyone/everybody", WasNickname},
    {"to you", Plain},
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
    {"no middle name/initial?", Plain},
    {"without a middle name/initial", Plain},
    {"middle name/initial none/nothing/no", Plain},
    {"dont/doesnt/havent/never have/use/got/had a/any middle name/initial", Plain},
    {"my/the/her/his? last/family/sur name is/its/thats?", Last},
    {"my/the? surname is?", Last},
    {"surname/lastname", Last},
    {"surname/lastname first its", Last},
    {"last/family name first its/okay/ok", Last},
    {"my/the/her/his? last/family names", Last},
    {"my/the? surnames", Last},
    {"my/the last is", Last},
    {"last is", Last},
    {"last", Last},
    {"last/first week/month/year/time/night/visit/appointment/thing/day/summer/winter/spring/autumn/fall", Plain},
    {"last/first monday/tuesday/wednesday/thursday/friday/saturday/sunday", Plain},
    {"first/second/next/new word is?", Plain},
    {"is my/the/her/his first/given/christian? name", WasFirst},
    {"is first", WasFirst},
    {"thats my/the/her/his first/given/christian name", WasFirst},
    {"that is/was my/the/her/his first/given/christian name", WasFirst},
    {"thats my/the/her/his last/family name", WasLast},
    {"that is/was my/the/her/his last/family name", WasLast},
    {"thats my/the surname", WasLast},
    {"in front of? it/that?", WasFirst},
    {"is? what you/i/we put in front of? it/that?", WasFirst},
    {"is? what goes/comes in front of? it/that?", WasFirst},
    {"goes/comes in front of? it/that?", WasFirst},
    {"goes/comes before it/that/them?", WasFirst},
    {"goes/comes first", WasFirst},
    {"first and? then", WasFirst},
    {"goes/comes last/after/second", WasLast},
    {"before that/it", First},
    {"after that", Last},
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
    {"thats how/what my/the/her/his cousin/sister/brother/aunt/uncle/mother/father/wife/husband", Correction},
    {"mine is/mines/mine", Correction},
    {"and? no space/spaces/gap/gaps", Joined},
    {"without a/any space/spaces/gap", Joined},
    {"its/thats? all? one word/name", Joined},
    {"all/run/written together", Joined},
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
    {"in/of it/there", Plain},
    {"but? the? scottish/irish/welsh/english/french/german/spanish/polish/american/british/other/usual way", Plain},
    {"but? the? italian/russian/dutch/greek/norwegian/swedish/danish/old/posh/fancy/proper/normal way", Plain},
    {"like it sounds", Plain},
    {"from", Aside},
    {"with/for/see/to/by/at dr/doctor/nurse", Aside},
    {"not the?", Aside},
    {"no relation to?", Aside},
    {"in/on/at", Aside},
    {"dr/doctor/mr/mister/mrs/missus/missis/miss/ms/prof/professor/sir/madam/reverend/rev/captain/colonel/lieutenant/"
     "corporal/pastor/rabbi/sergeant/master/"
     "mx/dame/lady/lord/sargeant/sargent/sgt/cpl/major/admiral/commander/officer/detective/deacon/imam/bishop/judge",
     Title},
    {"chief? petty/warrant/flight/staff officer/lieutenant/sergeant", Title},
    {"maam/yessir/nosir/luv/darlin/sweetie/sweetheart/hun/hon", Plain},
    {"nurse practitioner/midwife?", Title},
    {"private first? class?", Title},
    {"first/second lieutenant", Title},
    {"junior/jr/senior/sr/ii/iii/iv", Suffix},
    {"the second/third/fourth", Suffix},
    {"esquire", Plain},
};

const PhraseBook<NameCue::Kind> &cues()
{
    static const PhraseBook<NameCue::Kind> book(cuesSaid);
    return book;
}

constexpr const char *plainWordsSaid =
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
    "cousin cousins sisters brothers aunts uncles mums wives nieces nephews niece nephew nan gran grandma grandpa "
    "granny grandad husbands partners friends neighbor neighbour neighbors neighbours carer caregiver guardian "
    "boss teacher mines way ways write writes wrote written spells version goes comes puts relation related "
    "relatives helped rang rung ring rings skip hoping explained explain bring brought move moved send sent "
    "show showed pay paid run runs ran sit sitting stand standing start started finish finished "
    "happen happened happens live lives lived turn turned twenty use using usually sometimes somewhere "
    "somehow anyway anyways besides instead except apart together alone across along behind below above near far "
    "knee foot feet hand hands hip shoulder neck tooth teeth skin ankle wrist elbow shot shots jab jabs vaccine "
    "medicine pills tablets surgery scan lab labs referral desk front morning bus car parking money bank "
    "space spaces gap spaced bother bothering forgive forgetting lately recently retired busy glasses actor "
    "singer author president famous movie film "
    "terrible awful horrible lovely amazing perfect fantastic brilliant wonderful polite rude annoying confused "
    "sooner soonest available weekend weekday noon midnight lunch lunchtime robot computer automated message "
    "itll thatll whatll therell im ive id wondering wondered wonder waited ahead able about accident across actual "
    "add "
    "added advice afraid ago agree allergic allergy allow amount answer answered arrange arrived asleep aware away "
    "became become began begin bleeding blocked breath breathing bringing broke broken busy buy cancelled cannot "
    "cause certain charge charged cheap choose clear close closed coffee complete consider continue cost "
    "couple course cover covered cut deal decide decided depends died dose double drive driving drop due during "
    "early eat eating eight else emergency enough evening every exact except expect extremely fact fall fell "
    "felt few fill filled finally fix follow following food gave generally given glad goes gone got group guess "
    "had happy hardly hate heavy held helpful helping hi hit hospital hungry hurry husband important include "
    "included inside instead interested itself job join kept knows later leaving less letting level likely lose "
    "losing lost loud low lower main making managed meant meet meeting mention mentioned mistake morning "
    "most moving must nasty necessary needed needing neither news nor nothing noticed obvious open opened order "
    "ought our outside overnight own paper passed past pick picked plan planned please point possible practice "
    "pretty promise pull push putting quick quickly quiet rash rather reach read reading ready receive received "
    "recent regular remind reminder replace reply request required rest round safe same scared seem seems serious "
    "set several severe shall share since sitting situation sleep sleeping slow slightly sore sorted speaking "
    "specific spent spoken stay stayed stomach stopped straight strange stuck such suddenly sugar support "
    "surgery swallow swelling swollen symptoms thankfully thinking though times told took touch tough train "
    "trip trust turns type typed unfortunately unless until update upset urgent usual wall wants warm "
    "wash watch water weeks weird whether wish without wondered worked worried worry worth yours alright flu "
    "covid spelling pronounce pronounced accent silent extra plus minus swap spare thirty "
    "remember forgot forget forgotten secret anonymous unknown withheld nevermind never mind whatever whoever "
    "business stuff crazy stupid ridiculous seriously joking kidding "
    "funny weird weirdly odd oddly silly differently unusual unusually phonetically properly normally traditional "
    "mouthful tricky hubby phonetic backwards dot dots accents umlaut umlauts";

const WordSet &plainWords()
{
    static const WordSet words(plainWordsSaid);
    return words;
}

} // namespace

std::optional<PhraseBook<NameCue::Kind>::Hit> nameCueAt(const Words &words, int place)
{
    return cues().at(words, place);
}

bool isPlainWord(const QString &word) { return plainWords().has(word); }

} // namespace nightbell
