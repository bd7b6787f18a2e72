// Everything that the ear knows at one time, made whole or not at all: the words and how they are said, the grammar of
// each question, the language model, the transform that fits the model of sounds to a telephone line. Made in seconds
// on the caller's thread from the program's phrases and the clinic's words; shared and never changed. What cannot be
// loaded by a decoder is refused here, for a word that is missing would end the program later.
#pragma once

#include "speech/answer_rules.h"
#include "speech/hearing_words.h"
#include "speech/transcriber.h"

#include <QTemporaryDir>

#include <memory>

namespace nightbell {

struct HearingModel // the parts that come from outside
{
    QString sounds;       // a folder
    QString dictionary;   // a file
    QByteArray transform; // empty: none
};

HearingModel installedHearingModel();

inline constexpr int choicesHeardAtMost = 32; // of one question

class HearingSet
{
public:
    static Result<std::shared_ptr<const HearingSet>> make(const HearingWords &words,
                                                          const HearingModel &model = installedHearingModel());

    QByteArray grammarFor(const ExpectedAnswer &answer) const; // JSGF; empty: anything may be answered
    bool knows(const QString &word) const { return m_known.contains(word); }
    qsizetype words() const { return m_known.size(); }

    const QString &sounds() const { return m_sounds; }
    QString dictionary() const { return m_folder.filePath(QStringLiteral("words.dict")); }
    QString languageModel() const { return m_folder.filePath(QStringLiteral("open.lm.bin")); }
    QString transform() const { return m_transform; } // a file; empty: none

private:
    HearingSet() = default;
    Result<> write(const HearingWords &words, const HearingModel &model);
    Result<> tryOut() const;

    AnswerRules m_rules;
    QSet<QString> m_known;
    QString m_sounds;
    QString m_transform;
    QTemporaryDir m_folder;
};

} // namespace nightbell
