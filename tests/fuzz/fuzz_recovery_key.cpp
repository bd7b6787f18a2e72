// Whatever is typed as a recovery key is refused, or is a key whose written form reads as the same key.
#include "store/recovery_key.h"

#include <cstdlib>

using namespace nightbell;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size)
{
    const auto key = RecoveryKey::read(QString::fromUtf8(QByteArrayView(bytes, qsizetype(size))));
    if (!key)
        return 0;
    const auto back = RecoveryKey::read(key.value().text());
    if (!back || back.value().publicKey() != key.value().publicKey())
        abort();
    return 0;
}
