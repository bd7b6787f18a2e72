// Whatever bytes stand in the settings file, it is understood or refused; what is understood can be judged.
#include "settings/settings.h"
#include "settings/settings_file.h"

#include <cstdint>
#include <cstdlib>

using namespace nightbell;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size));
    const auto parsed = parseSettings(text, QStringLiteral("file"));
    if (!parsed)
        return 0;
    QList<GivenValue> given;
    for (const FileEntry &entry : parsed.value().entries) {
        const QString &line = parsed.value().lines.at(entry.line - 1);
        if (entry.from < 0 || entry.length < 0 || entry.from + entry.length > line.size())
            std::abort();
        given.append({entry.key, entry.value, QStringLiteral("file")});
    }
    const auto settings = Settings::from(given);
    for (const GivenValue &one : given) {
        if (settings && settings.value().written(indexOfSetting(one.key.toStdString())) != one.value)
            std::abort();
    }
    return 0;
}
