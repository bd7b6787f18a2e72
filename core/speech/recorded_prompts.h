// What the clinic's people have spoken themselves: a folder of WAV files that are heard instead of the voice. An
// index.json tells which text each is of, {"Thank you for calling.": "thanks.wav"}; a file that it does not name is of
// the text whose words make its name, "thank-you-for-calling.wav".
#pragma once

#include "audio/sound.h"
#include "speech/phrases.h"

#include <QMap>

namespace nightbell {

inline constexpr qsizetype recordedPromptsAtMost = 1'000;
inline constexpr qint64 recordedFileBytesAtMost = 8 * 1024 * 1024;
inline constexpr int recordedSecondsAtMost = 30;
inline constexpr qint64 recordedBytesAtMost = 128 * 1024 * 1024; // of all, in memory

QString slugOf(const QString &text); // "thank-you-for-calling"

class RecordedPrompts
{
public:
    static RecordedPrompts in(const QString &folder); // empty: none

    const QStringList &faults() const { return m_faults; } // the file, and why it is not heard
    qsizetype size() const { return m_sounds.size(); }

    // The longest row of phrases from this one on that was recorded as one: how many, and their sound.
    struct Found
    {
        qsizetype phrases = 0;
        Pcm pcm;
    };
    Found find(const QList<Phrase> &phrases, qsizetype from, int rate) const;

private:
    void take(const QString &folder);
    void take(const QString &folder, const QString &file, const QString &slug);
    Pcm soundFor(const QString &slug, int rate) const;

    QMap<QString, QMap<int, Pcm>> m_sounds; // by slug, by rate
    qint64 m_bytes = 0;
    QStringList m_faults;
};

} // namespace nightbell
