#include "line/sip_replaces.h"

namespace nightbell {

std::optional<Replaces> replacesFrom(const QByteArray &header)
{
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
