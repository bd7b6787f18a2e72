// A waiting session as bytes for a cache that others can write to: tagged under the clinic's index key together with
// the caller it belongs to, so that bytes made up, cut, or moved from one caller to another are recognised.
#pragma once

#include "store/session_book.h"

namespace nightbell {

QByteArray pack(const SealKey &indexKey, const WaitingSession &session);
Result<WaitingSession> unpack(const SealKey &indexKey, const KnownCaller &caller, const QByteArray &bytes); // Damaged

} // namespace nightbell
