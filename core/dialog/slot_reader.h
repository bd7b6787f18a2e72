// Reads one utterance slot by slot. Its parts share what was said, and what of it is taken already.
#pragma once

#include "dialog/said_birth_date.h"
#include "dialog/said_name.h"
#include "dialog/said_phone.h"
#include "dialog/slot_readers.h"

namespace nightbell {

class SlotReader
{
public:
    SlotReader(const Words &said, const DialogState &state, const ReadingPlace &place)
        : m_said(said)
        , m_state(state)
        , m_place(place)
        , m_asked(valueOf<Slot>(state.asked.key))
    { }

    QList<ReadSlot> read()
    {
        service();
        provider();
        name();
        birth();
        phone();
        when();
        medication();
        choices();
        wholeAnswers();
        return m_read;
    }

private:
    bool asked(Slot slot) const { return m_asked == slot; }
    QString whole() const { return joined(m_said); }
    bool says(const char *words) const
    {
        return QString(u' ' + whole() + u' ').contains(u' ' + QLatin1StringView(words) + u' ');
    }

    void found(Slot slot, const QString &value, const Evidence &evidence)
    {
        m_read.append({slot, {PrivateText(value), PrivateText(joined(m_said, evidence.first, evidence.count))}});
    }
    void without(const Words &taken)
    {
        if (!taken.isEmpty())
            m_rest.removeIf(
                [&](const Word &word) { return word.from >= taken.first().from && word.to <= taken.last().to; });
    }
    void wrong(Slot slot, ReadSlot::Fault fault) { m_read.append({slot, {}, fault}); }

    void service();
    void provider();
    void when();
    bool saysAny() const;
    void name();
    Words introduced() const;
    static Words withoutHints(Words name);
    static SaidName wholeName(const Words &told);
    void birth();
    SaidBirthDate correctedBirth() const;
    void phone();
    SaidPhone correctedPhone() const;
    void medication();
    void choices();
    void wholeAnswers();
    template<class Things, class Fits> void choose(Slot slot, const Things &things, Fits fits);

    const Words &m_said;
    const DialogState &m_state;
    const ReadingPlace &m_place;
    const std::optional<Slot> m_asked;
    Words m_rest = m_said; // what was no birth date and no telephone number
    QList<ReadSlot> m_read;
};

} // namespace nightbell
