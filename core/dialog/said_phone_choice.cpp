#include "dialog/said_phone_choice.h"

#include "dialog/phrase_book.h"

namespace nightbell {

namespace {

enum class Leaning { For, Against };

constexpr PhraseBook<Leaning>::Entry leaningsSaid[]{
    {"mine/mines", Leaning::For},
    {"my own", Leaning::For},
    {"the? best/better", Leaning::For},
    {"new", Leaning::For},
    {"now", Leaning::For},
    {"instead", Leaning::For},
    {"but? use", Leaning::For},
    {"but? ring/call/phone/try/text", Leaning::For},
    {"dont/never ring/call/phone/use/try/text", Leaning::Against},
    {"do not ring/call/phone/use/try/text", Leaning::Against},
    {"old", Leaning::Against},
    {"used to be", Leaning::Against},
    {"was", Leaning::Against},
    {"husbands/wifes/partners/mothers/fathers/mums/moms/dads/sons/daughters/sisters/brothers/friends",
     Leaning::Against},
    {"neighbours/neighbors/girlfriends/boyfriends/bosses/carers", Leaning::Against},
    {"disconnected/dead/gone", Leaning::Against},
};

const WordSet &lines()
{
    static const WordSet words("cell mobile home work office landline house");
    return words;
}

// The words between two numbers speak of the next one, those that begin with "that's" of the one before.
class Choice
{
public:
    Choice(const Words &said, const QList<Evidence> &numbers) : m_said(said), m_numbers(numbers) { }

    int leaning(qsizetype number) const
    {
        return weighed(endOf(number - 1), beginOf(number), false) + weighed(endOf(number), beginOf(number + 1), true)
            + (isLineAskedFor(number) ? 2 : 0);
    }

private:
    int beginOf(qsizetype number) const
    {
        return number < m_numbers.size() ? m_numbers[number].first : int(m_said.size());
    }
    int endOf(qsizetype number) const { return number < 0 ? 0 : m_numbers[number].first + m_numbers[number].count; }

    int weighed(int from, int to, bool backward) const
    {
        static const PhraseBook<Leaning> leanings(leaningsSaid);
        static const WordSet pointing("thats that is was");
        static const WordSet turning("mine mines use but its my call ring try");
        bool ofTheLast = false;
        static const WordSet own("mine mines");
        for (int at = from; from > 0 && at < std::min(from + 4, to) && !own.at(m_said, at); ++at)
            ofTheLast |= pointing.at(m_said, at); // "no wait that's my sister's"
        int weight = 0;
        for (int at = from; at < to;) {
            if (at > from + 2 && turning.at(m_said, at))
                ofTheLast = false;
            const auto leaning = leanings.at(m_said, at);
            if (leaning && ofTheLast == backward)
                weight += leaning->meaning == Leaning::For ? 1 : -1;
            at += leaning ? leaning->count : 1;
        }
        return weight;
    }

    // "… use the cell", behind all the numbers
    bool isLineAskedFor(qsizetype number) const
    {
        for (int at = endOf(m_numbers.size() - 1); at < m_said.size(); ++at)
            for (int told = endOf(number - 1); lines().at(m_said, at) && told < beginOf(number); ++told)
                if (m_said[told].text == m_said[at].text)
                    return true;
        return false;
    }

    const Words &m_said;
    const QList<Evidence> &m_numbers;
};

} // namespace

qsizetype numberMeant(const Words &said, const QList<Evidence> &numbers)
{
    const Choice choice(said, numbers);
    qsizetype meant = 0;
    for (qsizetype number = 1; number < numbers.size(); ++number)
        if (choice.leaning(number) > choice.leaning(meant))
            meant = number;
    return meant;
}

} // namespace nightbell
