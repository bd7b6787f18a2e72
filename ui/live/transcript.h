// The lines of a call as they are read: a fold of its events.
#pragma once

#include "call/call_event.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace nightbell {

struct TranscriptLine
{
    enum class Kind { Speech, Event };
    Kind kind = Kind::Speech;
    Instant at;
    QString icon;
    QString speaker; // empty for an event
    QString words;
    int heardUpTo = -1; // characters that were really heard; -1 = all
    bool callerSpeaks = false;
    bool grave = false;   // an event to be seen
    QString dangerPhrase; // within words
};

class Transcript
{
public:
    int take(const CallEvent &event); // answers the first line that changed, or -1
    const QList<TranscriptLine> &lines() const { return m_lines; }
    QString timeOf(const TranscriptLine &line) const; // since the answer

private:
    int add(const CallEvent &event, const QString &icon, const QString &words, bool grave = false);
    int speak(const TranscriptLine &line);
    int markDanger(const QString &phrase);

    QList<TranscriptLine> m_lines;
    QHash<int, int> m_sentenceLine; // sentence → line
    std::optional<Instant> m_start;
};

} // namespace nightbell
