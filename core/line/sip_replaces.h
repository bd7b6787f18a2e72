// An invitation that shall take the place of a call that we have (RFC 3891).
#pragma once

#include "line/sip_words.h"

namespace nightbell {

struct Replaces
{
    QByteArray callId;
    QByteArray toTag;
    QByteArray fromTag;
    bool earlyOnly = false;

    bool means(const DialogNames &dialog) const
    {
        return callId == dialog.callId && toTag == dialog.ourTag && fromTag == dialog.theirTag;
    }
};

// Nothing: the header does not name a dialog.
std::optional<Replaces> replacesFrom(const QByteArray &header);

} // namespace nightbell
