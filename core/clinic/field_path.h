// Where in the clinic file something stands: organisations[0].branches[1].hours.tuesday[0].to
#pragma once

#include "result.h"

#include <QString>

namespace nightbell {

class FieldPath
{
public:
    FieldPath() = default;

    FieldPath operator/(QStringView field) const
    {
        return FieldPath(m_text.isEmpty() ? field.toString() : m_text + u'.' + field.toString());
    }
    FieldPath operator/(const char *field) const { return *this / QString::fromLatin1(field); }
    FieldPath operator[](qsizetype index) const { return FieldPath(m_text + QStringLiteral("[%1]").arg(index)); }

    const QString &text() const { return m_text; }
    Problem problem(const QString &why) const // for the log and the editor: "path: why"
    {
        return {Problem::Kind::Invalid, m_text.isEmpty() ? why : m_text + QStringLiteral(": ") + why};
    }

private:
    explicit FieldPath(QString text) : m_text(std::move(text)) { }

    QString m_text;
};

// What somebody wrote, short and printable enough to be repeated in a problem.
QString quoted(QStringView written);

} // namespace nightbell
