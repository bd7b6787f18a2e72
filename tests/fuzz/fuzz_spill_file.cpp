// A spill file of any bytes: it opens or is refused, what is read stays in bounds, and it can be appended to.
#include "store/spill_file.h"
#include "store/spill_frame.h"
#include "store/spill_record.h"

#include <QTemporaryDir>

#include <cstdlib>

using namespace nightbell;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void openAsFile(QByteArrayView bytes)
{
    static const QTemporaryDir folder(QStringLiteral("/dev/shm/fuzz_spill_XXXXXX"));
    const QString path = folder.filePath(QStringLiteral("spill"));
    QFile::remove(path + QStringLiteral(".cut"));
    QFile file(path);
    require(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes.data(), bytes.size()) >= 0);
    file.close();
    auto opened = SpillFile::open(path, 1 << 20);
    if (!opened)
        return;
    SpillFile &spill = *opened.value();
    const qint64 before = spill.count();
    require(spill.append({"next"}).ok());
    const auto records = spill.front(1 << 20);
    require(records && records.value().size() == before + 1 && records.value().last() == "next");
    for (const QByteArray &record : records.value())
        (void)positionInSpill(record);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    if (const auto record = firstRecord(bytes, SpillFile::recordBytesAtMost))
        require(record->size() <= bytes.size() - spillFrameBytes);
    (void)positionInSpill(bytes);
    switch (size % 3) { // a file costs the disk something: one per input
    case 0:
        openAsFile(bytes);
        break;
    case 1:
        openAsFile(spillMark.toByteArray() + bytes.toByteArray());
        break;
    default:
        openAsFile(spillMark.toByteArray() + framed("whole") + bytes.toByteArray());
    }
    return 0;
}
