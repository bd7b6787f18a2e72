#include "line/sip_replaces.h"

#include <algorithm>

namespace nightbell {

std::optional<Replaces> replacesFrom(const QByteArray &header)
{
    const auto isControl = [](char sign) { return sign >= 0 && sign < ' '; };
    if (std::any_of(header.begin(), header.end(), isControl))
        return std::nullopt;
    const QList<QByteArray> parts = header.split(';');
    Replaces replaces{.callId = parts[0].trimmed()};
    for (const QByteArray &part : parts.mid(1)) {
        const QByteArray word = part.trimmed();
        if (word.startsWith("to-tag="))
            replaces.toTag = word.mid(7);
        else if (word.startsWith("from-tag="))
            replaces.fromTag = word.mid(9);
        else if (word == "early-only")
            replaces.earlyOnly = true;
    }
    if (replaces.callId.isEmpty() || replaces.toTag.isEmpty() || replaces.fromTag.isEmpty())
        return std::nullopt;
    return replaces;
}

} // namespace nightbell
