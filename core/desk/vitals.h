// How the engine itself is: every limit has a counter, every trouble a name. Names and codes are stable words for
// machines; the window words them for people.
#pragma once

#include <QMap>
#include <QObject>
#include <QString>

namespace nightbell {

struct VitalSigns
{
    QMap<QString, qint64> counters; // "calls.refused_full", "journal.spilled", …
    QMap<QString, QString> faults;  // what is wrong now → a code for why; empty when all is fine
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
