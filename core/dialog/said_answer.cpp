#include "dialog/said_answer.h"

#include "dialog/number_words.h"
#include "dialog/phrase_book.h"

namespace nightbell {

namespace {

using enum SaidAnswer::Sort;

// The strength decides when several are said: "yes but I can't" is no, "no that's fine" is yes.
struct Sign
{
    SaidAnswer::Sort sort;
    int strength = 1;
};

const PhraseBook<Sign> &willing()
{
    static const PhraseBook<Sign> book{
        {"yes/yeah/yep/yup/yea/yah/ya/aye/yess/yeh/yip/yeap/yas/uhhuh/mmhmm/mhm/mmhm/si/ja/oui/roger/yessir", {Yes}},
        {"uh/mm/mmm/um/mhm/hm huh/hm/hmm/mm", {Yes}},
        {"sure/surely/certainly/absolutely/definitely/totally/indeed/affirmative/correct/exactly/precisely/right",
         {Yes}},
        {"ok/okay/k/okey/okie/okeydoke/alright/allright/fine/perfect/great/lovely/brilliant/wonderful/excellent",
         {Yes}},
        {"good/super/grand/splendid/fantastic/awesome/cool/marvellous/marvelous/agreed/deal/done/confirmed/true",
         {Yes}},
        {"all right", {Yes}},
        {"spot/bang/right on", {Yes, 2}},
        {"righto/rightio/yup/beaut/ripper/bingo/gotcha", {Yes}},
        {"too right", {Yes, 2}},
        {"no dramas", {Yes, 5}},
        {"thats/its the go/one/ticket/badger/stuff", {Yes, 2}},
        {"lock/put/pop/stick it/me/that in/down", {Yes, 2}},
        {"of course", {Yes}},
        {"by all means", {Yes}},
        {"please do/go", {Yes, 2}},
        {"please", {Yes}},
        {"go ahead/on/for", {Yes}},
        {"lets do/go/book that/it/for/with?", {Yes}},
        {"book/take/do/confirm/reserve/schedule/keep it/that/me/them", {Yes}},
        {"ill take/have/do it/that/them/the", {Yes}},
        {"id like/love that/to", {Yes}},
        {"i/we would/do/am/are/have/can/will/did/agree/accept/consent/confirm", {Yes}},
        {"i would like/love that/to", {Yes}},
        {"you bet", {Yes}},
        {"you got/have it", {Yes}},
        {"thats/its right/correct/fine/ok/okay/perfect/great/good/it/me/him/her/true/lovely/brilliant/mine/us",
         {Yes, 2}},
        {"that/it/this is right/correct/fine/ok/okay/perfect/great/good/it/me/him/her/true/lovely/brilliant", {Yes, 2}},
        {"thats all right", {Yes, 2}},
        {"thatll do/work", {Yes, 2}},
        {"that/it/this one? works/suits/fits", {Yes, 2}},
        {"works/suits for? me", {Yes, 2}},
        {"that/it would/will/should be? fine/good/great/work/do/suit/perfect/lovely/ok/okay/ideal/wonderful", {Yes, 2}},
        {"sounds/looks good/great/right/fine/perfect/ok/okay/lovely", {Yes, 2}},
        {"sounds like a plan", {Yes, 2}},
        {"i suppose/guess/think/believe/reckon so?", {Yes}},
        {"if you like/must/insist", {Yes}},
        {"if i must/have to", {Yes}},
        {"if thats all/what/the you/best/earliest/only have/got/one/you?", {Yes}},
        {"i can/could do/make/manage that/it", {Yes, 2}},
        {"i can/could/will be there", {Yes, 2}},
        {"im in/happy/good/fine/ok/okay/free/available with?", {Yes}},
        {"happy/glad to/with", {Yes}},
        {"speaking", {Yes}},
        {"this is she/he/her/him", {Yes}},
        // A "no" or "not" inside of these is a yes.
        {"no problem/problems/worries/trouble/bother/objection/objections/doubt/question", {Yes, 5}},
        {"not a problem/bother", {Yes, 5}},
        {"why not", {Yes, 5}},
        {"wouldnt/couldnt/cant say no", {Yes, 5}},
        {"dont mind if i do", {Yes, 5}},
        {"i? dont/wouldnt/do not? mind", {Yes, 5}},
        {"i? dont/cant see why not", {Yes, 5}},
        {"cant complain/wait", {Yes, 5}},
        {"couldnt be better", {Yes, 5}},
        {"no harm", {Yes, 5}},
    };
    return book;
}

const PhraseBook<Sign> &unwilling()
{
    static const PhraseBook<Sign> book{
        {"no/nope/nah/nay/naw/noo/nooo/nuh/negative/never/nein/non", {No}},
        {"uh/nuh/mm/unh uh", {No}},
        {"uh/mm nuh", {No}},
        {"no/nah thank/thanks you?", {No, 2}},
        {"nah/no im good/fine/okay/ok", {No, 3}},
        {"no way/chance", {No, 3}},
        // Whatever the rest is, one of these makes it a no.
        {"not/cant/cannot/dont/doesnt/wont/isnt/wouldnt/couldnt/havent/hasnt/didnt/arent/aint/shant/wasnt", {No, 4}},
        {"wrong/incorrect/impossible/unfortunately", {No, 3}},
        {"neither/none/nobody", {No, 3}},
        {"no good/use/longer/need", {No, 4}},
        {"too late/early/soon/far/long/expensive", {No, 3}},
        {"forget/scrap it/that", {No, 3}},
        {"never mind", {No, 3}},
        {"nevermind", {No, 3}},
        {"im busy/working/away/out/booked", {No, 3}},
        {"i have work/school/a/another", {No, 2}},
        {"ill pass", {No, 3}},
        {"i will pass", {No, 3}},
        {"anything/something/someone/somebody else/earlier/later/sooner", {No, 3}},
        {"any other/others", {No, 2}},
        {"how/what about", {No, 3}},
        {"monday/tuesday/wednesday/thursday/friday/saturday/sunday/later/earlier would/is be? better", {No, 3}},
        {"i would/d prefer", {No, 2}},
        {"id prefer", {No, 2}},
        {"do i have to", {No, 3}},
        {"do we have to", {No, 3}},
        {"must i", {No, 3}},
        {"you misheard/misunderstood", {No, 3}},
    };
    return book;
}

const PhraseBook<Sign> &undecided()
{
    static const PhraseBook<Sign> book{
        {"maybe/perhaps/possibly/dunno/unsure/depends", {Unsure, 3}},
        {"i? dont/cant know/remember/recall/say/tell", {Unsure, 6}},
        {"i? do not know/remember/recall", {Unsure, 6}},
        {"i? cannot remember/say/tell/recall", {Unsure, 6}},
        {"not so? too? really? entirely? quite? sure/certain", {Unsure, 6}},
        {"cant/cannot be sure/certain", {Unsure, 6}},
        {"isnt/arent sure/certain", {Unsure, 6}},
        {"no idea/clue", {Unsure, 6}},
        {"not a clue", {Unsure, 6}},
        {"havent decided", {Unsure, 6}},
        {"havent a clue", {Unsure, 6}},
        {"hard/difficult to say", {Unsure, 5}},
        {"let me think/check/see/ask/look", {Unsure, 5}},
        {"id/ill have to? check/ask/think", {Unsure, 5}},
        {"i? need/have to check/ask/think", {Unsure, 5}},
        {"could/might be", {Unsure, 3}},
        {"i might", {Unsure, 3}},
        {"who knows", {Unsure, 5}},
        {"you tell me", {Unsure, 5}},
        {"doesnt/dont/does/do not? matter", {Unsure, 6}},
        {"what do you think/recommend/mean", {Unsure, 6}},
        {"so so", {Unsure, 3}},
    };
    return book;
}

std::optional<PhraseBook<Sign>::Hit> signAt(const Words &words, int place)
{
    std::optional<PhraseBook<Sign>::Hit> longest;
    for (const PhraseBook<Sign> *book : {&willing(), &unwilling(), &undecided()})
        if (const auto hit = book->at(words, place); hit && (!longest || hit->count > longest->count))
            longest = hit;
    return longest;
}

bool takesBackAt(const Words &words, int place)
{
    static const PhraseBook<int> book{{"sorry/wait/actually/correction", 1},
                                      {"i mean/meant", 1},
                                      {"hang/hold on", 1},
                                      {"scratch that", 1},
                                      {"on second thought/thoughts", 1}};
    return book.at(words, place).has_value();
}

// "No, that's fine" takes what was offered away when the question was whether the caller wants more.
bool offersMore(const Words &question)
{
    static const PhraseBook<int> book{
        {"would you like", 1}, {"do you want/need", 1}, {"anything else", 1}, {"shall/should i", 1}};
    for (int i = 0; i < question.size(); ++i)
        if (book.at(question, i))
            return true;
    return false;
}

// A question to which "no" is the willing answer: "would you mind holding?"
bool asksForObjection(const Words &question)
{
    static const PhraseBook<int> book{{"you/anyone mind", 1},
                                      {"any/an objection/objections", 1},
                                      {"a problem", 1},
                                      {"any problem/problems/trouble with", 1},
                                      {"be too late/early", 1}};
    for (int i = 0; i < question.size(); ++i)
        if (book.at(question, i))
            return true;
    return false;
}

std::optional<int> choiceAt(const Words &words, int place, int &count)
{
    static const PhraseBook<int> named{
        {"former", 0},
        {"latter", 1},
        {"the? earlier/sooner one/time/slot/appointment/option", 0},
        {"the? later one/time/slot/appointment/option", 1},
        {"the? earliest", 0},
        {"the? latest", -1},
        {"the? other one", 1},
        {"the? last one/option/time/slot/choice", -1},
        {"the last", -1},
        {"the? middle one", 1},
        {"option/number/choice a", 0},
        {"option/number/choice b", 1},
        {"option/number/choice c", 2},
        {"whichever is? first/earliest/soonest", 0},
        {"either one? works?", 0},
        {"either of them/those/these?", 0},
    };
    if (const auto choice = named.at(words, place)) {
        count = choice->count;
        return choice->meaning;
    }
    static const WordSet things("one option choice time slot appointment please");
    static const WordSet leads("option number choice");
    const bool article = words[place].text == u"the";
    if (leads.at(words, place))
        if (const auto number = numberAt(words, place + 1, Ear::Numbers);
            number && number->value > 0 && number->value < 10) {
            count = 1 + number->count;
            return number->value - 1;
        }
    const auto number = numberAt(words, place + article);
    if (!number || !number->ordinal || number->value > 9)
        return {};
    const int next = place + article + number->count;
    if (!things.at(words, next) && !(article && next == words.size()) && words.size() > 1)
        return {};
    count = next + things.at(words, next) - place;
    return number->value - 1;
}

} // namespace

SaidAnswer saidAnswer(const Words &said, const Words &question)
{
    SaidAnswer answer;
    int strongest = -1, agrees = 0;
    bool bareNo = false, takenBack = false;
    for (int i = 0; i < said.size();) {
        int count = 1;
        if (const auto choice = answer.choice ? std::nullopt : choiceAt(said, i, count)) {
            answer.choice = choice;
            if (strongest < 2) {
                answer.sort = Yes;
                answer.evidence = {i, count, QStringLiteral("choice")};
                strongest = 2;
            }
            i += count;
            continue;
        }
        const auto sign = signAt(said, i);
        if (!sign) {
            takenBack |= takesBackAt(said, i);
            ++i;
            continue;
        }
        const Sign meaning = sign->meaning;
        if (std::exchange(takenBack, false))
            strongest = -1; // "no, sorry, yes"
        bareNo |= meaning.sort == No && meaning.strength == 1 && strongest < 0;
        agrees += meaning.sort == Yes && meaning.strength == 2;
        if (meaning.strength > strongest) {
            answer.sort = meaning.sort;
            answer.evidence = {i, sign->count, QStringLiteral("answer")};
            strongest = meaning.strength;
        }
        i += sign->count;
    }
    if (bareNo && answer.sort == Yes && agrees > 0 && offersMore(question))
        answer.sort = No;
    if (answer.sort == No && strongest <= 2 && asksForObjection(question))
        answer.sort = Yes;
    return answer;
}

} // namespace nightbell
