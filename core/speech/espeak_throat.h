// espeak-ng: some hundred languages, from the data of the system. One voice at a time in a process.
#pragma once

#include "speech/throat.h"

namespace nightbell {

class EspeakThroat : public Throat
{
public:
    QString name() const override { return QStringLiteral("espeak"); }
    int rate() const override;
    bool speaks(const QString &language) const override;
    Result<WordTimes> speak(const QString &words, const QString &language, const Hear &hear) override;
};

} // namespace nightbell
