// "Monday, Tuesday, or Friday".
#pragma once

#include <QStringList>

namespace nightbell {

inline QString spokenList(const QStringList &parts, const QString &last)
{
    if (parts.size() < 2)
        return parts.join(QString());
    const QString comma = parts.size() > 2 ? QStringLiteral(", ") : QStringLiteral(" ");
    return parts.mid(0, parts.size() - 1).join(QStringLiteral(", ")) + comma + last + u' ' + parts.last();
}

} // namespace nightbell
