// Callers as nobody would write them: some answer what they are asked, some talk of anything, break in, press keys, say
// nothing, hang up and call again. One seed is one story, on every machine.
#pragma once

#include "app/caller_phrases.h"

#include <random>

namespace nightbell {

struct Deed
{
    enum class Kind { Calls, Says, BreaksIn, Presses, IsSilent, HangsUp, Waits } kind = Kind::Waits;
    QString words;  // said, pressed, or the number of the call
    int amount = 0; // characters heard, seconds, minutes
    QString sort;   // what the words are up to
};

inline constexpr int callsOfAStory = 4;
inline constexpr int deedsOfACall = 28;

class RandomCaller
{
public:
    RandomCaller(quint64 seed, const CallerPhrases &phrases)
        : m_random(seed)
        , m_phrases(phrases)
        , m_people(peopleIn(phrases))
    { }

    int below(int limit) { return int(m_random() % quint64(limit)); }
    bool over(bool calling) const { return !calling && m_calls >= callsOfAStory; }

    Deed next(bool calling, const QString &asks, bool connected)
    {
        if (!calling)
            return below(3) == 0 ? Deed{Deed::Kind::Waits, {}, below(10) == 0 ? 600 : below(50), {}} : call();
        if (++m_deeds > deedsOfACall || below(100) < (connected ? 60 : 3))
            return {Deed::Kind::HangsUp, {}, 0, {}};
        switch (below(24)) {
        case 0:
            return {Deed::Kind::IsSilent, {}, 1 + below(20), {}};
        case 1:
            return {Deed::Kind::Presses, below(3) == 0 ? u"0"_s : digits(), 0, {}};
        case 2:
        case 3: {
            Deed said = says(asks);
            return {Deed::Kind::BreaksIn, said.words, below(60), said.sort};
        }
        default:
            return says(asks);
        }
    }

private:
    Deed call()
    {
        ++m_calls;
        m_deeds = 0;
        if (below(2) == 0 || m_calls == 1)
            m_self = below(int(m_people.size()));
        static const QStringList numbers{u"+12175550111"_s, u"+12175550122"_s, u"+12175550143"_s,
                                         u"+12175550177"_s, u"anonymous"_s,    QString()};
        if (below(3) == 0 || m_calls == 1)
            m_number = numbers[below(int(numbers.size()))];
        return {Deed::Kind::Calls, m_number, 0, {}};
    }

    QString one(const QString &section)
    {
        const QStringList &all = m_phrases.of[section];
        return all.isEmpty() ? QString() : all[below(int(all.size()))];
    }

    QString digits()
    {
        QString keys;
        for (int left = below(12); left >= 0; --left)
            keys += u"0123456789*#"_s[below(12)];
        return keys;
    }

    Deed says(const QString &asks)
    {
        const QString sort = sortFor(asks);
        QString words = sort == u"name"_s ? m_people[m_self].name
            : sort == u"dob"_s            ? m_people[m_self].bornAs[below(int(m_people[m_self].bornAs.size()))]
                                          : one(sort);
        switch (below(40)) {
        case 0:
            words =
                u"this is "_s + m_people[m_self].name + u" born "_s + m_people[m_self].bornAs.first() + u' ' + words;
            return {Deed::Kind::Says, words, 0, {}};
        case 1:
            return {Deed::Kind::Says, words + u" and "_s + one(sortFor({})), 0, {}};
        case 2: // a word was not heard; who they are, they tell again and again, and well
            return {Deed::Kind::Says, sort == u"name"_s || sort == u"dob"_s ? words : slurred(words), 0, {}};
        case 3:
            return {Deed::Kind::Says, below(3) == 0 ? (words + u' ').repeated(500) : QString(), 0, {}};
        default:
            return {Deed::Kind::Says, words, 0, sort};
        }
    }

    QString sortFor(const QString &asks)
    {
        if (below(100) < 70)
            return asks.isEmpty() ? u"wish"_s : asks;
        static const QStringList usual{u"wish"_s, u"question"_s,  u"aside"_s,   u"date"_s,    u"yes"_s,
                                       u"no"_s,   u"gibberish"_s, u"confirm"_s, u"offer"_s,   u"name"_s,
                                       u"dob"_s,  u"repeat"_s,    u"phone"_s,   u"homonym"_s, u"never_mind"_s};
        static const QStringList seldom{u"emergency"_s,     u"crisis"_s,       u"urgent"_s, u"denial"_s,  u"goodbye"_s,
                                        u"person_wanted"_s, u"wrong_number"_s, u"spam"_s,   u"language"_s};
        const QStringList &from = below(3) == 0 ? seldom : usual;
        return from[below(int(from.size()))];
    }

    QString slurred(const QString &words)
    {
        QStringList kept = words.split(u' ');
        kept.removeAt(below(int(kept.size())));
        return kept.join(u' ');
    }

    std::mt19937_64 m_random;
    const CallerPhrases &m_phrases;
    const QList<Persona> m_people;
    qsizetype m_self = 0;
    QString m_number;
    int m_calls = 0;
    int m_deeds = 0;
};

} // namespace nightbell
