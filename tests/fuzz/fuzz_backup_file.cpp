// A backup file comes from outside: whatever stands in it, reading ends in totals or in a problem, never worse.
#include "store/store_backup.h"

#include <QBuffer>

using namespace nightbell;

namespace {

// Most inputs fail at the first checksum, so what the sums protect is also given directly.
void readContents(const QByteArray &bytes)
{
    if (const auto row = backupRowFrom(bytes))
        if (const auto again =
                backupRowFrom(toBackup(row.value())); // compared as written: a NaN is not equal to itself
            !again || toBackup(again.value()) != toBackup(row.value()))
            qFatal("a row that was read is not written again as it was");
    (void)backupTableFrom(bytes);
}

QByteArray asBackup(const QByteArray &bytes) // with sums that fit
{
    QBuffer file;
    file.open(QIODevice::WriteOnly);
    BackupWriter writer(file);
    (void)writer.begin(1);
    if (const auto table = backupTableFrom(bytes))
        (void)writer.table(table.value());
    if (const auto row = backupRowFrom(bytes))
        (void)writer.row(row.value());
    (void)writer.close();
    return file.data();
}

void verify(QByteArray bytes)
{
    QBuffer file(&bytes);
    file.open(QIODevice::ReadOnly);
    QList<ClinicId> clinics;
    (void)verifyBackup(file, &clinics);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, std::size_t size)
{
    const QByteArray given(reinterpret_cast<const char *>(bytes), qsizetype(size));
    readContents(given);
    verify(given);
    verify(asBackup(given));
    return 0;
}
