// flite's slt: English only, in ASCII, and always there, since the voice is part of the program.
#pragma once

#include "speech/throat.h"

namespace nightbell {

class FliteThroat : public Throat
{
public:
    QString name() const override { return QStringLiteral("flite"); }
    int rate() const override;
    bool speaks(const QString &language) const override;
    Result<WordTimes> speak(const QString &words, const QString &language, const Hear &hear) override;
};

} // namespace nightbell
