// How one record is framed in a spill file: length, checksum, bytes. Reading takes any bytes and never trusts them.
#pragma once

#include <QByteArray>

#include <optional>

namespace nightbell {

inline constexpr QByteArrayView spillMark = "NBSPILL1";
inline constexpr qsizetype spillFrameBytes = 4 + 8; // before each record

QByteArray framed(QByteArrayView record);

// The record at the start of bytes; none when it is torn, longer than lengthAtMost or not what was written.
std::optional<QByteArrayView> firstRecord(QByteArrayView bytes, qsizetype lengthAtMost);

} // namespace nightbell
