// What is written, as a voice should say it: "Dr. Okoro at 9:05 am" becomes "Doctor Okoro at nine oh five A M". Only
// the voice gets this form; the transcript keeps what was written. English is put into words; of any other language the
// text stays as it is.
#pragma once

#include <QList>
#include <QString>

namespace nightbell {

inline constexpr qsizetype spokenGrowthAtMost = 12; // times the characters that were written, beside a few
inline constexpr qsizetype spokenGrowthBeside = 24;

struct SpokenForm
{
    struct Origin
    {
        qsizetype spoken = 0;  // from this character of the text on
        qsizetype written = 0; // it says what stands here
    };

    QString text; // never empty, unless nothing was written
    QList<Origin> origins;

    qsizetype writtenAt(qsizetype spoken) const;
};

SpokenForm spokenForm(const QString &words, const QString &language); // BCP 47

} // namespace nightbell
