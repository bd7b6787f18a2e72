// Without a window: what is wrong with the lines, why, and what to do, said once when it begins and once when it is
// over.
#pragma once

#include "desk/vitals.h"

#include <QStringList>

namespace nightbell {

class FaultLines
{
public:
    explicit FaultLines(QString open) : m_open(std::move(open)) { } // said whenever calls can come from now on

    QStringList take(const VitalSigns &signs); // what is to be said

private:
    const QString m_open;
    bool m_isOpen = false;
    QMap<QString, Fault> m_told;
};

} // namespace nightbell
