// Bytes that parse are written in one form: what is written again is the same. Stored events, summaries and snapshots
// come from disks and other versions, so any bytes may come.
#include "call/session_snapshot.h"

#include <cstdint>

using namespace nightbell;

namespace {

template<class Read> void expectFixedPoint(const QByteArray &bytes, Read read)
{
    const auto once = read(bytes);
    if (!once)
        return;
    const QByteArray written = toJson(once.value());
    const auto again = read(written);
    if (!again || toJson(again.value()) != written)
        qFatal("what was written reads back as something else");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const QByteArray json = QByteArray::fromRawData(reinterpret_cast<const char *>(bytes), qsizetype(size));
    expectFixedPoint(json, eventFromJson);
    expectFixedPoint(json, summaryFromJson);
    expectFixedPoint(json, snapshotFromJson);
    return 0;
}
