// A WAV file of any bytes, with its head or without: it is read or refused, and what is read is within its bounds.
#include "speech/wav_file.h"

#include <cstdlib>

using namespace nightbell;

namespace {

void read(const QByteArray &bytes)
{
    const auto sound = readWav(bytes);
    if (!sound)
        return;
    const WavSound &wav = sound.value();
    if (wav.rate < wavRateAtLeast || wav.rate > wavRateAtMost || wav.pcm.size() > bytes.size())
        std::abort();
}

QByteArray withHead(const QByteArray &chunks) { return "RIFF????WAVE" + chunks; }

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    read(bytes);
    read(withHead(bytes));
    static const QByteArray form("fmt \x10\0\0\0\1\0\2\0\x40\x1f\0\0\0\x7d\0\0\4\0\x10\0", 24);
    read(withHead(form + bytes));
    read(withHead(form + "data\xff\xff\xff\x7f" + bytes));
    return 0;
}
