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

const PhraseBook<Sign> &plainSigns()
{
    static const PhraseBook<Sign> book{
        {"yes/yeah/yep/yup/yea/yah/ya/aye/yess/yeh/yip/yeap/yas/uhhuh/mmhmm/mhm/mmhm/si/ja/oui/roger/yessir", {Yes}},
        {"uh/mm/mmm/um/mhm/hm huh/hm/hmm/mm", {Yes}},
        {"yes/yeah sir/maam/please/indeed", {Yes}},
        {"sure/surely/certainly/absolutely/definitely/totally/indeed/affirmative/correct/exactly/precisely/right",
         {Yes}},
        {"ok/okay/k/okey/okie/okeydoke/alright/allright/fine/perfect/great/lovely/brilliant/wonderful/excellent/good",
         {Yes}},
        {"super/grand/splendid/fantastic/awesome/cool/marvellous/marvelous/agreed/deal/done/confirmed/cheers", {Yes}},
        {"all right", {Yes}},
        {"of course", {Yes}},
        {"by all means", {Yes}},
        {"please do/go", {Yes, 2}},
        {"please", {Yes}},
        {"go ahead/on/for", {Yes}},
        {"lets do/go/book that/it/for?", {Yes}},
        {"book/take/do/confirm/reserve/schedule/keep it/that/me/them", {Yes}},
        {"ill take/have it/that/them/the", {Yes}},
        {"id like/love that/to", {Yes}},
        {"i would/do/am/have/can/will/did/agree/accept/consent/confirm", {Yes}},
        {"i would like/love that/to", {Yes}},
        {"you bet", {Yes}},
        {"you got/have it", {Yes}},
        {"thats/that/it/this is? right/correct/fine/ok/okay/perfect/great/good/it/me/him/her/true/lovely/brilliant",
         {Yes, 2}},
        {"thats/that is? all right", {Yes, 2}},
        {"thatll do/work", {Yes, 2}},
        {"that/it/this/monday/tuesday/wednesday/thursday/friday works/suits/fits", {Yes, 2}},
        {"works/suits for? me", {Yes, 2}},
        {"that/it would/will/should be? fine/good/great/work/do/suit/perfect/lovely/ok/okay/ideal/wonderful", {Yes, 2}},
        {"sounds/looks good/great/right/fine/perfect/ok/okay/lovely/about like? a? right? plan?", {Yes, 2}},
        {"sounds like a plan", {Yes, 2}},
        {"why not", {Yes, 2}},
        {"dont/do not mind if i do", {Yes, 3}},
        {"i dont/wouldnt see why not", {Yes, 3}},
        {"i suppose/guess/think/believe/reckon so", {Yes, 2}},
        {"i suppose", {Yes}},
        {"i guess", {Yes}},
        {"if you like/must/insist", {Yes}},
        {"if thats/that is the? only? all? best? you have/earliest/possible/ok/okay", {Yes}},
        {"no problem/problems/worries/trouble/bother/objection/objections", {Yes, 3}},
        {"not a problem", {Yes, 3}},
        {"no thats/that is fine/ok/okay/good/perfect/great/right/correct/alright", {Yes, 4}},
        {"no doubt", {Yes, 2}},
        {"cant complain/wait", {Yes, 3}},
        {"couldnt be better", {Yes, 3}},
        {"i can/could do/make/manage that/it", {Yes, 2}},
        {"i can/could/will be there", {Yes, 2}},
        {"im/i am in/happy/good/fine/ok/okay/free/available with?", {Yes}},
        {"happy/glad to/with", {Yes}},
        {"speaking", {Yes}},
        {"this is she/he/her/him", {Yes}},
        {"thats/thats me/mine/us", {Yes, 2}},
        {"thank you very? much?", {Yes, 0}},
        {"no/nope/nah/nay/naw/noo/nooo/nuh/negative/never/nein/non/noper", {No}},
        {"nah/no thank/thanks you?", {No, 2}},
        {"uh/nuh/mm/unh uh", {No}},
        {"uh/mm mm/nuh", {No}},
        {"no way", {No, 2}},
        {"not really/exactly/quite/today/now/yet/right/correct/me/necessary/possible/interested", {No, 3}},
        {"not at all/the moment", {No, 3}},
        {"not a/the? chance", {No, 3}},
        {"not for/with me", {No, 3}},
        {"not if/unless i", {No, 3}},
        {"not particularly/especially/ideal/great/good/convenient/so", {No, 3}},
        {"im/i am afraid not", {No, 4}},
        {"im/i am afraid i/that/thats/its cant/not/no", {No, 4}},
        {"afraid not", {No, 4}},
        {"id/i would/ill rather not", {No, 4}},
        {"rather not", {No, 3}},
        {"better/preferably/hopefully not", {No, 3}},
        {"of course/certainly/absolutely/definitely/probably/obviously not", {No, 4}},
        {"i dont/do not think so", {No, 4}},
        {"i doubt it", {No, 3}},
        {"i dont believe/suppose so", {No, 4}},
        {"i think/guess/suppose/hope not", {No, 4}},
        {"i/we dont/do not", {No, 3}},
        {"i/we dont want/need/like/have/agree", {No, 4}},
        {"i/we cant/cannot/couldnt/wont/wouldnt/havent/didnt/am/shant not?", {No, 3}},
        {"i am not", {No, 4}},
        {"im not", {No, 3}},
        {"i/we can/could/will/would/have/did/do not", {No, 4}},
        {"that/it/this/thats/its/one/day/time doesnt/dont/wont/isnt/wouldnt/cant", {No, 4}},
        {"doesnt/dont/wont/wouldnt/isnt work/suit/do/right/good/possible/correct/fit/be", {No, 4}},
        {"that/it/this does/will/is/would not", {No, 4}},
        {"thats/its/that/it is? not", {No, 4}},
        {"thats/its/that/it is? wrong/incorrect/impossible/no/bad", {No, 4}},
        {"thats/its/that is? too late/early/soon/far/long", {No, 4}},
        {"wrong/incorrect", {No, 2}},
        {"neither", {No, 3}},
        {"none of those/them/these", {No, 3}},
        {"no good/use/longer/need/chance", {No, 4}},
        {"dont/do not bother/worry/do/book", {No, 3}},
        {"forget it", {No, 3}},
        {"forget/cancel that", {No, 3}},
        {"never mind", {No, 3}},
        {"nevermind", {No, 3}},
        {"im/i am busy/working/away/out", {No, 3}},
        {"i have work/school/a/another", {No, 2}},
        {"ill/i will pass", {No, 3}},
        {"anything/something else/earlier/later/sooner", {No, 2}},
        {"any other/others", {No, 2}},
        {"do you have/got anything/something else/earlier/later/sooner", {No, 3}},
        {"is there anything/something else/earlier/later/sooner", {No, 3}},
        {"do i have to", {No, 3}},
        {"can i/we not", {No, 3}},
        {"you/youve have? got/have the wrong", {No, 4}},
        {"you misheard/misunderstood", {No, 3}},
        {"maybe/perhaps/possibly/dunno", {Unsure, 3}},
        {"i? dont/do not know", {Unsure, 5}},
        {"i? dunno", {Unsure, 5}},
        {"not/im/unsure so? not? sure/certain", {Unsure, 5}},
        {"not so? too? sure/certain", {Unsure, 5}},
        {"im/i am not so? too? entirely? really? sure/certain", {Unsure, 5}},
        {"unsure", {Unsure, 5}},
        {"no idea/clue", {Unsure, 5}},
        {"i havent/have not a clue", {Unsure, 5}},
        {"i havent decided", {Unsure, 5}},
        {"i cant say/remember/tell/think", {Unsure, 5}},
        {"i cant/cannot be sure/certain", {Unsure, 5}},
        {"i dont/do not remember/recall", {Unsure, 5}},
        {"it/that depends", {Unsure, 5}},
        {"depends", {Unsure, 5}},
        {"hard/difficult to say", {Unsure, 5}},
        {"let me think/check/see/ask/look", {Unsure, 4}},
        {"id/i/ill have? to? need? to? check/ask/think", {Unsure, 4}},
        {"i? need/have to check/ask/think", {Unsure, 4}},
        {"could/might be", {Unsure, 4}},
        {"i might", {Unsure, 4}},
        {"who knows", {Unsure, 5}},
        {"you tell me", {Unsure, 4}},
        {"doesnt/dont matter", {Unsure, 5}},
        {"what do you think/recommend/mean", {Unsure, 4}},
        {"so so", {Unsure, 3}},
    };
    return book;
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
    int strongest = -1;
    bool plainNo = false;
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
        const auto sign = plainSigns().at(said, i);
        if (!sign) {
            ++i;
            continue;
        }
        const Sign meaning = sign->meaning;
        plainNo |= meaning.sort == No && meaning.strength == 1 && i == 0;
        // Of equals the first one counts, but what follows a bare "no" does not soften it into a yes unless it is
        // meant.
        if (meaning.strength > strongest
            && !(plainNo && meaning.sort == Yes && meaning.strength < 3 && strongest >= 1)) {
            answer.sort = meaning.sort;
            answer.evidence = {i, sign->count, QStringLiteral("answer")};
            strongest = meaning.strength;
        }
        i += sign->count;
    }
    if (!question.isEmpty() && asksForObjection(question) && strongest <= 1)
        answer.sort = answer.sort == No ? Yes : answer.sort == Yes && plainNo ? No : answer.sort;
    return answer;
}

} // namespace nightbell
