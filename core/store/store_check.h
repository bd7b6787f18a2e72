// Is everything there, does every seal open, does every row say what the journal says? Reads only, at one moment of
// the store; the connection must see every clinic. What cannot be verified, since a clinic's key is not here, is told
// as such and is no damage.
#pragma once

#include "store/key_ring.h"

#include <QList>

namespace nightbell {

struct Finding
{
    enum class Fault {
        FileDamaged,      // the database itself says so
        GapInStream,      // entries of an engine are missing
        SealBroken,       // bytes are not what was written
        KeyMissing,       // a call without its key
        RowDiffers,       // a row that the journal does not bear out
        CursorBeyond,     // a reader stands behind the end of the journal
        RecordingStray,   // no call has it
        RecordingMissing, // a call that was recorded has none
        RecordingDamaged, // chunks of it do not open, or are missing
        DiaryDiffers,     // a place of the diary contradicts another, or the journal
        NotVerifiable,    // the clinic's key is not here
    };
    Fault fault = Fault::FileDamaged;
    QString where; // "journal engine-1/42", "session of call c7"
    bool operator==(const Finding &) const = default;
};

QString wordsFor(const Finding &finding); // one sentence for people, translated

struct CheckReport
{
    static constexpr int findingsAtMost = 200;
    QList<Finding> findings; // the first of them
    qint64 damages = 0;
    qint64 notVerifiable = 0;
    qint64 entries = 0; // whose seal opened
    qint64 calls = 0;

    bool sound() const { return damages == 0; }
    void add(Finding::Fault fault, const QString &where);
};

// A problem only where the database cannot be asked.
Result<CheckReport> check(Database &database, KeyRing &keys);

} // namespace nightbell
