// Of a language as BCP 47 writes it: "en-GB" is English.
#pragma once

#include <QString>

namespace nightbell {

inline bool isLanguage(const QString &tag, QLatin1StringView language)
{
    return tag.startsWith(language, Qt::CaseInsensitive)
        && (tag.size() == language.size() || tag[language.size()] == u'-');
}

} // namespace nightbell
