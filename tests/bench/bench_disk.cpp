// The floor under every durable figure: what one fdatasync of a small append costs on this disk.
#include "bench/figures.h"

#include <QTemporaryFile>

#include <unistd.h>

int main()
{
    using namespace nightbell::bench;
    QTemporaryFile file(QStringLiteral("nightbell-disk-XXXXXX"));
    if (!file.open())
        return 69;
    const QByteArray block(4096, 'x');
    Figures syncs("disk: append 4 KiB, fdatasync");
    for (int i = 0; i < 1000; ++i)
        syncs.time([&] {
            file.write(block);
            file.flush();
            ::fdatasync(file.handle());
        });
    syncs.print();
}
