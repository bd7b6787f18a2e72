#include "store/sql_values.h"

namespace nightbell {

std::optional<Problem> unstorable(const SqlValues &values)
{
    for (qsizetype i = 0; i < values.size(); ++i) {
        const auto refuse = [i](const char *why) {
            return Problem{Problem::Kind::Invalid, QStringLiteral("value %1 %2").arg(i + 1).arg(QLatin1String(why))};
        };
        switch (values[i].typeId()) {
        case QMetaType::UnknownType:
        case QMetaType::Int:
        case QMetaType::LongLong:
        case QMetaType::Double:
        case QMetaType::QByteArray:
            break;
        case QMetaType::QString:
            if (values[i].toString().contains(QChar(u'\0')))
                return refuse("holds a NUL character");
            break;
        default:
            return refuse("has a type that is not stored");
        }
    }
    return std::nullopt;
}

} // namespace nightbell
