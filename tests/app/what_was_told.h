// What a caller said in one call, as far as it tells who they are. Looked at from outside: the words themselves.
#pragma once

#include "app/caller_phrases.h"
#include "dialog/name_match.h"
#include "dialog/words.h"

#include <algorithm>

namespace nightbell {

class WhatWasTold
{
public:
    explicit WhatWasTold(const QList<Persona> &people) : m_people(people) { }

    void begin() { m_heard.clear(); }
    void hear(const QString &words) { m_heard << joined(wordsOf(words)) << words.left(charactersAtMost).toLower(); }

    bool told(const QString &words) const
    {
        return std::ranges::any_of(m_heard, [&](const QString &each) { return each.contains(words); });
    }

    bool birth(QDate born) const
    {
        return std::ranges::any_of(m_people, [&](const Persona &who) {
            return who.born == born && std::ranges::any_of(who.bornAs, [this](const QString &as) { return told(as); });
        });
    }

    bool anyBirth() const
    {
        return std::ranges::any_of(m_people, [this](const Persona &who) { return birth(who.born); });
    }

    // Any part of it, or another spelling of the same.
    bool name(const QString &name) const
    {
        const Words words = wordsOf(name);
        return std::ranges::any_of(words, [this](const Word &each) { return told(each.text); })
            || std::ranges::any_of(m_people, [&](const Persona &who) {
                   return sameName(who.name, name) && told(who.name.section(u' ', -1));
               });
    }

private:
    static constexpr int charactersAtMost = 2'000;
    const QList<Persona> m_people;
    QStringList m_heard;
};

} // namespace nightbell
