// How the engine itself is: every limit has a counter, every trouble a name. Names and codes are stable words for
// machines; the window words them for people.
#pragma once

#include "instant.h"

#include <QMap>
#include <QObject>
#include <QString>

namespace nightbell {

struct Fault
{
    Fault(QString code = {}) : why(std::move(code)) { } // NOLINT: a code alone is a fault of now
    QString why;                                        // a code; empty where the name says all
    Instant since{};                                    // when the pane first showed it
    bool operator==(const Fault &) const = default;
};

struct VitalSigns
{
    QMap<QString, qint64> counters; // "calls.refused_full", "journal.spilled", …
    QMap<QString, Fault> faults;    // by what is wrong now; empty when all is fine
    bool operator==(const VitalSigns &) const = default;
};

class Vitals : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual VitalSigns signs() const = 0;

Q_SIGNALS:
    void changed(const nightbell::VitalSigns &signs);
};

} // namespace nightbell
